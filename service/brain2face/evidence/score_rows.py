"""Lines of a score file cut into a name and its numbers, whatever parts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from brain2face.readers.decoding import mended
from brain2face.readers.delimited import Row, delimited_rows
from brain2face.readers.table import number
from brain2face.records import BadRow

__all__ = ["SPACE", "is_header", "parted_by", "score_rows"]

SPACE: Final = " "
_PARTED: Final = ("\t", ";", "|", SPACE, ",")
_FEWEST_CELLS: Final = 3


def parted_by(lines: Sequence[str]) -> str | None:
    """Name what parts the cells of most lines into a name and numbers; nothing does if none."""
    best: tuple[int, int, int] = (0, 0, 0)
    for place, mark in enumerate(_PARTED):
        rows = (row for row in score_rows(lines, mark) if isinstance(row, Row))
        widths = Counter(len(row.cells) for row in rows if _has_numbers(row.cells))
        for width, count in widths.items():
            best = max(best, (count, width, -place))
    return _PARTED[-best[2]] if best[0] else None


def score_rows(lines: Iterable[str], mark: str) -> Iterator[Row | BadRow]:
    """Give the rows of a text, blank ones too."""
    if mark != SPACE:
        yield from delimited_rows(lines, mark)
        return
    for count, line in enumerate(lines, 1):
        text, doubt = mended(line)
        yield Row(count, tuple(text.split()), doubt)


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a first row has names: nothing after its first cell is a number."""
    return len(cells) > 1 and not any(map(_is_number, cells[1:]))


def _has_numbers(cells: Sequence[str]) -> bool:
    return len(cells) >= _FEWEST_CELLS and all(map(_is_number, cells[1:]))


def _is_number(cell: str) -> bool:
    try:
        return number(cell) is not None
    except ValueError:
        return False
