"""Annotation sheets, CSV or workbook: one row an expression, with its action units and its times.

The header is looked for in the first 30 rows, since sheets begin with text; the data set is known
by its columns, and any other sheet with a column of action units is read as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from brain2face.errors import SourceFileError, UnknownNameError, UsageFault
from brain2face.readers.head import Head
from brain2face.readers.options import ReadOptions
from brain2face.readers.sheet_columns import Columns, columns_of
from brain2face.readers.sheet_rows import SheetRows
from brain2face.readers.source import Source
from brain2face.readers.table import Row, table_rows
from brain2face.records import Annotations, BadRow, Event

__all__ = ["NAME", "WHAT", "read", "recognises"]

NAME: Final = "sheet"
WHAT: Final = (
    "an annotation sheet, CSV or workbook, with a column AU or Action Units beside Subject, "
    "Filename, Onset, Apex, Offset or Emotion"
)


def recognises(head: Head) -> float:
    """Say how surely one of its first rows is the header of such a sheet."""
    found = [_header(rows)[1] for rows in _tables(head).values()]
    return max((columns.likeness for columns in found if columns), default=0.0)


def read(source: Source, head: Head, options: ReadOptions) -> Annotations:
    """Give an event for each row under the header, or what is wrong with the row.

    Raises:
        UnknownNameError: no sheet of the workbook has the name that is asked for.
        UsageFault: a sheet is asked for by name, but the file has no sheets.
        SourceFileError: no row looks like the header of an annotation sheet.
    """
    tables = _tables(head)
    if options.sheet is not None:
        if not head.sheets:
            raise UsageFault(f"{head.name} is no workbook: it has no sheet {options.sheet!r}.")
        if options.sheet not in tables:
            raise UnknownNameError(f"sheet in {head.name}", options.sheet, tables)
        tables = {options.sheet: tables[options.sheet]}
    fitting = {name: found for name, rows in tables.items() if (found := _header(rows))[1]}
    shown = [name for name in fitting if name not in head.hidden]
    name = next(iter([*shown, *fitting]), None)
    if name is None:
        raise SourceFileError(_nothing(head, list(tables)))
    at, columns = fitting[name]
    assert columns is not None  # noqa: S101
    usual = options.rates.get(columns.data_set.name) if columns.data_set else None
    rows = SheetRows(columns, options.rate, options.known, usual)
    return Annotations(
        f"{NAME} of {columns.data_set.name}" if columns.data_set else NAME,
        _events(source, head, name, at, rows),
        total=head.total,
        remarks=(*_other_sheets(head, name, [*fitting]), *columns.remarks),
    )


def _tables(head: Head) -> dict[str, tuple[Row, ...]]:
    return dict(head.sheets) if head.kind == "workbook" else {"": head.rows}


def _header(rows: tuple[Row, ...]) -> tuple[int, Columns | None]:
    best: tuple[float, int] = (0.0, 0)
    found: tuple[int, Columns | None] = (0, None)
    for row in rows:
        columns = columns_of(row.cells)
        this = (columns.likeness, len(columns.places))
        if this[0] and this > best:
            best, found = this, (row.number, columns)
    return found


def _other_sheets(head: Head, name: str, fitting: list[str]) -> Iterator[str]:
    if name in head.hidden:
        yield f"has annotations in its hidden sheet {name!r}, which is read"
    if others := ", ".join(repr(other) for other in fitting if other != name):
        yield (
            f"has annotations in several sheets: {name!r} is read; name another ({others}) with"
            " --sheet"
        )


def _events(
    source: Source, head: Head, sheet: str, header: int, rows: SheetRows
) -> Iterator[Event | BadRow]:
    names: Counter[str] = Counter()
    profile = rows.columns.profile
    first: str | None = None
    for row in table_rows(source, head, sheet or None):
        if isinstance(row, BadRow):
            if row.row > header:
                yield row
        elif row.number > header and not row.blank:
            if profile is not None and profile < len(row.cells):
                first = first or row.cells[profile]
                if row.cells[profile] != first:
                    continue
            yield rows.read(row, names)


def _nothing(head: Head, sheets: list[str]) -> str:
    where = f" (sheets: {', '.join(map(repr, sheets))})" if head.sheets else ""
    return (
        f"{head.name} has no header of an annotation sheet in its first 30 rows{where}. "
        "One column must be AU or Action Units, or Emotion beside Subject and Onset; "
        "rename the columns of your sheet so."
    )
