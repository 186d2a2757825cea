"""Rows of text tables: quotes, encodings, line ends, numbers, and that no row is ever lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.readers import ReadOptions
from brain2face.readers.decoding import encoding_of, mended
from brain2face.readers.delimited import Row, delimited_rows, delimiter_of
from brain2face.readers.head import look
from brain2face.readers.source import Source
from brain2face.readers.table import number, table_rows
from brain2face.records import BadRow
from readers_world import events, written

CELLS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8).map(str.strip)
HEADER = "Subject,Filename,AU,Emotion,Notes\n"


def rows(text: str, delimiter: str = ",") -> list[Row | BadRow]:
    return list(delimited_rows(io.StringIO(text), delimiter))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), max_size=6), st.sampled_from(",;\t|"))
def test_what_a_table_writer_writes_is_read_back(table: list[list[str]], delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(table)
    found = rows(text.getvalue(), delimiter)
    assert [list(row.cells) for row in found if isinstance(row, Row)] == table


@given(st.text(st.sampled_from('a",\n'), max_size=60))
def test_no_line_is_lost_however_quotes_stand(text: str) -> None:
    found = rows(text)
    starts = [row.row if isinstance(row, BadRow) else row.number for row in found]
    lines = text.split("\n") if text and not text.endswith("\n") else text.split("\n")[:-1]
    spans = [
        1 if isinstance(row, BadRow) else 1 + sum(cell.count("\n") for cell in row.cells)
        for row in found
    ]
    assert starts == sorted(set(starts))
    assert not lines or starts[0] == 1
    assert sum(spans) <= len(lines)
    assert text.count("a") == sum(
        lines[row.row - 1].count("a")
        if isinstance(row, BadRow)
        else sum(cell.count("a") for cell in row.cells)
        for row in found
    )


def test_a_quote_that_is_not_closed_takes_no_other_row_with_it() -> None:
    broken, after, last = rows('a,"b\nc,d\ne,f\n')
    assert isinstance(broken, BadRow)
    assert (broken.row, "not closed" in broken.why) == (1, True)
    assert after == Row(2, ("c", "d"))
    assert last == Row(3, ("e", "f"))


def test_two_lines_that_each_open_a_quote_are_not_made_one() -> None:
    first, second, third = rows('"a,4\n"b,5\nc,6\n')
    assert isinstance(first, BadRow)
    assert isinstance(second, BadRow)
    assert third == Row(3, ("c", "6"))


def test_a_quote_inside_a_cell_is_told() -> None:
    (row,) = rows('a,"b"c"\n')
    assert isinstance(row, Row)
    assert "quote inside a cell" in row.doubt


def test_a_quoted_line_end_belongs_to_its_cell_and_rows_are_counted_by_lines() -> None:
    assert rows('"a\nb",c\r\nd,e\n') == [Row(1, ("a\nb", "c")), Row(3, ("d", "e"))]


def test_spaces_around_cells_are_not_part_of_them() -> None:
    assert rows('frame, AU01_r,"x" \n') == [Row(1, ("frame", "AU01_r", "x"))]


def test_a_line_without_an_end_is_no_table() -> None:
    (bad,) = rows("a" * (1 << 23))
    assert isinstance(bad, BadRow)
    assert "more than" in bad.why


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a;b;c", "1;0,5;1,5", "2;0,6;1,6"], ";"),
        (["a\tb", "4,7\t1", "4,7,9\t2"], "\t"),
        (["A text, with a comma", "", "a;b;c", "1;2;3"], ";"),
        (["a,b"], ","),
        (["name 4+9"], None),
        ([], None),
    ],
)
def test_the_delimiter_is_the_one_by_which_rows_are_alike(
    lines: list[str], delimiter: str | None
) -> None:
    assert delimiter_of(lines) == delimiter


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("p1,片段,4,恐惧,", "gb18030"),
        ("p1,clip,4,peur,étonné", "cp1252"),
        ("p1,片段,4,恐惧,", "utf-8"),
        ("p1,片段,4,恐惧,", "utf-8-sig"),
        ("p1,片段,4,恐惧,", "utf-16"),
        ("p1,clip,4,fear,", "utf-16-le"),
        ("p1,clip,4,fear,", "utf-16-be"),
    ],
)
def test_a_sheet_is_read_in_the_encoding_that_it_has(
    text: str, encoding: str, tmp_path: Path
) -> None:
    cells = text.split(",")
    path = written(tmp_path / "sheet.csv", f"{HEADER}{text}\r\n", encoding)
    (event,) = events(path)
    assert [event.subject, event.clip, event.label] == [cells[0], cells[1], cells[3]]
    assert event.extra.get("Notes", "") == cells[4]
    assert event.remarks == ()


def test_the_user_may_name_the_encoding(tmp_path: Path) -> None:
    path = written(tmp_path / "sheet.csv", f"{HEADER}p,Ж,4,fear,\n", "koi8-r")
    assert [one.clip for one in events(path, ReadOptions(encoding="koi8-r"))] == ["Ж"]


def test_a_row_in_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    many = f"p,{'片段' * 100},4,fear,\n" * 500
    path.write_bytes((HEADER + many).encode() + "q,é,4,fear,\n".encode("latin-1"))
    *_, before, last = events(path)
    assert (before.remarks, last.clip) == ((), "é")
    assert [(one.kind, "0xe9" in one.reason) for one in last.remarks] == [("read", True)]


def test_lost_bytes_are_mended_alone() -> None:
    assert mended("片é".encode().decode("utf-8")) == ("片é", "")
    text, why = mended("片" + b"\xe9".decode("utf-8", "surrogateescape"))
    assert (text, "cp1252" in why) == ("片é", True)
    assert encoding_of(b"", True) == "utf-8"


def test_a_wide_table_streams_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    line = ",".join(map(str, range(2183)))
    path.write_text(f"{line}\n" * 400)
    source = Source(path)
    head = look(source)
    assert (len(head.header), head.whole, head.rows[0].number) == (2183, False, 1)
    assert abs((head.total or 0) - 400) < 40
    read = table_rows(source, head)
    assert next(read) == Row(1, tuple(line.split(",")))
    assert sum(1 for _ in read) == 399


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.5", 0.5), ("0,5", 0.5), ("-1,5e-3", -0.0015), ("12", 12.0), ("nan", None), ("/", None)],
)
def test_numbers_have_a_decimal_point_or_a_comma(text: str, value: float | None) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["1.234,5", "1,2,3", "x", "1_000", "inf", "٣"])
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="is no number"):
        number(text)
