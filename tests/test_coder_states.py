"""A code that could not be observed is neither present nor absent, whatever hangs on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brain2face.coder import code
from brain2face.knowledge import Knowledge
from brain2face.notation import Score
from brain2face.observation import Observation
from brain2face.rules import Profile, Rule, Way
from faces import FACES, Shelf, completions, fired, observed, plain, units_of

FEW = 5
ANY_RULE = ["dong2022", "facs2002", "du2014", "cordaro2018"]


@pytest.fixture(scope="module")
def profiles(knowledge: Knowledge) -> Shelf:
    return Shelf(knowledge, [*ANY_RULE, "davison2018"])


def few_open(face: Observation) -> Observation:
    return Observation(face.score, unseen=frozenset(sorted(face.open)[:FEW]))


@pytest.mark.parametrize("name", ANY_RULE)
@given(face=FACES)
def test_not_seeing_an_absent_code_neither_fires_a_rule_nor_puts_one_out(
    profiles: Shelf, name: str, face: Observation
) -> None:
    blind, sighted = code(face, profiles[name]), code(face.score, profiles[name])
    assert fired(blind) == fired(sighted)
    assert (blind.outcome, blind.results) == (sighted.outcome, sighted.results)
    assert (blind.valence, blind.micro_type) == (sighted.valence, sighted.micro_type)


@pytest.mark.parametrize("name", ANY_RULE)
@settings(max_examples=15)
@given(face=FACES.map(few_open))
def test_every_face_that_it_may_be_fires_what_fires_and_nothing_that_is_not_undecided(
    profiles: Shelf, name: str, face: Observation
) -> None:
    verdict = code(face, profiles[name])
    undecided = {one.rule.name for one in verdict.undecided}
    free = {one.rule.name for one in verdict.undecided if not _asks_more(one.rule)}
    seen: set[str] = set()
    for whole in completions(face):
        found = fired(code(whole, profiles[name]))
        assert fired(verdict) <= found <= fired(verdict) | undecided
        seen |= found
    assert free <= seen
    assert fired(verdict).isdisjoint(undecided)


def _asks_more(rule: Rule) -> bool:
    return any(way.demands for way in rule.ways)


@settings(max_examples=30)
@given(face=FACES.map(few_open))
def test_an_exact_profile_fires_if_what_it_assumes_absent_is_absent(
    profiles: Shelf, face: Observation
) -> None:
    profile = profiles["davison2018"]
    verdict = code(face, profile)
    undecided = {one.rule.name for one in verdict.undecided}
    for whole in completions(face):
        held = {one.rule.name for one in verdict.fired if whole.codes.isdisjoint(one.assumes)}
        assert held <= fired(code(whole, profile)) <= held | undecided


@given(face=FACES)
def test_an_undecided_rule_fires_once_its_codes_are_there(
    profiles: Shelf, face: Observation
) -> None:
    for name in ("dong2022", "du2014", "cordaro2018"):
        for one in code(face, profiles[name]).undecided:
            assert set(one.needs) <= face.open
            more = Score((*face.score.units, *plain(one.needs).units))
            assert one.rule.name in fired(code(more, profiles[name]))


@given(face=FACES)
def test_a_near_miss_fires_with_any_one_of_what_it_lacks(
    profiles: Shelf, face: Observation
) -> None:
    for name in ("dong2022", "du2014", "cordaro2018"):
        verdict = code(face, profiles[name])
        for one in verdict.near_misses:
            assert not face.open & set(one.missing)
            assert set(one.unsure) <= face.open
            for lacking in one.missing:
                more = Score((*face.score.units, *plain([lacking, *one.unsure]).units))
                assert one.rule.name in fired(code(more, profiles[name]))


@given(face=FACES, name=st.sampled_from(["dong2022", "facs2002", "davison2018"]))
def test_every_code_is_used_or_unused_and_every_blind_spot_is_named(
    profiles: Shelf, face: Observation, name: str
) -> None:
    verdict = code(face, profiles[name])
    used = {unit for one in verdict.fired for unit in one.units}
    assert used | set(verdict.unused) == face.score.codes
    assert used.isdisjoint(verdict.unused)
    assert set(verdict.unmentioned) == set(verdict.unused) - units_of(profiles[name])
    assert set(verdict.blind) == face.open & units_of(profiles[name])
    assert list(verdict.blind) == sorted(verdict.blind, key=int)


def test_a_rule_that_hangs_on_an_unseen_code_is_undecided_and_no_near_miss(
    profiles: Shelf,
) -> None:
    seen = code(observed("4"), profiles["dong2022"])
    assert ("Dong2022Rule7AU4AU5", ("5",)) in [(m.rule.name, m.missing) for m in seen.near_misses]
    blind = code(observed("4", unseen="5"), profiles["dong2022"])
    assert not blind.near_misses
    assert [(one.rule.name, one.needs) for one in blind.undecided] == [
        ("Dong2022Rule7AU4AU5", ("5",))
    ]
    assert blind.blind == ("5",)


def test_a_doubtful_code_is_as_open_as_one_that_was_not_seen(profiles: Shelf) -> None:
    doubtful = code(observed("12", doubtful="43"), profiles["dong2022"])
    assert [one.rule.name for one in doubtful.undecided] == ["Dong2022Rule7AU43"]
    assert doubtful.outcome == "emotion"


def test_a_code_that_is_scored_is_present_whatever_the_instrument_measures(
    profiles: Shelf,
) -> None:
    verdict = code(observed("12+43", unseen="16 22 24 27 43"), profiles["dong2022"])
    assert fired(verdict) == {"Dong2022Rule1AU12", "Dong2022Rule7AU43"}
    assert verdict.blind == ("16", "22", "24")


def test_a_rule_with_alternatives_is_undecided_once_for_each_smallest_set(
    profiles: Shelf,
) -> None:
    profile = of_one_rule(profiles["dong2022"], "1+25", "1+26", "1+25+27")
    verdict = code(observed("1", unseen="25 26 27"), profile)
    assert [one.needs for one in verdict.undecided] == [("25",), ("26",)]
    assert [one.needs for one in code(observed("1", unseen="25 27"), profile).undecided] == [
        ("25",)
    ]


def test_a_near_miss_has_a_part_of_the_rule_and_one_set_of_unseen_codes(profiles: Shelf) -> None:
    profile = of_one_rule(profiles["dong2022"], "1+25+26", "1+27+28")
    assert not code(observed("2", unseen="25 27"), profile).near_misses
    (missed,) = code(observed("1", unseen="25 27"), profile).near_misses
    assert (missed.missing, missed.unsure) == (("26",), ("25",))


def of_one_rule(profile: Profile, *sets: str) -> Profile:
    ways = tuple(Way(frozenset(units.split("+"))) for units in sets)
    return replace(profile, rules=(replace(profile.rules[0], ways=ways),))
