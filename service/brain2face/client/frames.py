"""Rows as a frame of pandas or polars, as CSV, and as a table of a notebook."""

from __future__ import annotations

import csv
import io
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from brain2face.errors import EnvironmentFault

if TYPE_CHECKING:
    import pandas
    import polars

    from brain2face.client.rows import Cell, Rows

__all__ = ["csv_text", "html_table", "pandas_frame", "polars_frame", "write_text"]


def pandas_frame(rows: Rows) -> pandas.DataFrame:
    """Give a pandas frame.

    Raises:
        EnvironmentFault: pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        _lacks("pandas")
    columns = {name: rows.column(name) for name in rows.columns}
    return pandas.DataFrame(columns, columns=list(rows.columns), dtype=object).convert_dtypes()


def polars_frame(rows: Rows) -> polars.DataFrame:
    """Give a polars frame; a column with texts beside numbers is one of texts.

    Raises:
        EnvironmentFault: polars is not installed.
    """
    try:
        import polars
    except ImportError:
        _lacks("polars")
    return polars.DataFrame(
        [
            polars.Series(name, _of_one_kind(rows.column(name)), strict=False)
            for name in rows.columns
        ]
    )


def csv_text(rows: Rows) -> str:
    """Give CSV as RFC 4180 has it: a header, lines that end in CR LF, nothing for no value."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(rows.columns)
    table.writerows([_written(row[name]) for name in rows.columns] for row in rows)
    return text.getvalue()


def write_text(text: str, path: Path) -> None:
    """Write a text as UTF-8.

    Raises:
        EnvironmentFault: the file cannot be written.
    """
    try:
        path.write_bytes(text.encode())
    except OSError as error:
        reason = error.strerror or str(error)
        raise EnvironmentFault(f"{path} cannot be written: {reason}.") from None


def html_table(rows: Rows, most: int) -> str:
    """Give an HTML table of the first ``most`` rows."""
    head = "".join(f"<th>{escape(name)}</th>" for name in rows.columns)
    body = "".join(
        "<tr>"
        + "".join(f"<td>{escape(_written(row[name]))}</td>" for name in rows.columns)
        + "</tr>"
        for row in rows.rows[:most]
    )
    left = len(rows) - most
    more = f"<p>and {left} more</p>" if left > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return "" if cell is None else str(cell)


def _of_one_kind(cells: list[Cell]) -> list[Cell]:
    kinds = {type(cell) for cell in cells if cell is not None}
    if len(kinds) < 2:
        return cells
    if kinds == {int, float}:
        return [None if cell is None else float(cell) for cell in cells]
    return [None if cell is None else _written(cell) for cell in cells]


def _lacks(library: str) -> NoReturn:
    raise EnvironmentFault(
        f"{library} is not installed, and a frame needs it: pip install 'brain2face[frames]'."
    )
