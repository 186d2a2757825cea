"""What a client may send, and what it sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from brain2face.server.refusals import Refused
from brain2face.server.serving import Serving

__all__ = ["body_of", "longest_body"]


def longest_body(environ: Mapping[str, Any], serving: Serving) -> int:
    """Give how many bytes a client may send: more, where it shows the token."""
    try:
        serving.writer.admit(environ)
    except Refused:
        return serving.limits.longest_query
    return serving.limits.longest_upload


def body_of(environ: Mapping[str, Any], serving: Serving) -> bytes:
    """Read what was sent: a query, or more where the client shows the token.

    Raises:
        Refused: it is longer than it may be, or its length is no number.
    """
    most = longest_body(environ, serving)
    said = environ.get("CONTENT_LENGTH") or ""
    if said and not (said.isascii() and said.isdigit()):
        raise Refused(400, "Content-Length is no number.")
    too_long = Refused(413, f"What is sent may have {most} bytes at most.")
    if said and int(said) > most:
        raise too_long
    body: bytes = environ["wsgi.input"].read(int(said) if said else most + 1)
    if len(body) > most:
        raise too_long
    if said and len(body) < int(said):
        raise Refused(400, "The request ends before its body does.")
    return body
