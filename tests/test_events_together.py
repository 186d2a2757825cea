"""Which movements are one expression: faces, sides, closures, what stands beside, what streams."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.events import EventOptions, events
from brain2face.records import Event, Frame, FrameNumbers, Recording
from frame_series import BLINK, channel, found, recording, told

Series = dict[str, Sequence[float | None]]
VALUES = st.lists(st.sampled_from([0.0, 0.0, 1.0, 3.0]), min_size=20, max_size=20)


def on(first: int, last: int, count: int = 60, value: float = 2) -> list[float | None]:
    """Give a series that is active from one frame to another, both included."""
    return [value if first <= place <= last else 0 for place in range(count)]


def test_movements_that_go_on_together_are_one_expression() -> None:
    series: Series = {"1": on(10, 19), "2": on(12, 21, value=4), "5": on(40, 44)}
    first, second = found(recording(series))
    assert str(first.observation.score) == "1B+2D"
    assert first.frames == FrameNumbers(10, 16, 21)
    assert first.extra == {"peak 1": "2", "peak 2": "4"}
    assert str(second.observation.score) == "5B"


def test_a_short_negative_movement_within_a_long_smile_stays_its_own() -> None:
    smile, frown = found(recording({"12": on(5, 54), "6": on(8, 50), "4": on(30, 33)}))
    assert str(smile.observation.score) == "6B+12B"
    assert str(frown.observation.score) == "4B"
    assert frown.beside == {"6", "12"}
    assert smile.beside == frozenset()
    merged = found(recording({"12": on(5, 54), "4": on(30, 33)}), EventOptions(together=0.05))
    assert [str(one.observation.score) for one in merged] == ["4B+12B"]


def test_two_are_together_from_exactly_the_share_that_is_asked_for() -> None:
    for rate in (25, 30, 60, 200):
        quarter = recording({"1": on(10, 19), "2": on(10, 49)}, rate)
        assert len(found(quarter)) == 1
        less = recording({"1": on(10, 18), "2": on(10, 49)}, rate)
        assert len(found(less)) == 2


def test_what_never_meets_is_no_face_though_a_chain_of_links_joins_it() -> None:
    series: Series = {"1": on(0, 9), "2": on(5, 14), "4": on(10, 19)}
    assert told(recording(series, 100)) == [("1B+2B", 0, 0.15), ("4B", 0.1, 0.2)]
    longest: Series = {"1": on(0, 9), "2": on(4, 15), "4": on(10, 19)}
    assert told(recording(longest, 100)) == [("1B+2B+4B", 0, 0.2)]


@pytest.mark.parametrize(
    ("left", "right", "score"),
    [
        (on(5, 14, value=0.9), on(6, 15, value=0.8), "12"),
        (on(5, 14, value=0.9), on(6, 15, value=0.0), "L12"),
        (on(5, 14, value=0.0), on(6, 15, value=0.8), "R12"),
        (on(5, 14, value=0.95), on(5, 14, value=0.55), "12"),
    ],
)
def test_both_sides_together_have_no_side(
    left: list[float | None], right: list[float | None], score: str
) -> None:
    (event,) = found(recording({"L12 activation": left, "R12 activation": right}))
    assert str(event.observation.score) == score


def test_unequal_sides_are_scored_as_asymmetric_and_both_values_are_kept() -> None:
    series: Series = {"L12 percent": on(5, 14, value=95), "R12 percent": on(5, 14, value=55)}
    (event,) = found(recording(series), EventOptions(asymmetry=0.6))
    assert str(event.observation.score) == "A12"
    assert event.extra == {"peak L12": "95", "peak R12": "55"}


@pytest.mark.parametrize(
    ("left", "right", "score"),
    [(3, 3, "12C"), (4, 2, "W12D"), (1, 5, "J12E"), (3.4, 2.6, "12C")],
)
def test_graded_sides_have_the_letter_of_their_difference(
    left: float, right: float, score: str
) -> None:
    series: Series = {"L12": on(5, 14, value=left), "R12": on(5, 14, value=right)}
    assert str(found(recording(series))[0].observation.score) == score


def test_sides_that_move_one_after_the_other_keep_their_sides() -> None:
    assert [score for score, _, _ in told(recording({"L12": on(0, 9), "R12": on(20, 29)}))] == [
        "L12B",
        "R12B",
    ]


@pytest.mark.parametrize("code", ["43", "45"])
@pytest.mark.parametrize(("rate", "most"), [(25, 12), (30, 15), (60, 30), (100, 50), (200, 100)])
def test_half_a_second_parts_a_blink_from_closed_eyes(code: str, rate: int, most: int) -> None:
    for frames, named in ((most, "45"), (most + 1, "43")):
        series: Series = {code: on(5, 4 + frames, 120)}
        (event,) = found(recording(series, rate), limits=[BLINK])
        assert event.observation.score.codes == {named}
        assert bool(event.remarks) is (named != code)
    assert code in found(recording({code: on(5, 7)}))[0].observation.score.codes


def test_one_closed_eye_is_no_blink_and_a_doubtful_closure_is_settled_by_its_length() -> None:
    assert told(recording({"L43": on(5, 7)}))[0][0] == "L43B"
    assert told(recording({"43/45": on(5, 7)}))[0][0] == "45B"
    both: Series = {"L45 activation": on(5, 30, value=1), "R45 activation": on(5, 30, value=1)}
    assert told(recording(both))[0][0] == "43"


def test_faces_do_not_mix() -> None:
    one = recording({"12": on(5, 14)}, face="1")
    other = recording({"12": on(9, 20)}, face="2")
    pairs = zip(one.frames, other.frames, strict=True)
    mixed = replace(one, frames=itertools.chain.from_iterable(pairs))
    events_of = {event.subject: event for event in found(mixed)}
    assert {face: event.frames for face, event in events_of.items()} == {
        "1": FrameNumbers(5, 9, 14),
        "2": FrameNumbers(9, 14, 20),
    }
    assert {event.name for event in events_of.values()} == {"1:f5-f14", "2:f9-f20"}
    assert all(not event.beside for event in events_of.values())


@given(VALUES, VALUES, VALUES, st.permutations(["1", "2", "L4"]))
def test_the_order_of_the_columns_changes_nothing(
    one: list[float], two: list[float], three: list[float], order: list[str]
) -> None:
    series = dict(zip(("1", "2", "L4"), (one, two, three), strict=True))
    turned = {column: series[column] for column in order}
    assert found(recording(turned)) == found(recording(series))


@given(VALUES, VALUES, VALUES)
def test_events_come_in_the_order_of_their_onsets_and_leave_no_activation_out(
    one: list[float], two: list[float], three: list[float]
) -> None:
    given_events = found(recording({"1": one, "2": two, "4": three}))
    onsets = [event.span.onset for event in given_events if event.span]
    assert onsets == sorted(onsets)
    scored = {code for event in given_events for code in event.observation.score.codes}
    series = (("1", one), ("2", two), ("4", three))
    assert scored == {code for code, values in series if max(values) >= 1}


def test_an_event_is_given_before_the_file_is_read_to_its_end() -> None:
    read = 0

    def endless() -> Iterator[Frame]:
        nonlocal read
        for place in itertools.count():
            read += 1
            yield Frame(place, place / 30, (2.0 if place % 300 < 10 else 0.0,), place)

    series = events(Recording("test", "openface", (channel("4"),), endless(), 1 / 30))
    for number in range(5):
        event = next(series)
        assert isinstance(event, Event)
        assert event.frames == FrameNumbers(300 * number, 300 * number + 4, 300 * number + 9)
    assert read < 1500


@pytest.mark.parametrize("rate", [25, 30, 60, 100, 200])
@pytest.mark.parametrize("start", range(5))
def test_times_that_a_file_has_rounded_off_do_not_lengthen_an_event(rate: int, start: int) -> None:
    count = rate // 2
    given = recording({"4": on(start, start + count - 1, 2 * rate + 20)}, rate)
    frames = [
        replace(one, time=round(one.time, 3)) for one in given.frames if isinstance(one, Frame)
    ]
    (event,) = found(replace(given, frames=iter(frames), period=None))
    assert event.rate == rate
    assert event.span is not None
    assert event.span.duration == pytest.approx(count / rate, abs=1.1e-6)


def test_an_odd_rate_is_not_made_even() -> None:
    given = replace(recording({"4": on(5, 14)}, 29.97), period=None)
    assert found(given)[0].rate == pytest.approx(29.97)
