"""Real series of OpenFace values, and tiers that an annotator marked, become expressions."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.durations import load_definitions
from brain2face.events import EventOptions, EventReport, group
from brain2face.knowledge import Knowledge
from brain2face.misreadings import Fault
from brain2face.notation import parse_score
from brain2face.observation import Observation
from brain2face.records import BadRow, Channel, Event, Frame, FrameNumbers, Recording, Span
from fixture_files import fixture
from frame_series import found, told

TRUSTED = 0.8


def openface(name: str) -> Recording:
    """Read one of the exploface series: 200 frames, ten a second, values 0 or 1."""
    path = fixture(f"openface_au_only_exploface_{name}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    columns = [column for column in rows[0] if column.startswith("AU")]
    channels = tuple(
        Channel(
            column,
            (str(int(column[2:4])),),
            "presence" if column.endswith("_c") else "intensity",
            1.0,
        )
        for column in columns
    )

    def frames() -> Iterator[Frame]:
        for number, row in enumerate(rows):
            values = tuple(float(row[column]) for column in columns)
            usable = float(row["confidence"]) >= TRUSTED
            yield Frame(number + 2, float(row["timestamp"]), values, number, usable=usable)

    return Recording("openface", "openface", channels, frames(), total=len(rows))


def test_a_face_at_rest_gives_no_event() -> None:
    report = EventReport()
    assert found(openface("detect_no_emotion"), report=report) == []
    assert (report.frames, report.unusable) == (200, 0)


def test_movements_that_go_on_together_are_one_event_of_a_real_series() -> None:
    assert told(openface("multiple_active_au")) == [("1A+2A+23A", 2.0, 4.1)]


def test_a_frame_of_rest_parts_two_raises_unless_the_gap_takes_it_in() -> None:
    name = "detect_AU01_r_with_to_smooth_intervals"
    alone, last = ("1A", 0.3, 0.6), ("1A", 10.7, 10.9)
    assert told(openface(name)) == [alone, ("1A", 2.0, 4.1), ("1A", 4.2, 4.5), last]
    assert told(openface(name), EventOptions(gap=0.1)) == [alone, ("1A", 2.0, 4.5), last]
    assert told(openface(name), EventOptions(gap=0.1, minimum=0.25)) == [alone, ("1A", 2.0, 4.5)]


def test_what_was_seen_in_frames_of_low_confidence_only_is_no_event() -> None:
    report = EventReport()
    (event,) = found(openface("multiple_active_au_3_low_confidence"), report=report)
    assert event.frames == FrameNumbers(20, 30, 40)
    assert report.unusable == 33


def test_the_length_of_a_found_event_is_judged_by_the_chosen_definition(
    knowledge: Knowledge,
) -> None:
    definitions = load_definitions(knowledge)
    events = found(openface("detect_AU01_r_with_to_smooth_intervals"))
    lengths = {
        name: [definitions[name].length_of(one.span) for one in events if one.span]
        for name in ("dong2022", "ekman", "smic")
    }
    assert lengths["dong2022"] == ["macro", "macro", "macro", "micro"]
    assert lengths["ekman"] == ["macro"] * 4
    assert lengths["smic"] == ["micro", "macro", "micro", "micro"]


def mark(score: str, onset: float, offset: float, **more: str) -> Event:
    """Give an annotation of one movement."""
    apex = (onset + offset) / 2
    observed = Observation(parse_score(score))
    return Event(score, observed, Span(onset, offset, apex), **more)  # type: ignore[arg-type]


def grouped(*events: Event | BadRow) -> list[Event]:
    return [one for one in group(events) if isinstance(one, Event)]


def test_annotations_of_single_movements_become_expressions() -> None:
    smile, frown = grouped(
        mark("12C", 1, 3, label="happiness"),
        mark("6", 1.2, 2.8),
        mark("4", 1.8, 2.1, label="?"),
        mark("12D", 1.1, 2.9),
    )
    assert str(smile.observation.score) == "6+12D"
    assert smile.span == Span(1, 3, 2)
    assert (smile.label, smile.beside) == ("happiness", frozenset({"4"}))
    assert str(frown.observation.score) == "4"
    assert frown.beside == {"6", "12"}


def test_people_clips_and_coders_are_kept_apart() -> None:
    events = [
        mark("1", 0, 1, subject="s1"),
        mark("2", 0, 1, subject="s2"),
        mark("4", 0, 1, subject="s1", clip="b"),
        mark("5", 0, 1, subject="s1", coder="c"),
    ]
    assert len(grouped(*events)) == 4


def test_nothing_is_lost_on_the_way() -> None:
    fault = Fault("4?", 1, "is not sure", "decide", "doubtful")
    doubtful = replace(
        mark("1", 0, 1),
        observation=Observation(parse_score("1"), frozenset({"4"}), frozenset({"2", "7"})),
        remarks=(fault,),
        extra={"note": "look"},
    )
    timeless = replace(mark("20", 0, 1), span=None)
    bad = BadRow(7, "onset", "is empty")
    items = list(group([doubtful, bad, timeless, mark("2", 0, 1), mark("0", 5, 6)]))
    assert items[0] is bad
    assert timeless in items
    (one,) = (item for item in items if isinstance(item, Event) and item.remarks)
    assert str(one.observation.score) == "1+2"
    assert one.observation.doubtful == {"4"}
    assert one.observation.unseen == {"7"}
    assert (one.remarks, one.extra) == ((fault,), {"note": "look"})
    assert len(items) == 4


@given(
    st.lists(
        st.tuples(st.sampled_from(["1", "2", "4", "12"]), st.integers(0, 30), st.integers(1, 10)),
        max_size=12,
    )
)
def test_grouping_is_the_same_in_any_order(marks: list[tuple[str, int, int]]) -> None:
    events = [mark(code, onset / 10, (onset + length) / 10) for code, onset, length in marks]
    scores = [(str(one.observation.score), one.span) for one in grouped(*events)]
    back = [(str(one.observation.score), one.span) for one in grouped(*reversed(events))]
    assert [score for score, _ in scores] == [score for score, _ in back]
    assert [(s.onset, s.offset) for _, s in scores if s] == [
        (s.onset, s.offset) for _, s in back if s
    ]


@pytest.mark.parametrize("share", [0.2, 0.3])
def test_the_share_of_time_decides_for_annotations_too(share: float) -> None:
    events = [mark("1", 0, 1), mark("2", 0, 4)]
    found_in = list(group(events, EventOptions(together=share)))
    assert len(found_in) == (1 if share < 0.25 else 2)
