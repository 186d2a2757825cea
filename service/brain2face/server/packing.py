"""Bodies as clients pack them, unpacked without ever holding more than is allowed."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Final

from brain2face.server.refusals import Refused

__all__ = ["ENCODINGS", "unpacked"]

ENCODINGS: Final = ("gzip", "deflate")
"""The content encodings that are read."""


def unpacked(body: bytes, encoding: str | None, most: int) -> bytes:
    """Give what a body holds.

    Args:
        body: as it came.
        encoding: its Content-Encoding; nothing, or ``identity``, if it is not packed.
        most: bytes that it may hold.

    Raises:
        Refused: it is packed in another way (415), damaged (400), or holds too much (413).
    """
    name = (encoding or "").strip().lower()
    try:
        if name in ("", "identity"):
            plain = body
        elif name in ("gzip", "x-gzip"):
            plain = _members(body, most)
        elif name == "deflate":
            plain = _inflated(body, zlib.MAX_WBITS if _has_header(body) else -zlib.MAX_WBITS, most)
        else:
            message = f"A graph packed by {encoding!a:.60} is not read; pack it by"
            accepted = {"Accept-Encoding": ", ".join(ENCODINGS)}
            raise Refused(415, f"{message} {' or '.join(ENCODINGS)}, or not at all.", accepted)
    except EOFError:
        raise Refused(400, f"The graph, packed by {name}, ends too early.") from None
    except (gzip.BadGzipFile, zlib.error):
        raise Refused(400, f"The graph is not packed by {name}, as its headers say.") from None
    if len(plain) > most:
        raise Refused(413, f"The graph is larger than {most} bytes, unpacked. Send it in parts.")
    return plain


def _members(body: bytes, most: int) -> bytes:
    with gzip.GzipFile(fileobj=io.BytesIO(body)) as reader:
        return reader.read(most + 1)


def _inflated(body: bytes, window: int, most: int) -> bytes:
    reader = zlib.decompressobj(window)
    plain = reader.decompress(body, most + 1)
    if not reader.eof and len(plain) <= most:
        raise EOFError
    return plain


def _has_header(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
