"""The files of a form, as ``curl -F`` and browsers send them to a graph store."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, Final

from brain2face.server.refusals import Refused

__all__ = ["Part", "parts_of"]

_FORM: Final = "multipart/form-data"
_MOST_PARTS: Final = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One document: its media type with its parameters, and its bytes."""

    media_type: str
    body: bytes


def parts_of(body: bytes, media_type: str) -> tuple[Part, ...]:
    """Give the documents of a body: the files of a form, or else the body itself.

    Raises:
        Refused: the body is no form though it is said to be, or holds no file, or far too many.
    """
    if media_type.partition(";")[0].strip().lower() != _FORM:
        return (Part(media_type, body),)
    from werkzeug.exceptions import HTTPException
    from werkzeug.formparser import FormDataParser
    from werkzeug.http import parse_options_header

    mime, options = parse_options_header(media_type)
    parser = FormDataParser(
        _in_memory,
        max_form_memory_size=len(body),
        max_form_parts=_MOST_PARTS,
        silent=False,
    )
    try:
        _, fields, files = parser.parse(io.BytesIO(body), mime.lower(), len(body), options)
    except (ValueError, HTTPException):
        message = f"The body is no form of at most {_MOST_PARTS} parts as {_FORM} has them."
        raise Refused(400, message) from None
    if fields:
        names = ", ".join(sorted(f"{name[:40]!a}" for name in fields)[:3])
        raise Refused(400, f"A form for a graph store holds files alone; {names} is none.")
    found = [file for _, sent in files.lists() for file in sent]
    if not found:
        raise Refused(400, "The form holds no file.")
    return tuple(Part(file.content_type or "", file.stream.read()) for file in found)


def _in_memory(
    total_content_length: int | None,
    content_type: str | None,
    filename: str | None,
    content_length: int | None = None,
) -> IO[bytes]:
    return io.BytesIO()
