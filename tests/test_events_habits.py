"""Habitual actions: which source sets aside what, and that nothing goes without a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coding.faces import HABITS
from brain2face.errors import UnknownNameError
from brain2face.events import Habit, Habits, habit_sources, load_habits, set_aside
from brain2face.knowledge import Knowledge
from brain2face.notation import Score, ScoredUnit, parse_score
from brain2face.observation import Observation
from brain2face.records import Event, Span

PLAIN = Habits(frozenset({"40", "45", "50", "80", "81"}))
FROWN = Habit("45", frozenset({"4"}), "s3")


def event(score: str, onset: float, offset: float, subject: str = "s3", clip: str = "") -> Event:
    observed = Observation(parse_score(score))
    return Event(score, observed, Span(onset, offset), subject=subject, clip=clip)


def scores(events: tuple[Event, ...]) -> list[str]:
    return [str(one.observation.score) for one in events]


def test_each_source_sets_aside_what_it_says(knowledge: Knowledge) -> None:
    sources = habit_sources(knowledge)
    assert set(sources) == {"brain2face", "casme2", "casmesquared", "dong2022"}
    assert sources["brain2face"].actions == PLAIN.actions
    assert sources["casmesquared"].actions == {"45", "68", "M68", "80"}
    assert {"80", "84", "85"} <= sources["casme2"].actions
    brought = {
        name: {(one.action, *one.codes) for one in habits.brought}
        for name, habits in sources.items()
    }
    assert brought == {
        "brain2face": set(),
        "casme2": {("80", "24")},
        "casmesquared": set(),
        "dong2022": {("40", "4"), ("45", "4")},
    }


def test_an_unknown_source_is_told_with_the_nearest(knowledge: Knowledge) -> None:
    with pytest.raises(UnknownNameError, match="casme2"):
        load_habits(knowledge, "casme 2")


def test_a_habitual_action_alone_is_no_expression() -> None:
    kept, excluded = set_aside(
        [event("45", 0, 0.2), event("45+80", 1, 2), event("12", 0, 2)], PLAIN
    )
    assert scores(kept) == ["12"]
    assert [(one.codes, one.whole) for one in excluded] == [(("45",), True), (("45", "80"), True)]
    assert "45 is habitual and shows no emotion" in excluded[0].reason


def test_an_emotional_code_beside_a_habitual_one_is_kept_unless_declared() -> None:
    kept, excluded = set_aside([event("4+45", 0, 0.2)], PLAIN)
    assert (scores(kept), excluded) == (["4+45"], ())
    kept, (out,) = set_aside([event("4+7+45", 0, 0.2)], PLAIN, [FROWN])
    assert scores(kept) == ["7+45"]
    assert (out.codes, out.whole, str(out.event.observation.score)) == (("4",), False, "4+7+45")
    assert out.reason == "4 comes with 45 by habit (of s3, declared)"
    assert out.reason in kept[0].remarks[0].reason


def test_a_frown_that_overlaps_a_blink_goes_with_it_and_another_frown_stays() -> None:
    blink, frown = event("45", 1, 1.2), event("4B", 1.1, 1.4)
    later, other = event("4", 2, 2.3), event("4+45", 1.1, 1.4, subject="s4")
    elsewhere = event("4", 1.1, 1.4, clip="b")
    kept, excluded = set_aside([blink, frown, later, other, elsewhere], PLAIN, [FROWN])
    assert kept == (later, other, elsewhere)
    assert [one.event for one in excluded] == [blink, frown]
    assert all(one.whole for one in excluded)


def test_a_touch_in_time_is_no_overlap_and_an_action_beside_is_one() -> None:
    kept, _ = set_aside([event("45", 1, 1.2), event("4", 1.2, 1.5)], PLAIN, [FROWN])
    assert scores(kept) == ["4"]
    base = event("4+7", 5, 6)
    beside = Event("x", base.observation, base.span, subject="s3", beside=frozenset({"45"}))
    kept, _ = set_aside([beside], PLAIN, [FROWN])
    assert scores(kept) == ["7"]


def test_an_event_without_times_overlaps_only_what_is_in_its_own_score() -> None:
    timeless = Event("a", Observation(parse_score("4+45")), subject="s3")
    apart = Event("b", Observation(parse_score("4")), subject="s3")
    kept, excluded = set_aside([timeless, apart], PLAIN, [FROWN])
    assert kept == (apart,)
    assert excluded[0].whole


def test_the_paper_sets_aside_a_frown_when_blinking_or_sniffing(knowledge: Knowledge) -> None:
    habits = load_habits(knowledge, "dong2022")
    events = [event("4+40", 0, 1), event("4+12+45", 2, 3), event("4+80", 4, 5)]
    kept, excluded = set_aside(events, habits)
    assert scores(kept) == ["12+45", "4+80"]
    assert "section 5 of Dong et al. 2022" in excluded[0].reason


def test_a_long_frown_over_one_blink_is_no_habit_of_the_paper_s(knowledge: Knowledge) -> None:
    blink, short, long = event("45", 1, 1.2), event("4", 0.95, 1.25), event("4", 0.5, 3)
    kept, excluded = set_aside([blink, short, long], load_habits(knowledge, HABITS))
    assert kept == (long,)
    assert "4 comes with 45" in excluded[1].reason
    kept, _ = set_aside([blink, long], load_habits(knowledge, HABITS), [FROWN])
    assert kept == ()


def test_sources_add_up_and_the_usual_ones_are_the_list_and_the_paper(knowledge: Knowledge) -> None:
    usual = load_habits(knowledge, HABITS)
    assert usual.actions == PLAIN.actions
    assert {(one.action, *one.codes) for one in usual.brought} == {("40", "4"), ("45", "4")}
    more = load_habits(knowledge, "brain2face, casme2")
    assert more.actions >= PLAIN.actions | {"84"}


def test_the_lips_that_casme_ii_drops_are_pressed_while_swallowing(knowledge: Knowledge) -> None:
    kept, _ = set_aside([event("24+80", 0, 1), event("24", 3, 4)], load_habits(knowledge, "casme2"))
    assert scores(kept) == ["24"]


def test_a_face_with_nothing_scored_or_with_doubts_is_not_habitual() -> None:
    empty = event("null", 0, 1)
    doubtful = Event("d", Observation(parse_score("45"), frozenset({"4"})), Span(0, 1))
    assert set_aside([empty, doubtful], PLAIN) == ((empty, doubtful), ())


CODES = st.frozensets(st.sampled_from(["4", "7", "12", "40", "45", "80"]), min_size=1)


@given(st.lists(st.tuples(CODES, st.integers(0, 9)), max_size=8))
def test_what_goes_in_comes_out_kept_or_with_its_reason(
    marks: list[tuple[frozenset[str], int]],
) -> None:
    events = [
        Event(
            f"e{place}",
            Observation(Score(tuple(map(ScoredUnit, codes)))),
            Span(onset, onset + 2),
            subject="s3",
        )
        for place, (codes, onset) in enumerate(marks)
    ]
    kept, excluded = set_aside(events, PLAIN, [FROWN])
    left = {one.name: one.observation.score.codes for one in kept}
    gone = {one.event.name: frozenset(one.codes) for one in excluded}
    assert all(one.reason for one in excluded)
    for one in events:
        codes = one.observation.score.codes
        assert left.get(one.name, frozenset()) | gone.get(one.name, frozenset()) == codes
        assert gone.get(one.name, frozenset()) <= {"4"} | PLAIN.actions
