"""Solutions as a table that fits a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from brain2face.terms import curie

__all__ = ["table"]

_GAP: Final = "  "
_NARROWEST: Final = 12


def table(results: ox.QuerySolutions | ox.QueryBoolean, width: int | None) -> str:
    """Lay solutions, or yes or no, out in lines of at most ``width`` columns."""
    if isinstance(results, ox.QueryBoolean):
        return "yes\n" if results else "no\n"
    head = [variable.value for variable in results.variables]
    rows = [[_cell(value) for value in solution] for solution in results]
    if not head:
        return f"(no variables; solutions: {len(rows)})\n"
    if not rows:
        return f"{_GAP.join(head)}\n(no rows)\n"
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    if width is not None:
        _shrink(widths, width)
    lines = [*_lines(head, widths), _GAP.join("-" * size for size in widths)]
    for row in rows:
        lines += _lines(row, widths)
    return "\n".join(lines) + "\n"


def _shrink(widths: list[int], width: int) -> None:
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _lines(cells: Iterable[str], widths: list[int]) -> list[str]:
    pieces = [textwrap.wrap(cell, size) or [""] for cell, size in zip(cells, widths, strict=True)]
    height = max(map(len, pieces))
    return [
        _GAP.join(
            (piece[i] if i < len(piece) else "").ljust(size)
            for piece, size in zip(pieces, widths, strict=True)
        ).rstrip()
        for i in range(height)
    ]


def _cell(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return curie(term.value)
    text = term.value if isinstance(term, ox.Literal) else str(term)
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
