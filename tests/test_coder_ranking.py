"""The ranking: the agreement ratio of coders, as ``docs/explanation/ranking.md`` sets it out."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coder import code
from brain2face.knowledge import Knowledge
from brain2face.observation import Observation
from brain2face.profiles import compile_profile, profile_names
from brain2face.rules import Demand, Profile, Way
from faces import FACES, Shelf, observed, plain
from rule_world import TRIG, rule, shows, world

DOCUMENT = Path(__file__).parents[1] / "docs" / "explanation" / "ranking.md"
RULED = ["dong2022", "facs2002", "du2014", "emfacs", "davison2018"]


@pytest.fixture(scope="module")
def profiles(knowledge: Knowledge) -> Shelf:
    return Shelf(knowledge, RULED)


def scores(face: Observation, profile: Profile) -> dict[str, float]:
    return {one.emotion.label: one.score for one in code(face, profile).ranking}


def book(folder: Path, *rules: str) -> Profile:
    return compile_profile(Knowledge.load(world(folder, *rules)), "book")


def test_the_examples_of_the_document_are_what_the_coder_computes() -> None:
    found = doctest.testfile(str(DOCUMENT), module_relative=False)
    assert found.attempted > 5
    assert not found.failed


@given(face=FACES, name=st.sampled_from(RULED))
def test_scores_lie_between_0_and_1_with_what_is_met_first(
    profiles: Shelf, face: Observation, name: str
) -> None:
    ranking = code(face, profiles[name]).ranking
    assert all(0 <= one.score <= 1 for one in ranking)
    order = [(not one.met, -one.score, one.emotion.label) for one in ranking]
    assert order == sorted(order)


@given(face=FACES)
def test_the_score_is_the_ratio_of_two_coders_by_its_definition(
    profiles: Shelf, face: Observation
) -> None:
    profile = profiles["dong2022"]
    wanted: dict[str, float] = {}
    for one in profile.rules:
        asked = [way.units - face.open for way in one.ways]
        both = [
            2 * len(w & face.score.codes) / (len(w) + len(face.score.codes)) for w in asked if w
        ]
        for conclusion in one.conclusions:
            if conclusion.kind == "emotion":
                best = max(
                    [wanted.get(conclusion.label, 0.0), *both] if face.score.units else [0.0]
                )
                wanted[conclusion.label] = best
    assert scores(face, profile) == pytest.approx(wanted)


@pytest.mark.parametrize("name", ["dong2022", "facs2002", "cordaro2018", "davison2018"])
def test_every_emotion_that_a_rule_can_conclude_is_ranked(knowledge: Knowledge, name: str) -> None:
    profile = compile_profile(knowledge, name)
    named = {c.label for one in profile.rules for c in one.conclusions if c.kind != "valence"}
    assert set(scores(observed("1"), profile)) == named
    assert len(code(observed("1"), profile).ranking) == len(named)


@given(face=FACES)
def test_a_face_that_is_a_configuration_and_no_more_scores_1(
    profiles: Shelf, face: Observation
) -> None:
    for one in code(face, profiles["dong2022"]).fired:
        verdict = code(plain(one.units), profiles["dong2022"])
        best = {r.emotion for r in verdict.ranking if r.score == 1}
        assert {c for c in one.rule.conclusions if c.kind == "emotion"} <= best


def test_a_demand_that_is_not_met_takes_half_a_code(profiles: Shelf) -> None:
    assert scores(observed("12+14"), profiles["emfacs"])["contempt"] == 0.5
    assert scores(observed("L12+14"), profiles["emfacs"])["contempt"] == 0.75
    assert scores(observed("L12+L14"), profiles["emfacs"])["contempt"] == 1


def test_an_optional_code_counts_the_share_of_subjects_who_showed_it(
    profiles: Shelf,
) -> None:
    du = profiles["du2014"]
    assert scores(observed("4+15"), du)["sadness"] == pytest.approx(
        4 / (4 + 0.6 + 0.5 + 0.26 + 0.67)
    )
    with_17 = scores(observed("4+15+17"), du)["sadness"]
    assert with_17 == pytest.approx(2 * 2.67 / (2.67 + 2 + 0.6 + 0.5 + 0.26 + 0.67))
    unseen = scores(observed("4+15", unseen="1 6 11 17"), du)["sadness"]
    assert unseen == 1
    halved = replace(du, shares={pair: share / 2 for pair, share in du.shares.items()})
    assert scores(observed("4+15+17"), halved)["sadness"] != with_17


def test_no_face_and_no_visible_way_break_the_ratio(profiles: Shelf) -> None:
    for name in RULED:
        for score in ("null", "0", "98", "M55"):
            assert not any(scores(observed(score), profiles[name]).values())
    blind = observed("45", unseen="1 2 4 5 6 7 12 16 20 22 23 24 25 28 43")
    assert not any(scores(blind, profiles["dong2022"]).values())


def test_a_changed_rule_changes_the_ranking(tmp_path: Path) -> None:
    before = scores(observed("4+5"), book(tmp_path / "a"))
    assert before == {"fear": pytest.approx(0.8), "sadness": 1}
    changed = rule("BookFear", "Fear", shows("4"), shows("5"), shows("20"), shows("25"))
    after = scores(observed("4+5"), book(tmp_path / "b", changed, *TRIG[1:]))
    assert after == {"fear": pytest.approx(4 / 6), "sadness": 1}


def test_pooled_sources_are_ranked_by_their_model_and_not_by_the_ratio(
    knowledge: Knowledge,
) -> None:
    assert "consensus" in profile_names(knowledge)
    pool = compile_profile(knowledge, "consensus")
    verdict = code(observed("6+12"), pool)
    assert [one.label for one in verdict.results] == ["happiness"]
    assert 0.5 < verdict.ranking[0].score <= sum(one.score for one in verdict.ranking) <= 1
    assert verdict.fired


def test_two_demands_of_a_silent_score_are_one_near_miss(profiles: Shelf) -> None:
    contempt = [
        one for one in code(observed("12+14"), profiles["emfacs"]).near_misses if one.demand
    ]
    assert [[str(d) for d in (one.demand, *one.more_demands)] for one in contempt] == [
        ["U12", "U14"]
    ]
    assert not [m for m in code(observed("S12+S14"), profiles["emfacs"]).near_misses if m.demand]
    way = Way(frozenset({"12"}), frozenset({Demand("12", frozenset("B"), frozenset("U"))}))
    graded = replace(profiles["emfacs"].rules[0], ways=(way,))
    profile = replace(profiles["emfacs"], rules=(graded,))
    assert code(observed("12"), profile).near_misses
    assert code(observed("L12B"), profile).fired
    assert not code(observed("S12B"), profile).fired
