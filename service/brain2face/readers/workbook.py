"""Rows of a workbook's sheets (XLSX, XLS, XLSB, ODS) as text cells.

Numbers come back as a person would read them: 12, not 12.0; a cell that is merged with those below
it counts for each of their rows. What a spreadsheet has made a date
stays a date in the text, so that the reading of scores can name the damage.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.readers.delimited import Row
from brain2face.readers.source import Source, told
from brain2face.readers.xlsx_cells import cells_of

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["Workbook"]

_LARGEST = 1 << 30
_MOST_CELLS = 40_000_000
_Cell = (
    int
    | float
    | str
    | bool
    | datetime.time
    | datetime.date
    | datetime.datetime
    | datetime.timedelta
)


class Workbook:
    """The sheets of a workbook by name, held in memory.

    ``names`` are those that have cells in them, in their order; ``hidden`` those that are not
    shown.
    """

    def __init__(self, source: Source) -> None:
        """Open it.

        Raises:
            SourceFileError: it is none, it is broken, it has a password, or it unpacks to more
                than 1 GiB.
        """
        from python_calamine import (
            CalamineError,
            CalamineWorkbook,
            SheetTypeEnum,
            SheetVisibleEnum,
        )

        self.file = source.name
        with source.binary() as stream:
            content = stream.read()
        _check_size(source.name, content)
        try:
            self._book: CalamineWorkbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        except (CalamineError, OSError, ValueError) as error:
            why = told(error)
            raise SourceFileError(
                f"{self.file} cannot be opened as a workbook: {why}. {_other(content)}"
            ) from error
        self._cells = cells_of(content)
        self.names = tuple(
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        )
        self.hidden = frozenset(
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible != SheetVisibleEnum.Visible
        )

    def rows(self, name: str) -> Iterator[Row]:
        """Give the rows of a sheet from its first row on, blank ones too.

        Raises:
            UnknownNameError: no sheet has this name.
            SourceFileError: the sheet is broken.
        """
        from python_calamine import CalamineError

        if name not in self.names:
            raise UnknownNameError(f"sheet in {self.file}", name, self.names)
        odd = self._cells.get(name) or self._cells[""]
        if odd.rows * odd.columns > _MOST_CELLS:
            raise SourceFileError(
                f"{self.file}, sheet {name!r}: its cells lie {odd.rows} rows and {odd.columns} "
                "columns apart: clear those that stand far away, or save the sheet as CSV."
            )
        try:
            sheet = self._book.get_sheet_by_name(name)
            merged = _merged(sheet)
            formulas = _by_row(sheet, odd.told)
            above: list[str] = []
            for number, row in enumerate(sheet.iter_rows(), 1):
                cells = list(map(_text, row))
                for column in merged.get(number, ()):
                    cells[column] = above[column]
                for column, formula in formulas.get(number, ()):
                    cells[column] = formula
                above = cells
                yield Row(number, tuple(cells))
        except (CalamineError, OSError, ValueError) as error:
            why = told(error)
            raise SourceFileError(f"{self.file}, sheet {name!r}: {why}.") from error


def _merged(sheet: CalamineSheet) -> dict[int, list[int]]:
    """Give, for each row from 1, the places of cells that are one with the cell above them."""
    found: dict[int, list[int]] = {}
    if sheet.start is None or sheet.end is None:
        return found
    left, right = sheet.start[1], sheet.end[1]
    for (top, first), (bottom, _) in sheet.merged_cell_ranges or ():
        if left <= first <= right:
            for row in range(top + 1, min(bottom, sheet.end[0]) + 1):
                found.setdefault(row + 1, []).append(first - left)
    return found


def _by_row(
    sheet: CalamineSheet, formulas: Mapping[tuple[int, int], str]
) -> dict[int, list[tuple[int, str]]]:
    """Give, for each row from 1, the places of cells with a formula, and the formula."""
    found: dict[int, list[tuple[int, str]]] = {}
    if sheet.start is None or sheet.end is None:
        return found
    left, right = sheet.start[1], sheet.end[1]
    for (row, column), formula in formulas.items():
        if left <= column <= right:
            found.setdefault(row, []).append((column - left, formula))
    return found


def _text(cell: _Cell) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    return str(cell)


def _other(content: bytes) -> str:
    """Say what would be right, of a file that is no workbook although it begins like one."""
    with contextlib.suppress(zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {name.partition("/")[0] for name in packed.namelist()}
        if not parts & {"xl", "content.xml"}:
            kind = "a Word document" if "word" in parts else "an archive"
            return f"It is {kind}: give the table in it as XLSX or CSV."
    return "Open it in a spreadsheet and save it again, without a password."


def _check_size(name: str, content: bytes) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        why = f"the file is cut off or damaged ({told(error)})"
        raise SourceFileError(
            f"{name} cannot be opened as a workbook: {why}. Get a whole copy of it."
        ) from error
    if size > _LARGEST:
        raise SourceFileError(
            f"{name} unpacks to {size >> 20} MiB: save the sheet as CSV, which is read row by row."
        )
