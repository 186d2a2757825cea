"""Rows of any table, be it text or a sheet of a workbook, and what every reader asks of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brain2face.errors import SourceFileError
from brain2face.readers.delimited import Row, delimited_rows
from brain2face.readers.head import Head
from brain2face.readers.source import Source
from brain2face.readers.workbook import Workbook
from brain2face.records import BadRow

__all__ = ["Row", "normal", "number", "table_rows"]

_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]*,[0-9]+(?:[eE][-+]?[0-9]+)?")
_PLAIN = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_MISSING = {"", "na", "n/a", "nan", "-nan", "nan(ind)", "-nan(ind)", "null", "none", "-", "/"}


def table_rows(source: Source, head: Head, sheet: str | None = None) -> Iterator[Row | BadRow]:
    """Give every row of a table from its first line on, preamble, header and blank rows included.

    A text is read row by row; a workbook is held in memory.

    Args:
        source: the file.
        head: what :func:`~brain2face.readers.head.look` found of it.
        sheet: the sheet of a workbook; its first one with cells unless given.

    Raises:
        UnknownNameError: no sheet has this name.
        SourceFileError: the file breaks off in a way that nothing more can be read.
    """
    if head.kind == "workbook":
        filled = [name for name, rows in head.sheets.items() if rows]
        if not filled:
            raise SourceFileError(f"{head.name} has no sheet with anything in it.")
        yield from Workbook(source).rows(filled[0] if sheet is None else sheet)
        return
    with source.text(head.encoding) as lines:
        yield from delimited_rows(lines, head.delimiter or ",")


def normal(name: str) -> str:
    """Give a column's name as it is compared: small letters and digits only.

    ``Onset Frame``, ``onset_frame`` and ``OnsetFrame`` are one name.
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def number(text: str) -> float | None:
    """Read a number with a decimal point or a decimal comma; none where nothing was measured.

    Raises:
        ValueError: the text is no number; the message says so in words.
    """
    if _PLAIN.fullmatch(text):
        return float(text)
    if _DECIMAL_COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    if text.strip().casefold() in _MISSING:
        return None
    raise ValueError(f"{text[:40]!r} is no number")
