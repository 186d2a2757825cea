"""JSON one value at a time, so that a long list of frames need not fit in memory.

A file may hold one value, a list, or one value a line (JSON Lines).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TextIO

from brain2face.errors import SourceFileError

__all__ = ["json_values"]

_STEP = 1 << 16
_LARGEST = 1 << 28
_GAP = re.compile(r"[\s,\ufeff]*")


def json_values(text: TextIO, name: str, whole: bool = True) -> Iterator[object]:
    """Give the values of a file; those of a list that is all of the file one by one.

    Args:
        text: the file.
        name: its name, for messages.
        whole: whether it is all there; otherwise it may break off inside a value.

    Raises:
        SourceFileError: it is no JSON, with the line where it ceases to be.
    """
    return _Values(text, name, whole).values()


class _Values:
    """A text with a place in it, of which as much is held as one value needs."""

    def __init__(self, text: TextIO, name: str, whole: bool) -> None:
        self._text, self._name, self._whole = text, name, whole
        self._buffer, self._at, self._line, self._step = "", 0, 1, _STEP
        self._ended = False

    def values(self) -> Iterator[object]:
        decoder = json.JSONDecoder()
        listed = self._take("[")
        while self._next():
            if listed and self._take("]"):
                listed = False
                continue
            try:
                value, end = decoder.raw_decode(self._buffer, self._at)
            except (json.JSONDecodeError, RecursionError) as error:
                if self._read():
                    continue
                if not self._whole:
                    return
                raise self._fault(error) from error
            if end == len(self._buffer) and self._read():
                continue
            yield value
            self._move(end)
            self._step = _STEP
        if listed and self._whole:
            raise SourceFileError(f"{self._name} breaks off: its list has no end.")

    def _next(self) -> str:
        """Go to the next character that is no gap, and give it; at the end, nothing."""
        while True:
            gap = _GAP.match(self._buffer, self._at)
            self._move(gap.end() if gap else self._at)
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._read():
                return ""

    def _take(self, character: str) -> bool:
        taken = self._next() == character
        self._move(self._at + taken)
        return taken

    def _move(self, to: int) -> None:
        self._line += self._buffer.count("\n", self._at, to)
        self._at = to

    def _read(self) -> bool:
        """Hold more of the text; twice as much each time that one value needs more."""
        if self._ended or len(self._buffer) - self._at > _LARGEST:
            return False
        part = self._text.read(self._step)
        self._ended = not part
        self._buffer, self._at = self._buffer[self._at :] + part, 0
        self._step *= 2
        return bool(part)

    def _fault(self, error: json.JSONDecodeError | RecursionError) -> SourceFileError:
        if not isinstance(error, json.JSONDecodeError):
            return SourceFileError(f"{self._name}, line {self._line}: nested too deeply.")
        line = self._line + self._buffer.count("\n", self._at, error.pos)
        why = error.msg[0].lower() + error.msg[1:].removesuffix(" starting at")
        if error.pos >= len(self._buffer.rstrip()) or why == "unterminated string":
            why = "the file breaks off within a value, so get a whole copy of it"
        return SourceFileError(f"{self._name}, line {line}: this is no JSON: {why}.")
