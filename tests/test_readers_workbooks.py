"""Workbooks: headers under a preamble, several sheets, numbers and dates, broken files."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from brain2face.errors import SourceFileError, UnknownNameError, UsageFault
from brain2face.readers import ReadOptions, open_file
from brain2face.records import BadRow, Event
from readers_world import GIVEN, events, everything, workbook

HEADER = ("Subject", "Filename", None, "Onset", "Apex", "Offset", "AU", "Emotion")
ROW = ("p1", 7, "x", 1, 2, 3, "4+7", "anger")


def test_the_header_may_stand_under_a_text(tmp_path: Path) -> None:
    text = [("About this sheet and the AU of each row",), ("Subject: a person",), *[()] * 11]
    path = workbook(tmp_path / "w.xlsx", {"Codes": [*text, HEADER, ROW]})
    (event,) = events(path)
    assert (event.row, event.clip, event.extra) == (15, "7", {"column 3": "x"})


def test_the_first_sheet_that_fits_is_read_and_another_can_be_named(tmp_path: Path) -> None:
    other = ("p2", *ROW[1:])
    path = workbook(
        tmp_path / "w.xlsx", {"Read me": [("hello",)], "A": [HEADER, ROW], "B": [HEADER, other]}
    )
    assert [event.subject for event in events(path)] == ["p1"]
    assert [event.subject for event in events(path, ReadOptions(sheet="B"))] == ["p2"]
    with pytest.raises(UnknownNameError, match=r"no sheet in .*Nearest: A"):
        open_file(path, ReadOptions(sheet="a2"))
    with pytest.raises(SourceFileError, match=r"no header .* \(sheets: 'Read me'\)"):
        open_file(path, ReadOptions(sheet="Read me"))


def test_a_workbook_without_a_sheet_that_fits_tells_its_sheets(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", {"One": [("hello", "you")], "Two": []})
    with pytest.raises(SourceFileError, match=r"no format .* Its sheets are 'One', 'Two'"):
        open_file(path)
    with pytest.raises(SourceFileError, match="no header"):
        open_file(path, format="sheet")


def test_numbers_are_read_as_written_and_dates_as_damage(tmp_path: Path) -> None:
    rows = [(*ROW[:6], units, "anger") for units in (12, 12.0, 1.2, datetime.date(2001, 2, 1))]
    path = workbook(tmp_path / "w.xlsx", {"A": [HEADER, *rows]})
    whole, real, damaged, date = everything(path, GIVEN)
    assert not isinstance(whole, BadRow)
    assert not isinstance(real, BadRow)
    assert str(whole.observation.score) == str(real.observation.score) == "12"
    assert isinstance(damaged, Event)
    assert damaged.observation.score.units == ()
    assert damaged.observation.doubtful == {"1", "2"}
    assert "spreadsheet" in damaged.remarks[0].reason
    assert damaged.extra["AU"] == "1.2"
    assert isinstance(date, BadRow)
    assert "2001-02-01" in date.why
    assert "date" in date.why
    assert date.row == 5


def test_a_cell_that_is_merged_with_those_below_counts_for_each_row(tmp_path: Path) -> None:
    empty = (None, *ROW[1:])
    path = workbook(tmp_path / "w.xlsx", {"A": [HEADER, ROW, empty, empty, empty]})
    book = openpyxl.load_workbook(path)
    book["A"].merge_cells("A2:A4")
    book.save(path)
    assert [event.subject for event in events(path)] == ["p1", "p1", "p1", ""]


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("subject,au\np,4\n")
    with pytest.raises(UsageFault, match="no workbook"):
        open_file(path, ReadOptions(sheet="A"))


def test_a_broken_workbook_is_told(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "w.xlsx", {"A": [HEADER, ROW]}).read_bytes()
    path = tmp_path / "broken.xlsx"
    for broken in (whole[: len(whole) // 2], whole[:40], b"\xd0\xcf\x11\xe0" + bytes(600)):
        path.write_bytes(broken)
        with pytest.raises(SourceFileError, match=r"broken\.xlsx cannot be opened as a workbook"):
            open_file(path)


def test_a_workbook_comes_through_a_pipe(tmp_path: Path) -> None:
    path = workbook(tmp_path / "w.xlsx", {"A": [HEADER, ROW]})
    with path.open("rb") as stream:
        found = open_file(stream)
        assert len(list(getattr(found, "events"))) == 1  # noqa: B009
