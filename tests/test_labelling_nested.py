"""Nasty-nice: a short negative expression within a positive one, in events as they are coded."""

from __future__ import annotations

import pytest

from brain2face.coder import code
from brain2face.durations import load_definitions
from brain2face.events import events
from brain2face.knowledge import Knowledge
from brain2face.labelling import Meanings, NastyNice, nasty_nice
from brain2face.notation import parse_score
from brain2face.observation import Observation
from brain2face.profiles import compile_profile
from brain2face.records import CodedEvent, Event, Span
from brain2face.rules import Profile
from frame_series import recording


@pytest.fixture(scope="module")
def meanings(knowledge: Knowledge) -> Meanings:
    return Meanings.load(knowledge)


@pytest.fixture(scope="module")
def dong(knowledge: Knowledge) -> Profile:
    return compile_profile(knowledge, "dong2022")


def coded(dong: Profile, score: str, onset: float, offset: float, **more: str) -> CodedEvent:
    verdict = code(parse_score(score), dong)
    length = more.pop("length", "")
    event = Event(score, Observation(parse_score(score)), Span(onset, offset), **more)  # type: ignore[arg-type]
    return CodedEvent(event, verdict, length)


def nested(meanings: Meanings, *events: CodedEvent) -> list[tuple[str, str]]:
    found: tuple[NastyNice, ...] = nasty_nice(events, meanings)
    return [(one.inner.event.name, one.outer.event.name) for one in found]


def test_a_short_negative_expression_within_a_smile_is_nasty_nice(
    meanings: Meanings, dong: Profile
) -> None:
    smile = coded(dong, "6+12", 1, 4, length="macro")
    frown = coded(dong, "4", 2, 2.2, length="micro")
    assert nested(meanings, smile, frown) == [("4", "6+12")]
    (found,) = nasty_nice([frown, smile], meanings)
    assert (found.inner, found.outer) == (frown, smile)
    assert "both are kept" in found.reason
    assert nested(meanings, smile, coded(dong, "1+4+5+25", 1, 1.2)) == [("1+4+5+25", "6+12")]


def test_what_is_long_or_outside_or_of_another_person_is_not(
    meanings: Meanings, dong: Profile
) -> None:
    smile = coded(dong, "6+12", 1, 4)
    for other in (
        coded(dong, "4", 2, 3, length="macro"),
        coded(dong, "4", 1, 3.9),
        coded(dong, "4", 3.9, 4.1, length="micro"),
        coded(dong, "4", 2, 2.2, subject="s2"),
        coded(dong, "4", 2, 2.2, clip="b"),
        coded(dong, "2", 2, 2.2, length="micro"),
        coded(dong, "4+12", 2, 2.2, length="micro"),
    ):
        assert nested(meanings, smile, other) == []


def test_frames_of_a_smile_with_a_flash_of_a_frown_come_out_as_nasty_nice(
    knowledge: Knowledge, meanings: Meanings, dong: Profile
) -> None:
    smile: list[float | None] = [3.0 if 10 <= place < 80 else 0.0 for place in range(100)]
    frown: list[float | None] = [2.0 if 40 <= place < 44 else 0.0 for place in range(100)]
    definition = load_definitions(knowledge)["dong2022"]
    found = [
        CodedEvent(one, code(one.observation, dong), definition.length_of(one.span))
        for one in events(recording({"12": smile, "6": smile, "4": frown}))
        if isinstance(one, Event) and one.span
    ]
    assert [str(one.verdict.score) for one in found] == ["6C+12C", "4B"]
    assert [one.length for one in found] == ["macro", "micro"]
    (pair,) = nasty_nice(found, meanings)
    assert [one.event.name for one in (pair.outer, pair.inner)] == ["f10-f79", "f40-f43"]
