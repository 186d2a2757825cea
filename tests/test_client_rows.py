"""Rows of answers: plain values, the same through JSON, as frames, as CSV."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.client import Cell, Embedded, Rows, rows_of
from brain2face.errors import EnvironmentFault, UnknownNameError
from brain2face.knowledge import Knowledge, QueryAnswer
from brain2face.questions import load_questions

XSD = "http://www.w3.org/2001/XMLSchema#"
VALUES = (
    ('"a"', "a"),
    ('"a"@en', "a"),
    ("<urn:x:a>", "urn:x:a"),
    ("7", 7),
    ("-7", -7),
    ('"9223372036854775808"^^xsd:integer', "9223372036854775808"),
    ("0.25", 0.25),
    ("2.5e3", 2500.0),
    ('"INF"^^xsd:double', "INF"),
    ('"NaN"^^xsd:double', "NaN"),
    ("true", True),
    ("false", False),
    ('"2022-01-02"^^xsd:date', "2022-01-02"),
    ("UNDEF", None),
)
_CELLS = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5)


def answer_to(text: str) -> Rows:
    found = ox.Store().query(text)
    assert not isinstance(found, ox.QueryTriples) or "CONSTRUCT" in text
    return rows_of("mine", QueryAnswer(found))


@pytest.mark.parametrize(("written", "value"), VALUES)
def test_a_term_is_a_plain_value(written: str, value: Cell) -> None:
    rows = answer_to(f"PREFIX xsd: <{XSD}> SELECT ?x {{ VALUES ?x {{ {written} }} }}")
    assert rows.column("x") == [value]
    assert type(rows[0]["x"]) is type(value)
    assert msgspec.json.decode(msgspec.json.encode(rows), type=Rows) == rows


def test_a_boolean_and_triples_are_rows_too() -> None:
    assert answer_to("ASK {}")[0] == {"answer": True}
    (triple,) = answer_to("CONSTRUCT { <urn:x:a> <urn:x:b> 3 } {}")
    assert triple == {"subject": "urn:x:a", "predicate": "urn:x:b", "object": 3}


@pytest.mark.parametrize("name", sorted(load_questions()))
def test_every_question_is_a_frame_and_the_same_through_json(
    knowledge: Knowledge, name: str
) -> None:
    rows = rows_of(name, knowledge.query(load_questions()[name].text))
    assert rows
    assert msgspec.json.decode(msgspec.json.encode(rows), type=Rows) == rows
    pandas, polars = rows.to_pandas(), rows.to_polars()
    assert (tuple(pandas.columns), len(pandas)) == (rows.columns, len(rows))
    assert (tuple(polars.columns), len(polars)) == (rows.columns, len(rows))
    for column in rows.columns:
        assert polars[column].to_list() == rows.column(column)
        known = pandas[column].astype(object).where(pandas[column].notna(), None)
        assert known.tolist() == rows.column(column)


def rows_with(*cells: Cell) -> Rows:
    return Rows("mine", ("x", "y"), tuple({"x": one, "y": 1} for one in cells), len(cells))


@given(st.lists(_CELLS, max_size=6))
def test_a_column_of_several_kinds_is_one_of_texts(cells: list[Cell]) -> None:
    frame = rows_with(*cells).to_polars()
    kinds = {type(cell) for cell in cells} - {type(None)}
    told = frame["x"].to_list()
    assert [one is None for one in told] == [one is None for one in cells]
    if len(kinds) < 2:
        assert told == cells
    else:
        assert all(one is None or isinstance(one, str) for one in told)
    assert len(rows_with(*cells).to_pandas()) == len(cells)


def test_a_whole_number_beside_a_gap_stays_whole() -> None:
    rows = rows_with(1, None, 3)
    assert str(rows.to_pandas().dtypes["x"]) == "Int64"
    assert str(rows.to_polars().schema["x"]) == "Int64"


def test_an_empty_answer_keeps_its_columns() -> None:
    rows = rows_with()
    assert list(rows.to_pandas().columns) == rows.to_polars().columns == ["x", "y"]
    assert rows.to_csv() == "x,y\r\n"


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_its_library_a_frame_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(EnvironmentFault, match=r"pip install 'brain2face\[frames\]'"):
        getattr(rows_with(1), f"to_{library}")()


def test_csv_is_read_back(tmp_path: Path) -> None:
    rows = rows_with('a "b", c\nd', True, None, 2, "")
    assert rows.to_csv(tmp_path / "x.csv") is None
    assert (tmp_path / "x.csv").read_bytes().decode() == rows.to_csv()
    head, *lines = csv.reader(io.StringIO(rows.to_csv(), newline=""))
    assert head == ["x", "y"]
    assert [line[0] for line in lines] == ['a "b", c\nd', "true", "", "2", ""]


def test_rows_are_a_sequence_and_a_part_knows_its_place() -> None:
    rows = rows_with("a", "b", "c")
    assert [row["x"] for row in rows] == ["a", "b", "c"]
    assert rows[-1] == {"x": "c", "y": 1}
    part = rows[1:][1:]
    assert (len(part), part.offset, part.total) == (1, 2, 3)
    with pytest.raises(UnknownNameError):
        rows.column("z")


def test_iris_are_whole_and_short_where_asked(knowledge: Knowledge) -> None:
    rows = Embedded(knowledge).ask("exclusive-units", emotion="fear", source="dong2022")
    assert rows[0]["unit"] == "https://w3id.org/brain2face/AU20"
    assert rows.short()[0]["place"] == "source/dong2022/figure1"


def test_a_notebook_shows_a_table_with_nothing_unescaped() -> None:
    many = Rows("mine", ("<x>",), tuple({"<x>": "<b>&"} for _ in range(30)), 30)
    shown = many._repr_html_()
    assert "<b>" not in shown
    assert shown.count("<tr>") == 21
    assert "and 10 more" in shown
