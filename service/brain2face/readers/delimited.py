"""Rows of a text whose cells are parted by commas, semicolons or tabs, one row at a time.

A quote that is never closed must not swallow the rows after it, and no row may be lost.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from brain2face.readers.decoding import mended
from brain2face.records import BadRow

__all__ = ["Row", "delimited_rows", "delimiter_of", "split_lines"]

_DELIMITERS = ",;\t|"
_JOINED = 100
_LONGEST = 1 << 22
_OPEN = "opens a quote that is not closed: close it, or take it out"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, without white space around them, and the line in which it begins.

    Lines count from 1; in a workbook they are its rows. ``doubt`` says what is odd in the row, in
    words that follow the name of the row.
    """

    number: int
    cells: tuple[str, ...]
    doubt: str = ""

    @property
    def blank(self) -> bool:
        """Say whether all its cells are empty."""
        return not any(self.cells)


def delimited_rows(lines: Iterable[str], delimiter: str) -> Iterator[Row | BadRow]:
    """Give each row of a table, blank ones too; a line that can be no row comes as a bad row."""
    pending = _Pending(lines)
    for number, line in pending:
        if len(line) > _LONGEST:
            why = f"has more than {_LONGEST} characters: is the file a table?"
            yield BadRow(number, "the whole line", why)
        elif '"' in line:
            yield _quoted(number, line, pending, delimiter)
        else:
            text, doubt = mended(line)
            yield Row(number, tuple(cell.strip() for cell in text.split(delimiter)), doubt)


def split_lines(lines: Iterable[str]) -> Iterator[str]:
    """Give lines without their ends."""
    for line in lines:
        yield line.rstrip("\r\n")


def delimiter_of(lines: Iterable[str]) -> str | None:
    """Name the delimiter by which most rows fall into the same number of cells, or none."""
    sample = [line for line in lines if line.strip()]
    best: tuple[int, int, int] = (0, 0, 0)
    for place, delimiter in enumerate(_DELIMITERS):
        widths = Counter(
            len(row.cells)
            for row in delimited_rows(sample, delimiter)
            if isinstance(row, Row) and len(row.cells) > 1
        )
        for width, count in widths.items():
            best = max(best, (count, width, -place))
    return _DELIMITERS[-best[2]] if best[0] else None


class _Pending:
    """Numbered lines, some of which may be put back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = enumerate(split_lines(lines), 1)
        self._back: list[tuple[int, str]] = []

    def __iter__(self) -> _Pending:
        return self

    def __next__(self) -> tuple[int, str]:
        return self._back.pop() if self._back else next(self._lines)

    def put_back(self, lines: list[tuple[int, str]]) -> None:
        self._back.extend(reversed(lines))


def _quoted(number: int, line: str, pending: _Pending, delimiter: str) -> Row | BadRow:
    joined = [line]
    taken: list[tuple[int, str]] = []
    while True:
        text, doubt = mended("\n".join(joined))
        try:
            return Row(number, _cells(text, delimiter, strict=True), doubt)
        except csv.Error as error:
            if "end of data" not in str(error):
                break
        following = next(pending, None)
        if following is None or len(joined) == _JOINED:
            pending.put_back([*taken, following] if following else taken)
            return BadRow(number, "the whole line", _OPEN)
        taken.append(following)
        joined.append(following[1])
    try:
        cells, odd = _loosely(text, delimiter, alone=not taken)
    except csv.Error:
        pending.put_back(taken)
        return BadRow(number, "the whole line", _OPEN)
    return Row(number, cells, doubt or odd)


def _loosely(text: str, delimiter: str, *, alone: bool) -> tuple[tuple[str, ...], str]:
    """Read a row whose quoted cells have something after their quotes: spaces are no doubt."""
    closed = re.sub(rf'" +({re.escape(delimiter)}|$)', r'"\1', text)
    try:
        return _cells(closed, delimiter, strict=True), ""
    except csv.Error:
        if not alone:
            raise
        return _cells(text, delimiter, strict=False), "has a quote inside a cell: see what it says"


def _cells(text: str, delimiter: str, *, strict: bool) -> tuple[str, ...]:
    lines = text.split("\n")
    ended = [f"{line}\n" for line in lines[:-1]] + lines[-1:]
    reader = csv.reader(ended, delimiter=delimiter, skipinitialspace=True, strict=strict)
    return tuple(cell.strip() for cell in next(reader, ()))
