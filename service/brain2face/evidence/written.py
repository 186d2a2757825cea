"""A table of contributions for the eye and for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from brain2face.evidence.naming import Naming
from brain2face.evidence.tables import Cell, Contributions

__all__ = ["COLUMNS", "as_csv", "as_table"]

COLUMNS: Final = (
    "emotion",
    "code",
    "label",
    "value",
    "n",
    "counted",
    "share",
    "rank",
    "method",
    "reading",
    "warning",
)
_GAP: Final = "   "


def as_csv(tables: Iterable[Contributions], naming: Naming) -> str:
    """Give every figure, one a row; ``warning`` says on how few images a thin one rests."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for table in tables:
        method = f"Algorithm {table.method.algorithm}"
        for cell in table.cells:
            warning = f"fewer than {table.least} images counted" if cell.thin else ""
            writer.writerow(
                (
                    naming.emotion(cell.emotion),
                    cell.code,
                    naming.units.get(cell.code, ""),
                    f"{cell.value:.6f}",
                    cell.n,
                    cell.counted,
                    f"{cell.share:.6f}",
                    cell.rank,
                    method,
                    table.method.reading,
                    warning,
                )
            )
    return out.getvalue()


def as_table(table: Contributions, naming: Naming, most: int = 10, width: int = 100) -> str:
    """Give the first ranks of every emotion side by side, as the paper's tables have them.

    A figure is followed by the number of images counted; an asterisk marks too small a number.
    """
    columns = [_column(table, emotion, naming, most) for emotion in table.emotions]
    lines = [f"{naming.title(table.method)}: {_what(table)}, over {table.images} images"]
    for group in _fitting(columns, width):
        height = max(map(len, group))
        wide = [max(map(len, column)) for column in group]
        lines.append("")
        for row in range(height):
            cells = (column[row] if row < len(column) else "" for column in group)
            padded = (cell.ljust(size) for cell, size in zip(cells, wide, strict=True))
            lines.append(_GAP.join(padded).rstrip())
    lines.append("")
    lines.append(f"Each row: rank, code, figure, images counted; * fewer than {table.least}.")
    return "\n".join(lines)


def _what(table: Contributions) -> str:
    if table.method.algorithm == 2:
        return f"the {'sum' if table.method.sums else 'mean'} of the emotion's scores by code"
    of = "counts" if table.method.reading == "published" else "summed scores"
    return f"shares of the codes' {of} in each emotion"


def _column(table: Contributions, emotion: str, naming: Naming, most: int) -> list[str]:
    cells = table.of(emotion, most)
    figures = [_figure(table, cell) for cell in cells]
    ranks, values, counts = (
        max((len(str(part[at])) for part in figures), default=0) for at in (0, 2, 3)
    )
    rows = (
        f"{rank:>{ranks}} {code:<3} {value:>{values}} {count:>{counts}}{mark}"
        for rank, code, value, count, mark in figures
    )
    return [naming.emotion(emotion), *(row.rstrip() for row in rows)]


def _figure(table: Contributions, cell: Cell) -> tuple[str, str, str, str, str]:
    value = f"{cell.value:.1f}" if table.method.sums else f"{cell.value:.4f}"
    return str(cell.rank), cell.code, value, str(cell.counted), "*" if cell.thin else " "


def _fitting(columns: list[list[str]], width: int) -> Iterator[list[list[str]]]:
    group: list[list[str]] = []
    used = 0
    for column in columns:
        needed = max(map(len, column)) + len(_GAP)
        if group and used + needed - len(_GAP) > width:
            yield group
            group, used = [], 0
        group.append(column)
        used += needed
    if group:
        yield group
