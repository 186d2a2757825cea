"""Workbooks as people make them: dates, formulas, merged cells, hidden sheets, damaged files."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bad_files import HEAD
from test_bad_input import run

NAMES = HEAD.split(",")
ROW = ["p1", "c1", 10, 12, 20]


def book(folder: Path, fill: Callable[[openpyxl.Workbook, Worksheet], None]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(NAMES)
    fill(made, sheet)
    path = folder / "book.xlsx"
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (datetime.date(2001, 2, 1), "'2001-02-01' is a date"),
        (datetime.datetime(2024, 12, 4, 1, 2), "'2024-12-04 01:02:00' is a date"),
        (datetime.time(4, 7), "is a time of day"),
        (36923, "it is the date 2001-02-01"),
        (True, "'TRUE' is free text"),
        ("#VALUE!", "is an error of a spreadsheet"),
    ],
)
def test_a_score_that_became_something_else_is_named(
    cell: object, said: str, tmp_path: Path
) -> None:
    result = run(book(tmp_path, lambda _, sheet: sheet.append([*ROW, cell, "x"])))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "book.xlsx, row 2, Action Units: " in result.stderr
    assert said in result.stderr


def test_a_number_made_of_codes_stays_doubtful(tmp_path: Path) -> None:
    result = run(book(tmp_path, lambda _, sheet: sheet.append([*ROW, 1.2, "x"])), "--to", "csv")
    assert result.exit_code == 0
    assert ",null,1 2," in result.stdout
    assert "column 6: '1.2' as Action Units looks like spreadsheet damage" in result.stderr


def test_the_sum_of_codes_is_no_code_and_a_sum_of_frames_is_its_value(tmp_path: Path) -> None:
    path = book(tmp_path, lambda _, sheet: sheet.append([*ROW[:4], "=C2+10", "=4+7", "x"]))
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for formula, value in ((b"C2+10", b"20"), (b"4+7", b"11")):
                whole = b"<f>" + formula + b"</f><v>" + value + b"</v>"
                data = re.sub(
                    rb"<f>" + re.escape(formula) + rb"</f><v[^0-9]*(/>|</v>)", whole, data
                )
            new.writestr(name, data)
    assert b"<v>11</v>" in zipfile.ZipFile(content).read("xl/worksheets/sheet1.xml")
    path.write_bytes(content.getvalue())
    result = run(path)
    assert result.exit_code == 0
    assert "0.05   0.06  micro   4+7    disgust" in result.stdout
    assert "1 remark on how" in result.stderr


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    result = run(book(tmp_path, lambda _, sheet: sheet.append([*ROW[:4], "=C2+10", "4+7", "x"])))
    assert "'=C2+10' as OffsetFrame is no number" in result.stderr


def test_the_shown_sheet_is_read_and_the_hidden_one_told(tmp_path: Path) -> None:
    def fill(made: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.append([*ROW, "4", "x"])
        sheet.title, sheet.sheet_state = "Old", "hidden"
        shown = made.create_sheet("New")
        shown.append(NAMES)
        shown.append([*ROW, "12", "x"])
        made.active = 1

    path = book(tmp_path, fill)
    result = run(path)
    assert "happiness" in result.stdout
    assert "'New' is read; name another ('Old') with --sheet" in result.stderr
    assert "negative" in run(path, "--sheet", "Old").stdout
    assert "in its hidden sheet 'Old', which is read" in run(path, "--sheet", "Old").stderr


def test_merged_cells_two_header_rows_and_a_footer(tmp_path: Path) -> None:
    def fill(_: openpyxl.Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        sheet["C1"] = "Frames"
        sheet.merge_cells("C1:E1")
        sheet.append([*ROW, "4", "x"])
        sheet.append([None, "c2", 10, 12, 20, "12", "x"])
        sheet.merge_cells("A3:A4")
        sheet.append(["Total", 2])

    result = run(book(tmp_path, fill))
    assert result.exit_code == 2
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["name", "p1/c1", "p1/c2"]
    assert "row 5, Action Units, Estimated Emotion, OnsetFrame: nothing is written" in result.stderr


def test_a_workbook_with_nothing_in_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    openpyxl.Workbook().save(path)
    result = run(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Nothing is written in its sheets" in result.stderr


def archive(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name.replace("__", "/"), part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (archive(word__document=b"<w/>"), "It is a Word document"),
        (archive(notes=b"hello"), "It is an archive"),
        (archive(xl__workbook=b"<w/>"), "save it again"),
        (archive(xl__workbook=b"<w/>")[:90], "Get a whole copy"),
        (b"\xd0\xcf\x11\xe0" + bytes(900), "save it again"),
    ],
    ids=["a Word document", "an archive", "no workbook in it", "cut off", "an old one"],
)
def test_what_is_no_workbook_is_told_with_what_would_be_right(
    content: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    result = run(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "book.xlsx cannot be opened as a workbook" in result.stderr
    assert said in result.stderr


@pytest.mark.parametrize("place", ["XFD1048576", "XFD199999999999"])
def test_a_cell_that_stands_far_away_does_not_fill_the_memory(place: str, tmp_path: Path) -> None:
    path = book(tmp_path, lambda _, sheet: sheet.append([*ROW, "4", "x"]))
    content = io.BytesIO()
    far = f'<row r="1048576"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", far))
    path.write_bytes(content.getvalue())
    result = run(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "sheet 'Sheet': its cells lie " in result.stderr
    assert "clear those that stand far away" in result.stderr
