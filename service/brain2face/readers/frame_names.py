"""Names of a tracker's columns as a file begins with them, told from codes that a sheet has in it.

``AU12`` may be a column or a score: below a column stand measures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from brain2face.instruments import fold_column
from brain2face.readers.delimited import Row
from brain2face.readers.frame_values import BadCell, number
from brain2face.readers.head import Head

__all__ = ["columns_like", "folded_names"]


@lru_cache(maxsize=64)
def folded_names(cells: tuple[str, ...]) -> frozenset[str]:
    """Give the cells that may be names of columns, folded."""
    return frozenset(fold_column(cell) for cell in cells if cell[:1].isalpha())


def columns_like(head: Head, pattern: str) -> int:
    """Count the folded names in a row that match a pattern, in the row that has the most of them.

    An annotation sheet may spread codes over columns too, but has an onset beside them; and where
    codes stand in a cell, those below them are no measures either.
    """
    counts = [0]
    for at, row in enumerate(head.rows):
        names = folded_names(row.cells)
        if any(name.startswith("onset") for name in names):
            continue
        found = sum(1 for name in names if re.fullmatch(pattern, name))
        if found > max(counts) and _measured(row, head.rows[at + 1 :], pattern):
            counts.append(found)
    return max(counts)


def _measured(header: Row, below: Sequence[Row], pattern: str) -> bool:
    """Say whether fewer than half of the cells below the names that match are written as codes."""
    places = [
        place for place, cell in enumerate(header.cells) if re.fullmatch(pattern, fold_column(cell))
    ]
    cells = [row.cells[at] for row in below for at in places if at < len(row.cells)]
    written = [cell for cell in cells if cell]
    return 2 * sum(map(_is_coded, written)) <= len(written)


def _is_coded(cell: str) -> bool:
    if not re.search("[0-9]", cell):
        return False
    try:
        number(cell)
    except BadCell:
        return True
    return False
