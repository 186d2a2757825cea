"""A problem document as the fault that the same mistake raises without a service."""

from __future__ import annotations

import json
import re
from email.message import Message
from typing import Any, Final

from brain2face.errors import Brain2FaceError, EnvironmentFault, UnknownNameError, UsageFault
from brain2face.remote.refusals import Overworked

__all__ = ["fault_of", "stranger", "told"]

_UNKNOWN: Final = re.compile(
    r"(?:There is no (?P<kind>.+)|.* has no (?P<part>parameter)) (?P<name>'[^']*'|\"[^\"]*\")\.",
    re.DOTALL,
)
_BUSY: Final = (408, 429, 502, 503, 504)


def fault_of(url: str, status: int, headers: Message, body: bytes) -> Brain2FaceError:
    """Give the fault to raise for a status of 300 and more.

    Args:
        url: of the service.
        status: of HTTP.
        headers: of the answer.
        body: the answer.
    """
    if status < 400:
        where = headers.get("Location", "")
        to = f" to {where}" if where and "@" not in where else ""
        return EnvironmentFault(
            f"The service at {url} redirects{to} (HTTP {status}), which is another host: give that"
            " address, if you trust it."
        )
    document = _document(headers.get_content_type(), body)
    if document is None:
        return _without_words(url, status, headers.get_content_type())
    return told(document, url, status)


def told(document: dict[str, Any], url: str, status: int) -> Brain2FaceError:
    """Give the fault that a problem document tells."""
    detail = str(document["detail"])
    unknown = _UNKNOWN.match(detail)
    if status in (400, 404, 422) and (unknown or ("field" in document and "nearest" in document)):
        return _unknown(detail, unknown, document.get("nearest"))
    if status == 404:
        return EnvironmentFault(
            f"The service at {url} has no such part of the web API (HTTP 404): it is of another"
            " version of brain2face, or the address is of something else."
        )
    if status in _BUSY:
        return Overworked(f"The service at {url} is too busy or gave up (HTTP {status}): {detail}")
    if status < 500:
        return UsageFault(detail)
    return EnvironmentFault(f"The service at {url} failed (HTTP {status}): {detail}")


def stranger(url: str, status: int, media: str) -> EnvironmentFault:
    """Give the fault to raise where something else than the web API answers."""
    what = media or "nothing"
    return EnvironmentFault(
        f"What answers at {url} is no web API of brain2face (HTTP {status}, {what}): give the"
        " address that `brain2face serve` tells, such as http://127.0.0.1:8000."
    )


def _unknown(detail: str, found: re.Match[str] | None, near: object) -> UnknownNameError:
    kind, name = ((found["kind"] or found["part"]), found["name"][1:-1]) if found else ("name", "")
    error = UnknownNameError(kind, name, ())
    error.nearest = [str(one) for one in near] if isinstance(near, list) else []
    error.args = (detail,)
    return error


def _without_words(url: str, status: int, media: str) -> EnvironmentFault:
    if status in _BUSY:
        return Overworked(f"The service at {url} is too busy or gave up (HTTP {status}).")
    if status in (401, 403):
        return EnvironmentFault(f"The service at {url} does not let everybody ask (HTTP {status}).")
    return stranger(url, status, media)


def _document(media: str, body: bytes) -> dict[str, Any] | None:
    if not (media == "application/json" or media.endswith("+json")):
        return None
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) and "detail" in document else None
