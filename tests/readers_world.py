"""What the tests of the readers share: a file read to its end, sheets written for a test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

from brain2face.readers import ReadOptions, open_file
from brain2face.records import Annotations, BadRow, Event

RATES = {"CASME": 60.0, "CASME II": 200.0, "CAS(ME)^2": 30.0, "CAS(ME)^3": 30.0, "SAMM": 200.0}
GIVEN = ReadOptions(rates=RATES)


def opened(path: Path, options: ReadOptions = GIVEN, format: str | None = None) -> Annotations:
    found = open_file(path, options, format)
    assert isinstance(found, Annotations)
    return found


def everything(path: Path, options: ReadOptions = GIVEN) -> list[Event | BadRow]:
    return list(opened(path, options).events)


def events(path: Path, options: ReadOptions = GIVEN) -> list[Event]:
    found = everything(path, options)
    good = [one for one in found if isinstance(one, Event)]
    assert good == found, found
    return good


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def workbook(path: Path, sheets: dict[str, Iterable[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path
