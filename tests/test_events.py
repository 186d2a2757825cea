"""Frames become activations: to the frame, with gaps closed and nothing invented or deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.errors import Brain2FaceError
from brain2face.events import Activation, EventOptions, EventReport, activations, events
from brain2face.records import BadRow, Channel, Event, Frame, FrameNumbers, Recording
from frame_series import channel, found, recording, told

Series = dict[str, Sequence[float | None]]
VALUES = st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0]), min_size=1, max_size=40)


def active(given: Recording, options: EventOptions | None = None) -> list[Activation]:
    items = list(activations(given, options))
    return [one for one in items if isinstance(one, Activation)]


@pytest.mark.parametrize(("rate", "lasts"), [(25, 0.04), (30, 0.033333), (100, 0.01), (200, 0.005)])
def test_a_single_frame_survives_and_lasts_one_frame(rate: float, lasts: float) -> None:
    (event,) = found(recording({"12": [0, 0, 3, 0, 0]}, rate))
    assert event.span is not None
    assert event.span.duration == pytest.approx(lasts, abs=1.1e-6)
    assert event.span.apex == event.span.onset == pytest.approx(2 / rate, abs=1e-6)
    assert event.frames == FrameNumbers(2, 2, 2)
    assert (event.name, str(event.observation.score), event.rate) == ("f2-f2", "12C", rate)


def test_the_apex_is_the_greatest_frame_or_the_middle_of_the_first_plateau() -> None:
    (one,) = active(recording({"12": [1, 2, 4, 4, 4, 4, 1, 4, 1]}))
    assert one.frames == FrameNumbers(0, 3, 8)
    assert (one.grade, one.peak, one.span.apex) == ("D", 4, 0.12)


@pytest.mark.parametrize(
    ("peak", "grade"), [(1, "A"), (1.49, "A"), (1.5, "B"), (3.2, "C"), (4.6, "E"), (5, "E")]
)
def test_an_intensity_has_the_nearest_grade(peak: float, grade: str) -> None:
    assert active(recording({"4": [0, peak, 0]}))[0].grade == grade


@pytest.mark.parametrize("scale", ["presence", "activation", "percent", "evidence"])
def test_other_scales_have_no_grades(scale: str) -> None:
    high = 80 if scale == "percent" else 1
    (one,) = active(recording({f"4 {scale}": [-1 if scale == "evidence" else 0, high, high]}))
    assert (one.grade, one.peak, one.scale) == (None, high, scale)


def test_a_value_on_the_threshold_is_present_unless_the_channel_is_strict() -> None:
    series = recording({"4": [0, 1, 0]})
    assert active(series)
    strict = replace(channel("4"), strict=True)
    assert not active(replace(recording({"4": [0, 1, 0]}), channels=(strict,)))
    assert not active(recording({"4": [0, 1, 0]}), EventOptions(thresholds={"intensity": 2}))


def test_a_short_pause_is_closed_and_a_longer_one_is_not() -> None:
    series: Series = {"4": [0, 2, 2, 0, 2, 0, 0, 2]}
    assert told(recording(series)) == [("4B", 0.04, 0.2), ("4B", 0.28, 0.32)]
    assert told(recording(series), EventOptions(gap=0.08)) == [("4B", 0.04, 0.32)]
    apart = told(recording(series), EventOptions(gap=0))
    assert [onset for _, onset, _ in apart] == [0.04, 0.16, 0.28]


def test_lost_frames_end_nothing_for_a_moment_and_invent_nothing() -> None:
    series: Series = {"4": [0, 2, 2, 2, 2, 0, 0, 0, 2, 2, 2, 0]}
    assert told(recording(series, lost=[3])) == [("4B", 0.04, 0.2), ("4B", 0.32, 0.44)]
    (first, _) = found(recording(series, lost=[3]))
    assert "could not be observed in 1 frames" in first.remarks[0].reason
    assert told(recording(series, lost=[2, 3, 9, 10])) == [
        ("4B", 0.04, 0.08),
        ("4B", 0.16, 0.2),
        ("4B", 0.32, 0.36),
    ]
    assert told(recording(series, lost=range(12))) == []


def test_a_jump_in_time_ends_an_activation() -> None:
    given = recording({"4": [2] * 8})
    frames = [replace(one, time=one.time + 3 * (one.row > 5)) for one in as_frames(given)]
    assert told(replace(given, frames=iter(frames))) == [("4B", 0, 0.16), ("4B", 3.16, 3.32)]


def as_frames(given: Recording) -> list[Frame]:
    return [one for one in given.frames if isinstance(one, Frame)]


def test_presence_decides_and_a_disagreement_is_told_and_counted() -> None:
    series: Series = {"12": [0, 3, 0.2, 2, 0, 2], "12 presence": [0, 1, 1, 1, 0, 0]}
    report = EventReport()
    (event,) = found(recording(series), report=report)
    assert (str(event.observation.score), event.frames) == ("12C", FrameNumbers(1, 1, 3))
    assert "present by 12 presence and not by 12 in 1 of 3 frames" in event.remarks[0].reason
    assert report.disagreements == {"12": 2}
    by_value = told(recording(series), EventOptions(decided_by="intensity", gap=0))
    assert [onset for _, onset, _ in by_value] == [0.04, 0.12, 0.2]


def test_a_minimum_leaves_out_what_is_shorter_and_counts_it() -> None:
    report = EventReport()
    series = recording({"4": [0, 2, 0, 0, 0, 2, 2, 2, 0], "12": [0, 1, 0, 0, 0, 0, 0, 0, 0]})
    (event,) = found(series, EventOptions(minimum=0.12), report=report)
    assert event.frames == FrameNumbers(5, 6, 7)
    assert report.too_short == {"4": 1, "12": 1}


def test_a_column_of_several_codes_makes_them_doubtful_and_not_present() -> None:
    (event,) = found(recording({"25/26/27 activation": [0, 0.9, 0.9, 0]}))
    assert str(event.observation.score) == "null"
    assert event.observation.doubtful == {"25", "26", "27"}
    assert event.extra == {"peak 25/26/27": "0.9"}


def test_codes_that_were_not_measured_meanwhile_are_not_observable() -> None:
    blank: list[float | None] = [None, None, None, 0.0, 0.0]
    series: Series = {"4": [0, 2, 2, 0, 0], "12": blank, "20": [0.0, None, 0.0, 0.0, 0.0]}
    (event,) = found(recording(series), unseen=["16", "4"])
    assert event.observation.unseen == {"12", "16"}
    assert [event.observation.state(one) for one in ("4", "12", "20")] == [
        "present",
        "not observable",
        "absent",
    ]


def test_a_frame_out_of_order_or_twice_is_a_bad_row_and_the_rest_goes_on() -> None:
    given = recording({"4": [0, 2, 2, 0, 0]})
    frames: list[Frame | BadRow] = list(as_frames(given))
    frames[3:3] = [replace(as_frames(recording({"4": [0]}))[0], row=99), BadRow(100, "4", "bad")]
    items = list(events(replace(given, frames=iter(frames))))
    bad = [one for one in items if isinstance(one, BadRow)]
    assert [(one.row, one.column) for one in bad] == [(99, "time"), (100, "4")]
    assert [one.frames for one in items if isinstance(one, Event)] == [FrameNumbers(1, 1, 2)]


def test_both_sides_of_a_still_image_are_one_movement() -> None:
    shown = [
        (12, "L", 0.9),
        (12, "R", 0.8),
        (14, "L", 0.7),
        (14, "R", 0.1),
        (2, "L", 0.9),
        (2, "R", 0.6),
    ]
    channels = [
        Channel(f"{side}{code}", (str(code),), "activation", 0.05, side) for code, side, _ in shown
    ]
    frame = Frame(2, 0.0, tuple(value for _, _, value in shown))
    (one,) = found(Recording("test", "arkit", tuple(channels), iter([frame])))
    assert str(one.observation.score) == "2+12+A14"
    assert one.extra["peak L14"] == "0.7"


def test_still_images_are_events_without_times() -> None:
    frames = [
        Frame(row, 0.0, (value,), usable=row != 4) for row, value in ((2, 2.0), (3, 0), (4, 5))
    ]
    given = Recording("test", "pyfeat", (channel("12"),), iter(frames))
    assert [(one.name, str(one.observation.score), one.span) for one in found(given)] == [
        ("row 2", "12B", None),
        ("row 3", "null", None),
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"gap": -1}, {"minimum": float("nan")}, {"together": 0}, {"asymmetry": 2},
     {"thresholds": {"loudness": 1}}, {"decided_by": "luck"}],
)  # fmt: skip
def test_an_option_that_makes_no_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(Brain2FaceError):
        EventOptions(**wrong)  # type: ignore[arg-type]


@given(VALUES, st.floats(-1000, 1000))
def test_shifting_the_time_shifts_the_events(values: Sequence[float], shift: float) -> None:
    plain, moved = (told(recording({"4": values}, start=at)) for at in (0, shift))
    assert [score for score, _, _ in plain] == [score for score, _, _ in moved]
    for (_, *one), (_, *other) in zip(plain, moved, strict=True):
        assert other == pytest.approx([at + shift for at in one], abs=2e-6)


@given(VALUES, st.lists(st.integers(0, 39)))
def test_a_higher_threshold_never_lengthens_an_activation(
    values: Sequence[float], lost: list[int]
) -> None:
    low, high = (
        active(recording({"4": values}, lost=lost), EventOptions(thresholds={"intensity": at}))
        for at in (1, 2)
    )
    for one in high:
        assert any(
            whole.span.onset <= one.span.onset and one.span.offset <= whole.span.offset
            for whole in low
        )


@given(VALUES)
def test_every_active_frame_is_in_an_activation_and_no_activation_is_without_one(
    values: Sequence[float],
) -> None:
    present = {place for place, value in enumerate(values) if value >= 1}
    found_in = [one.frames for one in active(recording({"4": values}))]
    covered = {place for one in found_in for place in range(one.onset or 0, (one.offset or 0) + 1)}
    assert present <= covered
    assert all({one.onset, one.apex, one.offset} <= present for one in found_in)
