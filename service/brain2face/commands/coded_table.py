"""Coded events as a table for the eye: when, what, and what each profile makes of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final

from brain2face.coding import FaceCoder
from brain2face.explain import in_short
from brain2face.records import CodedEvent, Event

__all__ = ["write_table"]

_AT_ONCE: Final = 1000
_TIMES: Final = ("onset", "s", "length")


def write_table(coded: Iterable[CodedEvent], out: BinaryIO, coders: Sequence[FaceCoder]) -> int:
    """Write a line an event, with a verdict for each profile; give the number of verdicts.

    Columns are as wide as the first thousand events need; the rest is written as it comes.
    """
    single = len(coders) == 1
    verdicts = ["verdict"] if single else [coder.profile.name for coder in coders]
    rows = _rows(coded, len(coders))
    first = list(itertools.islice(rows, _AT_ONCE))
    if not first:
        return 0
    timed = any(event.span for event, _, _ in first)
    head = ["name", *(_TIMES if timed else ()), "score", *verdicts]
    table = [_cells(*row, timed) for row in first]
    widths = [max(map(len, column)) for column in zip(head, *table, strict=True)]
    count = len(first)
    for cells in (head, *table):
        out.write(_line(cells, widths))
    for row in rows:
        count += 1
        out.write(_line(_cells(*row, timed), widths))
    return count * len(coders)


def _rows(
    coded: Iterable[CodedEvent], profiles: int
) -> Iterator[tuple[Event, str, tuple[str, ...]]]:
    waiting = iter(coded)
    while group := tuple(itertools.islice(waiting, profiles)):
        yield group[0].event, group[0].length, tuple(in_short(one.verdict) for one in group)


def _cells(event: Event, length: str, verdicts: tuple[str, ...], timed: bool) -> list[str]:
    seen = event.observation
    doubt = f" ({', '.join(sorted(seen.doubtful, key=_number))}?)" if seen.doubtful else ""
    cells = [event.name, f"{seen.score}{doubt}", *verdicts]
    if timed:
        span = event.span
        cells[1:1] = (
            [f"{span.onset:.2f}", f"{round(span.duration, 6):.2f}", length]
            if span
            else ["", "", ""]
        )
    return cells


def _number(code: str) -> int:
    return int(code.lstrip("M"))


def _line(cells: Sequence[str], widths: Sequence[int]) -> bytes:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return ("  ".join(padded).rstrip() + "\n").encode("utf-8", "replace")
