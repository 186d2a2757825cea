"""What the library that reads workbooks does not tell of an XLSX sheet: formulas, errors, its size.

Of a formula it gives the value only: Excel makes 11 of ``=4+7`` and of ``+4+7``, which would be
taken for a code; one that was never worked out, or that went wrong (``#NAME?``), would be taken for
an empty cell. And it holds every cell up to the last one, be it the last of the sheet.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import join, normpath
from typing import Final
from xml.parsers import expat

__all__ = ["SheetCells", "cells_of"]

_SUM: Final = re.compile(r"\+?\d{1,2}(?:\+\d{1,2})*")
_FILLED: Final = re.compile(rb'<c\s(?:[^>]*\s)?r="([A-Za-z]+)([0-9]+)"[^>]*(?<!/)>')
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BOOK: Final = "xl/workbook.xml"
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_FAULTS: Final = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, LookupError, ValueError, OSError, EOFError),
    *(RuntimeError, NotImplementedError),
)


@dataclass(frozen=True, slots=True)
class SheetCells:
    """What is odd in the cells of a sheet.

    ``told`` are formulas that add up numbers, formulas without a value, and errors, by row (from
    1) and column (from 0). ``rows`` and ``columns`` are how far the cells lie apart that have
    something in them.
    """

    told: Mapping[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    columns: int = 0


def cells_of(content: bytes) -> Mapping[str, SheetCells]:
    """Give what is odd in each sheet, by its name; under the empty name, how far any one reaches.

    A file that is no XLSX has nothing odd.
    """
    parts: dict[str, SheetCells] = {}
    names: dict[str, str] = {}
    with suppress(*_FAULTS), zipfile.ZipFile(BytesIO(content)) as packed:
        for path in packed.namelist():
            if _SHEET.fullmatch(path):
                with suppress(*_FAULTS):
                    parts[path] = _of_sheet(packed.read(path))
        names = _names(packed)
    widest = max(parts.values(), key=lambda part: part.rows * part.columns, default=SheetCells())
    found = {name: parts[path] for name, path in names.items() if path in parts}
    return {"": SheetCells({}, widest.rows, widest.columns), **found}


def _names(packed: zipfile.ZipFile) -> dict[str, str]:
    """Give the part of the file in which each sheet is, by the name of the sheet."""
    targets = {
        one["Id"]: normpath(join("xl", one["Target"].removeprefix("/xl/")))
        for one in _elements(packed, _RELATIONS, "Relationship")
    }
    sheets = _elements(packed, _BOOK, "sheet")
    return {one["name"]: targets.get(one.get("r:id", ""), "") for one in sheets}


def _of_sheet(xml: bytes) -> SheetCells:
    rows: set[bytes] = set()
    columns: set[bytes] = set()
    for column, row in _FILLED.findall(xml):
        rows.add(row)
        columns.add(column)
    numbers, places = set(map(int, rows)) or {0}, set(map(_column, columns)) or {0}
    told: Mapping[tuple[int, int], str] = {}
    if b"<f" in xml or b't="e"' in xml:
        with suppress(*_FAULTS):
            told = _Formulas(xml).found
    return SheetCells(told, max(numbers) - min(numbers) + 1, max(places) - min(places) + 1)


def _elements(packed: zipfile.ZipFile, path: str, name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = _parser()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(attributes)

    parser.StartElementHandler = start
    parser.Parse(packed.read(path), True)
    return found


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise ValueError("a document type")

    parser.StartDoctypeDeclHandler = refuse
    return parser


class _Formulas:
    """The cells of a sheet that have a formula or an error, as they go by."""

    def __init__(self, xml: bytes) -> None:
        self.found: dict[tuple[int, int], str] = {}
        self._place, self._tag, self._failed = "", "", False
        self._texts: dict[str, str] = {}
        parser = _parser()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(xml, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._tag = tag
        if tag == "c":
            self._place, self._texts = attributes.get("r", ""), {}
            self._failed = attributes.get("t") == "e"

    def _text(self, text: str) -> None:
        if self._tag in ("f", "v"):
            self._texts[self._tag] = self._texts.get(self._tag, "") + text

    def _end(self, tag: str) -> None:
        self._tag = ""
        place = _PLACE.fullmatch(self._place) if tag == "c" else None
        if place and (told := self._told()):
            self.found[int(place[2]), _column(place[1].encode())] = told

    def _told(self) -> str:
        formula, value = self._texts.get("f", ""), self._texts.get("v", "")
        if formula and (self._failed or not value or _SUM.fullmatch(formula)):
            return f"={formula}"
        return value if self._failed else ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1
