"""A file, or a stream that cannot be rewound, opened from its first byte after a first look."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal, TextIO, cast

from brain2face.errors import SourceFileError
from brain2face.readers.decoding import lost_bytes

__all__ = ["WORKBOOKS", "Source", "told"]

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LOOK = 1 << 18
_LARGEST_WORKBOOK = 1 << 28


class Source:
    """What is to be read: its ``name`` for messages, how it begins, and the whole of it.

    ``start`` are its first bytes (at most 256 KiB), ``size`` is its size in bytes where that is
    known, ``whole`` says that ``start`` is all there is.
    """

    def __init__(self, where: Path | BinaryIO | Literal["-"]) -> None:
        """Open it and look at its beginning.

        Raises:
            SourceFileError: there is no such file, it is a folder, or it may not be read.
        """
        self.path = where if isinstance(where, Path) else None
        self._stream: BinaryIO | None = None
        self._held: bytes | None = None
        if isinstance(where, Path):
            self.name = str(where)
        elif isinstance(where, str):
            self.name, self._stream = "standard input", sys.stdin.buffer
        else:
            self.name, self._stream = str(getattr(where, "name", "the stream")), where
        try:
            self._look()
        except (OSError, ValueError) as error:
            raise SourceFileError(f"{self.name} cannot be read: {told(error)}.") from error

    @property
    def suffix(self) -> str:
        """The end of its name in lower case, such as ``.csv``; empty for a stream."""
        return Path(self.name).suffix.lower() if self.path else ""

    @contextmanager
    def binary(self) -> Iterator[BinaryIO]:
        """Give its bytes from the first one; a stream can be read once only."""
        try:
            if self._held is not None:
                yield io.BytesIO(self._held)
            elif self._stream is not None:
                yield cast(BinaryIO, io.BufferedReader(_Rejoined(self.start, self._stream)))
                self._close_own()
            elif self.path is not None:
                with self.path.open("rb") as file:
                    yield file
        except (OSError, UnicodeError) as error:
            raise SourceFileError(f"{self.name} cannot be read on: {told(error)}.") from error

    @contextmanager
    def text(self, encoding: str) -> Iterator[TextIO]:
        """Give its text, lines ended by a line feed; bytes that do not fit stay to be mended."""
        with self.binary() as file:
            reader = io.TextIOWrapper(file, encoding, lost_bytes(encoding))
            try:
                yield reader
            finally:
                reader.detach()

    def _look(self) -> None:
        if self.path is not None:
            file = self.path.open("rb")
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode):
                self.size: int | None = status.st_size
                with file:
                    self.start = file.read(_LOOK)
                self.whole = len(self.start) == self.size
                return
            self._stream = file
        assert self._stream is not None  # noqa: S101
        self.start = _filled(self._stream, _LOOK)
        self.whole, self.size = len(self.start) < _LOOK, None
        if self.start.startswith(WORKBOOKS):
            self._held = self.start + _filled(self._stream, _LARGEST_WORKBOOK)
        elif self.whole:
            self._held = self.start
        if self._held is not None:
            self.size = len(self._held)
            self._close_own()

    def _close_own(self) -> None:
        if self.path is not None and self._stream is not None:
            self._stream.close()


class _Rejoined(io.RawIOBase):
    """A stream with the bytes that were already taken from it put back in front."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest = start, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        taken = self._start[: len(buffer)]
        self._start = self._start[len(taken) :]
        if not taken:
            taken = self._rest.read(len(buffer))
        buffer[: len(taken)] = taken
        return len(taken)


def told(error: Exception) -> str:
    """Say what the system or a library found wrong, without its numbers and names of classes."""
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(text.split()).rstrip(".") or type(error).__name__


def _filled(stream: BinaryIO, count: int) -> bytes:
    parts: list[bytes] = []
    while count and (part := stream.read(count)):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
