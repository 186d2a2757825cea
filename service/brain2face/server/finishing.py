"""The last touch on an answer: its validator, its packing, the headers that every answer has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from brain2face.server.responses import COMMON, Answer, encoding_of, etag_of, matches
from brain2face.server.sent import READING, validated
from brain2face.server.sinks import packer

__all__ = ["finished"]

_OK: Final = 200
_WORTH_PACKING: Final = 1400


def finished(environ: Mapping[str, Any], answer: Answer, identity: str) -> list[tuple[str, str]]:
    """Pack the body where that is asked, and give all headers.

    Args:
        environ: the request.
        answer: what is answered; its validator, body and status may change.
        identity: tells what is served, as it is now, from all else.
    """
    headers = [*answer.headers, *COMMON]
    if answer.etag is None and answer.status == _OK and answer.steady:
        _validate(environ, answer, identity)
    encoding = encoding_of(environ.get("HTTP_ACCEPT_ENCODING") or "")
    if encoding and not answer.encoded and len(answer.body) > _WORTH_PACKING:
        packing = packer(encoding)
        answer.body = packing.process(answer.body) + packing.finish()
        headers.append(("Content-Encoding", encoding))
    if answer.etag:
        headers.append(("ETag", answer.etag))
        headers = [one for one in headers if one[0] != "Cache-Control"]
        headers.append(("Cache-Control", "public, no-cache"))
    if (
        answer.status == _OK
        and answer.etag
        and matches(environ.get("HTTP_IF_NONE_MATCH"), answer.etag)
    ):
        answer.status, answer.body = 304, b""
    if answer.status not in (204, 304):
        size = answer.size if answer.spool is not None else len(answer.body)
        headers.append(("Content-Length", str(size)))
    return validated(headers) if answer.status == 304 else headers


def _validate(environ: Mapping[str, Any], answer: Answer, identity: str) -> None:
    names = {name.lower(): value for name, value in answer.headers}
    if environ["REQUEST_METHOD"] not in READING:
        return
    if "no-store" not in names.get("cache-control", "") and "set-cookie" not in names:
        keys = ("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_HOST")
        parts = (str(environ.get(key)) for key in keys)
        answer.etag = etag_of((identity, "page", *parts))
