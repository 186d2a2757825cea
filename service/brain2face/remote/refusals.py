"""What an endpoint refuses, by its HTTP status, in words."""

from __future__ import annotations

import re
from email.message import Message
from typing import Final

from brain2face.errors import Brain2FaceError, EnvironmentFault, UsageFault
from brain2face.remote.access import ENDPOINT

__all__ = ["Denied", "Overworked", "refusal", "said"]

_LONGEST: Final = 200
_AFTER: Final = re.compile(r"\s*\bSPARQL query:\s.*", re.DOTALL)
_SPACE: Final = re.compile(r"\s+")


class Denied(EnvironmentFault):
    """The endpoint does not let this user do it, or has no such way of doing it."""


class Overworked(EnvironmentFault):
    """The endpoint gave a query up."""


def refusal(url: str, status: int, headers: Message, body: bytes) -> Brain2FaceError:
    """Give the fault to raise for a status of 300 and more."""
    told = said(headers.get_content_type(), body)
    because = f": {told}" if told else ""
    if status < 400:
        where = headers.get("Location")
        to = f" to {where}" if where and "@" not in where else ""
        return EnvironmentFault(
            f"The endpoint {url} redirects{to} (HTTP {status}): give the address that it"
            " redirects to, if you trust it."
        )
    if status == 401:
        return Denied(
            f"The endpoint {url} wants to know who asks (HTTP 401): set {ENDPOINT}_USER and"
            f" {ENDPOINT}_PASSWORD, or {ENDPOINT}_TOKEN; those that are set it does not accept."
        )
    if status == 403:
        return Denied(f"The endpoint {url} does not allow this (HTTP 403){because}.")
    if status == 404:
        return Denied(f"There is no endpoint at {url} (HTTP 404).")
    if status in (405, 501):
        return Denied(f"The endpoint {url} does not do this (HTTP {status}){because}.")
    if status in (408, 429, 502, 503, 504):
        return Overworked(f"The endpoint {url} is too busy or gave up (HTTP {status}){because}.")
    if status < 500:
        return UsageFault(f"The endpoint {url} refuses this (HTTP {status}){because}.")
    if "SECURITY:" in told:
        return Denied(f"The endpoint {url} does not allow this{because}.")
    return EnvironmentFault(f"The endpoint {url} failed (HTTP {status}){because}.")


def said(media: str, body: bytes) -> str:
    """Give the first words of an error text; a page says nothing."""
    text = body.decode("utf-8", "replace").strip()
    if media == "text/html" or text.startswith("<"):
        return ""
    line = _SPACE.sub(" ", _AFTER.sub("", text)).rstrip(". ")
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
