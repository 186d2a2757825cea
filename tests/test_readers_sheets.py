"""Annotation sheets: the columns of each data set, frames and seconds, cells that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from brain2face.readers import ReadOptions
from brain2face.readers.sheet_columns import DATA_SETS
from brain2face.records import BadRow, Event, FrameNumbers, Span
from fixture_files import fixture
from readers_world import GIVEN, RATES, events, everything, opened, workbook, written

CASME2 = "Subject,Filename,,OnsetFrame,ApexFrame,OffsetFrame,,Action Units,Estimated Emotion\n"
INVENTED = {
    "CASME": (
        "Subject,Filename,,OnsetF,ApexF1,OffsetF,,AU,Emotion",
        "p1,clip1,,61,66,71,,4+7,anger",
    ),
    "CASME II": (CASME2.strip(), "p1,clip1,,61,66,71,,4+7,anger"),
    "CAS(ME)^2": (
        "Subject,video,Onset,Apex,Offset,AU,Estimated Emotion,Type,self-report",
        "p1,clip1,61,66,71,4+7,anger,micro-expression,cross",
    ),
    "CAS(ME)^3": (
        "Subject,Filename,Onset,Apex,Offset,AU,Objective class,emotion",
        "p1,clip1,61,66,71,4+7,iii,anger",
    ),
    "SAMM": (
        "Subject,Filename,Inducement Code,Onset Frame,Apex Frame,Offset Frame,Duration,Micro,"
        "Action Units,Estimated Emotion,Objective Classes,Notes",
        "p1,clip1,9,61,66,71,11,1,4B+7,anger,3,seen twice",
    ),
    "MMEW": (
        "Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame,Action Units,Estimated Emotion,remarks",
        "p1,clip1,61,66,71,4+7,anger,seen twice",
    ),
    "4DME": (
        "sub_ID,fold_name,Onset,Apex,Offset,AUs,Emotion,AU1,AU4,AU7",
        "p1,clip1,61,66,71,4+7,anger,0,1,1",
    ),
}


@pytest.mark.parametrize("name", INVENTED)
def test_the_sheet_of_a_data_set_is_known_by_its_columns(name: str, tmp_path: Path) -> None:
    header, row = INVENTED[name]
    path = written(tmp_path / "sheet.csv", f"{header}\n{row}\n")
    found = opened(path)
    assert found.format == f"sheet of {name}"
    (event,) = found.events
    assert isinstance(event, Event)
    assert (event.subject, event.clip, event.label) == ("p1", "clip1", "anger")
    assert event.observation.score.codes == {"4", "7"}
    assert event.frames == FrameNumbers(61, 66, 71)
    assert event.rate == RATES.get(name)
    assert (event.span is None) == (name not in RATES)


def test_every_data_set_has_a_row_in_these_tests() -> None:
    assert {one.name for one in DATA_SETS} == {*INVENTED, "SMIC"}


def test_the_open_sheet_of_another_tool_is_read() -> None:
    first, second = events(fixture("me_annotation_meb_per_annotation.xlsx"))
    assert (first.subject, first.clip, first.label, first.row) == ("g1", "f01", "happiness", 2)
    assert str(first.observation.score) == "1+2"
    assert first.frames == FrameNumbers(1, 1, 5)
    assert str(second.observation.score) == "4+R12C"
    assert second.extra["notes"] == "some notes."
    (timed, _) = events(fixture("me_annotation_meb_per_annotation.xlsx"), ReadOptions(rate=10))
    assert timed.span == Span(0.1, 0.6, 0.1)


def test_an_offset_frame_is_the_last_one_shown(tmp_path: Path) -> None:
    path = written(tmp_path / "sheet.csv", CASME2 + "p,c,,61,66,70,,4,fear\n")
    (event,) = events(path)
    assert event.span is not None
    assert event.span.duration == pytest.approx(10 / 200)
    assert event.span.apex == 66 / 200
    (faster,) = events(path, ReadOptions(rate=400, rates=RATES))
    assert faster.span is not None
    assert faster.span.duration == pytest.approx(10 / 400)


@pytest.mark.parametrize(
    ("frames", "kept", "told"),
    [
        ("61,/,70", FrameNumbers(61, None, 70), "gives none"),
        ("61,,70", FrameNumbers(61, None, 70), "gives none"),
        ("61,99,70", FrameNumbers(61, 99, 70), "lies outside onset and offset"),
        ("61,x,70", FrameNumbers(61, None, 70), "is no number"),
        ("61,65.5,70", FrameNumbers(61, None, 70), "is no number of a frame"),
    ],
)
def test_an_apex_that_does_not_fit_is_left_open_with_a_remark(
    frames: str, kept: FrameNumbers, told: str, tmp_path: Path
) -> None:
    path = written(tmp_path / "sheet.csv", f"{CASME2}p,c,,{frames},,4,fear\n")
    (event,) = events(path)
    assert event.span == Span(61 / 200, 71 / 200)
    assert event.frames == kept
    (remark,) = event.remarks
    assert "ApexFrame" in remark.reason
    assert told in remark.reason
    assert remark.kind == "doubtful"


def test_an_offset_before_the_onset_leaves_the_event_without_a_span(tmp_path: Path) -> None:
    path = written(tmp_path / "sheet.csv", f"{CASME2}p,c,,61,66,16,,4,fear\n")
    (event,) = events(path)
    assert event.span is None
    assert event.frames == FrameNumbers(61, 66, 16)
    assert [(one.token, one.kind) for one in event.remarks] == [("16", "doubtful")]
    assert "before the onset" in event.remarks[0].reason


def test_classes_are_written_in_roman_and_other_columns_are_kept(tmp_path: Path) -> None:
    (event,) = events(written(tmp_path / "s.csv", "\n".join(INVENTED["SAMM"])))
    assert event.objective_class == "III"
    assert event.material == "9"
    assert event.extra == {"Duration": "11", "Micro": "1", "Notes": "seen twice"}
    (event,) = events(written(tmp_path / "s.csv", "\n".join(INVENTED["CAS(ME)^3"])))
    assert event.objective_class == "III"
    (event,) = events(written(tmp_path / "s.csv", "\n".join(INVENTED["CAS(ME)^2"])))
    assert (event.self_report, event.extra) == ("cross", {"Type": "micro-expression"})
    (event,) = events(written(tmp_path / "s.csv", "\n".join(INVENTED["4DME"])))
    assert event.extra == {"AU1": "0", "AU4": "1", "AU7": "1"}


def test_a_sheet_without_units_gives_events_with_their_labels(tmp_path: Path) -> None:
    text = "subject,material,onset,offset,emotion\np1,clip1,5,30,surprise\n"
    path = written(tmp_path / "sheet.csv", text)
    assert opened(path).format == "sheet of SMIC"
    (event,) = events(path)
    assert event.observation.score.units == ()
    assert (event.label, event.clip, event.material) == ("surprise", "clip1", "")


def test_the_sheet_without_an_apex_or_an_emotion_is_read(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "c.xlsx",
        {"C": [("sub", "count", "onset", "offset", "au"), ("p1", 3, 5, 14, "4,7")]},
    )
    (event,) = events(path)
    assert (event.clip, str(event.observation.score)) == ("3", "4+7")
    assert event.span == Span(5 / 30, 15 / 30)
    assert event.remarks == ()


def test_columns_with_one_unit_each_are_used_where_there_is_no_column_of_units(
    tmp_path: Path,
) -> None:
    text = "subject,clip,emotion,AU01,AU4,AU12\np,c,anger,1,B,0\np,d,anger,0,?,1\n"
    first, second = events(written(tmp_path / "sheet.csv", text))
    assert (str(first.observation.score), first.extra) == ("1+4B", {})
    assert (str(second.observation.score), second.observation.doubtful) == ("12", frozenset("4"))


def test_seconds_and_milliseconds_are_told_by_the_name_of_the_column(tmp_path: Path) -> None:
    text = "subject;au;onset (s);apex (s);offset (s)\np;4;0,5;0,6;0,75\n"
    (event,) = events(written(tmp_path / "sheet.csv", text))
    assert (event.span, event.frames) == (Span(0.5, 0.75, 0.6), None)
    text = "subject,au,onset_ms,offset_ms\np,4,500,750\n"
    (event,) = events(written(tmp_path / "sheet.csv", text))
    assert event.span == Span(0.5, 0.75)


def test_two_events_of_one_clip_have_two_names(tmp_path: Path) -> None:
    text = "subject,clip,au\np,c,4\np,c,12\n,,6\n"
    names = [event.name for event in events(written(tmp_path / "sheet.csv", text))]
    assert names == ["p/c", "p/c row 3", "row 4"]


def test_rows_that_cannot_be_read_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = (
        f"{CASME2}p,c,,1,2,3,,soft focus,fear\n"
        "p,c,,1,2,3,,4,7,fear\n"
        "the end,,,,,,,,\n"
        "\n"
        "p,c,,1,2,3,,4,fear\n"
    )
    soft, wide, footer, good = everything(written(tmp_path / "sheet.csv", text), GIVEN)
    assert isinstance(soft, BadRow)
    assert (soft.row, soft.column) == (2, "Action Units")
    assert "soft" in soft.why
    assert isinstance(wide, BadRow)
    assert "10 cells where the header has 9" in wide.why
    assert isinstance(footer, BadRow)
    assert footer.row == 4
    assert isinstance(good, Event)
    assert good.row == 6


def test_a_row_that_breaks_off_is_told(tmp_path: Path) -> None:
    (event,) = events(written(tmp_path / "sheet.csv", f"{CASME2}p,c,,1,2,3,,4"))
    assert [remark.kind for remark in event.remarks] == ["doubtful"]
    assert "8 cells where the header has 9" in event.remarks[0].reason
