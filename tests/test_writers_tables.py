"""CSV, JSON and JSON Lines: everything is in them, they stream, and no spreadsheet spoils them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import brain2face
from brain2face.errors import UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.misreadings import Fault
from brain2face.notation import Score, ScoredUnit, parse_score
from brain2face.readers import open_file
from brain2face.records import Annotations, CodedEvent, Event, FrameNumbers, Span
from brain2face.writers import FORMATS, About, write
from brain2face.writers.rows import COLUMNS, guarded, safe_score, unguarded
from coded_events import coded, few, written

CODES = st.sampled_from(("1", "4", "5", "12", "25", "M55"))
UNITS = st.builds(ScoredUnit, CODES, st.sampled_from((None, *"ABCDE")))
SCORES = st.lists(UNITS, max_size=3, unique_by=lambda unit: unit.code).map(
    lambda units: Score(tuple(units))
)


def table(events: list[CodedEvent]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(events, "csv").decode(), newline="")))


def test_a_row_of_the_table_holds_times_score_and_verdict(knowledge: Knowledge) -> None:
    rows = table(few(knowledge))
    assert [row["name"] for row in rows] == ["smile", "flash", "lips", "smirk", "frown"]
    flash = rows[1]
    assert (flash["onset_s"], flash["apex_s"], flash["offset_s"]) == ("2", "2.06", "2.12")
    assert (flash["duration_s"], flash["length"], flash["score"]) == ("0.12", "micro", "1+4+5+25")
    assert (flash["verdict"], flash["results"]) == ("ambiguous: fear or sadness", "fear; sadness")
    assert "Dong2022Rule5" in flash["rules"].split("; ")
    assert (flash["label"], rows[4]["doubtful"]) == ("fear", "7")


def test_the_header_is_always_the_same(knowledge: Knowledge) -> None:
    head = ",".join(COLUMNS)
    assert written([], "csv").decode() == head + "\n"
    more = coded(knowledge, "12", extra={"Film": "nine", "score": "kept"})
    assert written([more], "csv").decode().startswith(head + "\n")
    assert json.loads(table([more])[0]["extra"]) == {"Film": "nine", "score": "kept"}


@pytest.mark.parametrize("name", ["=1+1", "+12", "-3", "@SUM(A1)", "'quoted", "\tx", "\uff1dx"])
def test_no_cell_of_words_is_a_formula_and_each_reads_back(knowledge: Knowledge, name: str) -> None:
    cell = table([coded(knowledge, "12", name=name, material=name)])[0]
    assert cell["name"] == cell["material"] == "'" + name
    assert unguarded(cell["name"]) == name


@given(st.text(max_size=8) | st.sampled_from(["'", "''=", "'=x", "=", ""]))
def test_the_guard_can_always_be_taken_off(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(SCORES)
def test_a_score_of_the_table_is_no_number_with_an_exponent_and_reads_back(score: Score) -> None:
    text = safe_score(score)
    assert parse_score(text) == score
    try:
        float(text)
    except ValueError:
        return
    assert text.isdigit()


def test_a_score_that_looks_like_an_exponent_gets_its_au_back(knowledge: Knowledge) -> None:
    assert table([coded(knowledge, "4E+5")])[0]["score"] == "AU4E+5"


def test_frames_rate_and_remarks_are_kept(knowledge: Knowledge) -> None:
    one = coded(
        knowledge,
        "12",
        frames=FrameNumbers(10, None, 20),
        rate=200.0,
        row=7,
        remarks=(Fault("12?", 3, "is open", "score it", "doubtful"),),
    )
    row = table([one])[0]
    assert (row["onset_frame"], row["apex_frame"], row["offset_frame"]) == ("10", "", "20")
    assert (row["frame_rate"], row["row"], row["onset_s"]) == ("200", "7", "")
    assert row["remarks"] == "column 3: '12?' is open: score it"


def test_json_holds_the_whole_verdict_and_says_by_which_profiles(knowledge: Knowledge) -> None:
    events = [*few(knowledge), coded(knowledge, "12", profile="emfacs")]
    whole = json.loads(written(events, "json", About(source="few.csv")))
    assert (whole["brain2face"], whole["source"]) == (brain2face.__version__, "few.csv")
    assert [profile["name"] for profile in whole["profiles"]] == ["dong2022", "emfacs"]
    assert whole["profiles"][0]["rules_of"][0]["iri"].endswith("/source/dong2022/section7")
    flash = whole["events"][1]
    assert flash["span"] == {"onset": 2.0, "apex": 2.06, "offset": 2.12, "duration": 0.12}
    assert flash["verdict"]["outcome"] == "ambiguous"
    assert whole["events"][4]["doubtful"] == ["7"]


def test_json_lines_are_the_events_of_the_json_document(knowledge: Knowledge) -> None:
    lines = written(few(knowledge), "jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written(few(knowledge), "json"))[
        "events"
    ]


def test_json_without_events_is_whole_too() -> None:
    whole = json.loads(written([], "json"))
    assert (whole["events"], whole["profiles"]) == ([], [])


@pytest.mark.parametrize("fmt", ["csv", "json", "jsonl", "ttl", "emotionml"])
def test_a_format_that_can_is_written_as_the_events_come(knowledge: Knowledge, fmt: str) -> None:
    out = io.BytesIO()
    seen: list[int] = []

    def slowly() -> Iterator[CodedEvent]:
        for number in range(400):
            seen.append(out.tell())
            yield coded_once[number % 5]

    coded_once = few(knowledge)
    write(slowly(), fmt, out, About(knowledge=knowledge))
    assert 0 < seen[200] < seen[399] < out.tell()


def test_text_that_is_no_unicode_is_written_all_the_same(knowledge: Knowledge) -> None:
    event = coded(knowledge, "12", Span(0, 1), name="a\udc80\x00", subject="\x01")
    for fmt in FORMATS:
        assert written([event], fmt, About(source="\x02\udc81", knowledge=knowledge))


def test_an_unknown_format_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"no output format 'jsonlines'.*jsonl"):
        write([], "jsonlines", io.BytesIO())


def test_the_table_reads_back_as_an_annotation_sheet(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "written.csv"
    path.write_bytes(written(few(knowledge), "csv"))
    found = open_file(path)
    assert isinstance(found, Annotations)
    read = [event for event in found.events if isinstance(event, Event)]
    for one, event in zip(few(knowledge), read, strict=True):
        assert event.observation.score == one.event.observation.score
        assert (event.name, event.span) == (one.event.name, one.event.span)
        assert (event.subject, event.coder) == (one.event.subject, one.event.coder)
        assert (event.label, event.self_report) == (one.event.label, one.event.self_report)
