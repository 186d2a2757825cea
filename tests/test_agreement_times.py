"""Events of several coders, matched by name or by time, and how far apart they are in time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.agreement import Matched, Timing, match_events, timing
from brain2face.agreement.matching import shared_time
from brain2face.errors import UsageFault
from brain2face.notation import parse_score
from brain2face.observation import Observation
from brain2face.records import Event, Span

TICKS = st.integers(0, 60).map(lambda tick: tick / 20)
SPANS = st.tuples(TICKS, TICKS).map(lambda ends: Span(min(ends), max(ends)))


def event(
    name: str = "", onset: float | None = None, offset: float = 0, apex: float | None = None
) -> Event:
    span = None if onset is None else Span(onset, offset, apex)
    return Event(name, Observation(parse_score("12")), span, subject="s1", clip="c1")


def pairs_of(matched: tuple[Matched, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, tuple(one.events)) for one in matched]


def test_events_of_one_name_are_the_same_whatever_their_times() -> None:
    found = match_events({"a": [event("x", 0, 1), event("y")], "b": [event("x", 5, 6)]})
    assert pairs_of(found) == [("x", ("a", "b")), ("y", ("a",))]


def test_without_shared_names_the_most_shared_time_decides_one_to_one() -> None:
    ann = [event("a1", 0.0, 1.0), event("a2", 0.9, 2.0), event("a3", 8.0, 9.0)]
    bob = [event("b1", 0.8, 2.1), event("b2", 0.1, 0.9), event("b3", 1.0, 1.1)]
    found = {
        one.name: {c: e.name for c, e in one.events.items()} for one in match_events_of(ann, bob)
    }
    assert found["a1"] == {"a": "a1", "b": "b2"}
    assert found["a2"] == {"a": "a2", "b": "b1"}
    assert found["a3"] == {"a": "a3"}
    assert found["b3"] == {"b": "b3"}


def match_events_of(ann: list[Event], bob: list[Event]) -> tuple[Matched, ...]:
    return match_events({"a": ann, "b": bob})


def test_times_of_another_subject_or_clip_are_not_compared() -> None:
    elsewhere = replace(event("b", 0, 1), clip="c2")
    assert len(match_events_of([event("a", 0, 1)], [elsewhere])) == 2


def test_the_row_that_a_reader_puts_after_a_name_is_no_name() -> None:
    ann = [replace(event("s1/c1", 0, 1), row=2), replace(event("s1/c1 row 3", 5, 6), row=3)]
    bob = [replace(event("s1/c1", 5, 6), row=2), replace(event("s1/c1 row 3", 0, 1), row=3)]
    found = match_events_of(ann, bob)
    assert [[one.row for one in match.events.values()] for match in found] == [[2, 3], [3, 2]]
    once = replace(event("s1/c1 row 7"), row=7)
    assert len(match_events_of([event("s1/c1")], [once])) == 1


def test_one_event_scored_twice_needs_times_or_names_unless_alike() -> None:
    other = replace(event("x"), observation=Observation(parse_score("4")), row=4)
    with pytest.raises(UsageFault, match=r"a scored x more than once \(rows 1 and 4\)"):
        match_events_of([replace(event("x"), row=1), other], [event("x")])
    assert len(match_events_of([event("x"), event("x")], [event("x")])) == 1


def test_an_event_without_times_among_timed_ones_is_left_over_and_named() -> None:
    found = match_events_of([event("x", 0, 1), event("x")], [event("x", 0, 1)])
    assert pairs_of(found) == [("x", ("a", "b")), ("x of a", ("a",))]


def test_three_coders_are_matched_together() -> None:
    found = match_events(
        {"a": [event("", 0, 1)], "b": [event("", 0.2, 1)], "c": [event("", 0.1, 1.1)]}
    )
    assert pairs_of(found) == [("s1/c1 0.00-1.00 s", ("a", "b", "c"))]


@given(st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=5), st.lists(SPANS, max_size=5))
def test_every_event_is_in_one_match_and_the_order_of_coders_changes_nothing(
    one: list[Span], two: list[Span], three: list[Span]
) -> None:
    spans = (one, two, three)
    coders = {
        coder: [replace(event(), span=span, row=at) for at, span in enumerate(own)]
        for coder, own in zip("abc", spans, strict=True)
    }
    found = match_events(coders)
    assert sum(len(one.events) for one in found) == sum(map(len, spans))
    assert len({one.name for one in found}) == len(found)
    turned = match_events({coder: coders[coder] for coder in "cab"})

    def as_sets(matched: tuple[Matched, ...]) -> set[frozenset[tuple[str, int]]]:
        return {frozenset((c, e.row) for c, e in one.events.items()) for one in matched}

    assert as_sets(found) == as_sets(turned)


@given(SPANS, SPANS)
def test_shared_time_is_symmetric_and_a_whole_only_for_the_same_span(
    one: Span, other: Span
) -> None:
    assert shared_time(one, other) == shared_time(other, one)
    assert 0 <= shared_time(one, other) <= 1
    assert (shared_time(one, other) == 1) == (one == other)


def compared(ann: list[Event], bob: list[Event], tolerance: float) -> Timing:
    return timing(match_events_of(ann, bob), ("a", "b"), tolerance)


def test_times_agree_up_to_the_tolerance_and_say_who_is_later() -> None:
    ann = [event("x", 1.0, 2.0, 1.5), event("y", 4.0, 5.0)]
    bob = [event("x", 1.1, 2.0, 1.3), event("y", 4.3, 5.0)]
    found = compared(ann, bob, 0.1)
    (pair,) = found.pairs
    onset, apex, offset = pair.points
    assert (pair.coders, pair.events) == (("a", "b"), 2)
    assert pair.shared.value == pytest.approx((0.9 + 0.7) / 2)
    assert onset.within.value == 0.5
    assert onset.difference.value == pytest.approx(0.2)
    assert onset.direction.value == pytest.approx(0.2)
    assert (apex.events, apex.within.value) == (1, 0.0)
    assert apex.direction.value == pytest.approx(-0.2)
    assert (offset.within.value, offset.difference.value) == (1.0, 0.0)


def test_the_merged_event_is_the_mean_with_an_apex_that_all_marked() -> None:
    ann = [event("x", 1.0, 2.0, 1.4), event("y", 4.0, 5.0, 4.5)]
    bob = [event("x", 1.5, 3.0, 1.6), event("y", 4.0, 6.0)]
    first, second = compared(ann, bob, 0.1).events
    assert first.merged == Span(1.25, 2.5, 1.5)
    assert second.merged == Span(4.0, 5.5)


def test_what_was_timed_by_one_coder_only_is_undefined_and_says_so() -> None:
    (pair,) = compared([event("x", 0, 1)], [event("x")], 0.1).pairs
    assert (pair.events, pair.shared.why) == (0, "no event was timed by both")
    assert {point.within.why for point in pair.points} == {
        f"no event has the {point} of both" for point in ("onset", "apex", "offset")
    }


@pytest.mark.parametrize("tolerance", [-0.1, float("nan"), float("inf")])
def test_a_tolerance_that_cannot_be_is_refused(tolerance: float) -> None:
    with pytest.raises(UsageFault, match="give 0 or more seconds"):
        compared([], [], tolerance)
