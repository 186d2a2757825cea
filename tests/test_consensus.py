"""The pooled sources: each behaviour that the model is asked for, and what it is made of."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.consensus import Pool, contributions, pooled, pooled_outcome
from brain2face.consensus.pool import EITHER_SIDE
from brain2face.knowledge import Knowledge
from brain2face.notation import Score, ScoredUnit, parse_score
from brain2face.observation import Observation
from brain2face.profiles import compile_profile
from brain2face.rules import Profile
from pool_world import BOOKS, book, pool_of
from rule_world import rule, shows

SEEN = "1 2 4 5 6 7 9 10 12 14 15 17 20 23 24 25 26 43".split()
CODES = st.frozensets(st.sampled_from(SEEN))


@pytest.fixture(scope="module")
def consensus(knowledge: Knowledge) -> Profile:
    return compile_profile(knowledge, "consensus")


def face(text: str, unseen: str = "") -> Observation:
    return Observation(parse_score(text), unseen=frozenset(unseen.split()))


def face_of(codes: frozenset[str], unseen: frozenset[str] = frozenset()) -> Observation:
    return Observation(Score(tuple(map(ScoredUnit, codes))), unseen=unseen)


def outcome(profile: Profile, observation: Observation) -> tuple[str, list[str]]:
    kind, found = pooled_outcome(profile, pooled(profile, observation), observation)
    return kind, [one.label.removesuffix(" valence") for one in found]


@pytest.mark.parametrize(
    ("score", "kind", "labels"),
    [
        ("4", "valence", ["negative"]),
        ("25", "none", []),
        ("25C", "none", []),
        ("45", "none", []),
        ("6+12", "emotion", ["happiness"]),
        ("1+2+5+26", "emotion", ["surprise"]),
        ("1+2+4+5+20+25", "emotion", ["fear"]),
        ("1+4+5+25", "emotion", ["fear"]),
        ("4+5+7+23", "emotion", ["anger"]),
        ("9", "emotion", ["disgust"]),
        ("9+17", "emotion", ["disgust"]),
        ("10+17", "emotion", ["disgust"]),
        ("1+4+15", "emotion", ["sadness"]),
        ("U12+U14", "emotion", ["contempt"]),
        ("R12A+R14A", "emotion", ["contempt"]),
        ("4+12", "none", []),
        ("0", "neutral", []),
        ("null", "unscored", []),
    ],
)
def test_a_face_is_coded_as_the_sources_say_together(
    consensus: Profile, score: str, kind: str, labels: list[str]
) -> None:
    assert outcome(consensus, face(score)) == (kind, labels)


def test_the_six_basic_emotions_and_contempt_are_named_by_three_sources_or_more(
    consensus: Profile,
) -> None:
    labels = [one.label for one in Pool(consensus).emotions]
    assert labels == ["anger", "contempt", "disgust", "fear", "happiness", "sadness", "surprise"]


def test_the_members_are_seven_sources_and_none_twice(consensus: Profile) -> None:
    assert [member.name for member in consensus.members] == [
        "cordaro2018",
        "dong2022-corrected",
        "du2014",
        "emfacs",
        "facs2002",
        "keltner2019",
        "matsumoto2008",
    ]
    assert "Dong2022Rule7AU4AU5" not in {rule.name for rule in consensus.rules}


def test_a_side_tells_a_smirk_from_a_smile(consensus: Profile) -> None:
    both, left = (pooled(consensus, face(one))[0].emotion.label for one in ("12", "L12"))
    assert (both, left) == ("happiness", "contempt")


@given(CODES, st.frozensets(st.sampled_from(SEEN)))
def test_probabilities_are_probabilities(
    consensus: Profile, codes: frozenset[str], unseen: frozenset[str]
) -> None:
    ranked = pooled(consensus, face_of(codes, unseen))
    total = math.fsum(one.score for one in ranked)
    assert all(0 < one.score < 1 for one in ranked)
    assert total < 1
    assert len(ranked) == (7 if codes else 0)
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


@given(CODES.filter(bool), CODES)
def test_the_contributions_of_the_codes_make_up_the_odds(
    consensus: Profile, codes: frozenset[str], unseen: frozenset[str]
) -> None:
    observation = face_of(codes, unseen)
    ranked = pooled(consensus, observation)
    none = 1 - math.fsum(one.score for one in ranked)
    best = ranked[0]
    told = contributions(consensus, observation, best.emotion.iri)
    assert {one.code for one in told}.isdisjoint(observation.open)
    assert all((one.about == "absent") == (one.code not in codes) for one in told)
    assert len({(one.code, one.about) for one in told}) == len(told)
    logs = math.fsum(one.log for one in told)
    assert none < 1e-9 or math.isclose(math.log(best.score / none), logs, rel_tol=1e-3)


@given(CODES, st.sampled_from(SEEN))
def test_what_could_not_be_seen_says_nothing(
    consensus: Profile, codes: frozenset[str], unseen: str
) -> None:
    observation = face_of(codes - {unseen}, frozenset({unseen}))
    for emotion in Pool(consensus).emotions:
        told = contributions(consensus, observation, emotion.iri)
        assert unseen not in {one.code for one in told}
        assert told
    assert contributions(consensus, observation, "https://w3id.org/brain2face/Pride") == ()


def test_a_hidden_mouth_leaves_the_frown_of_sadness_less_sure(consensus: Profile) -> None:
    seen = pooled(consensus, face("1+4"))
    hidden = pooled(consensus, face("1+4", unseen="11 15 17 20 25 26"))
    by_label = {one.emotion.label: one.score for one in hidden}
    assert by_label["sadness"] > next(o.score for o in seen if o.emotion.label == "sadness")
    assert by_label["fear"] > next(o.score for o in seen if o.emotion.label == "fear")


def test_the_chances_are_those_of_the_formula(tmp_path: Path) -> None:
    pool = Pool(pool_of(tmp_path))
    fear, sadness = "https://w3id.org/brain2face/Fear", "https://w3id.org/brain2face/Sadness"
    base = (1.0 + 1 / 3) / 2
    assert pool.shown["", "1"] == pytest.approx(base)
    assert pool.shown[fear, "1"] == pytest.approx((3 + base) / 4)
    assert pool.shown[sadness, "1"] == pytest.approx((1 + base) / 4)
    assert pool.shown[fear, "43"] == pytest.approx((0 + 0.5 / 2) / 2)
    assert pool.sided["", "1"] == EITHER_SIDE


def test_changing_a_rule_in_the_ontology_changes_the_posterior(tmp_path: Path) -> None:
    before = pooled(pool_of(tmp_path), face("20"))
    more = rule("AlphaMore", "Fear", shows("20"))
    after = pooled(pool_of(tmp_path, book("alpha", BOOKS["alpha"] + more)), face("20"))
    without = pooled(pool_of(tmp_path, book("alpha", "")), face("20"))
    fear = [{o.emotion.label: o.score for o in one}["fear"] for one in (before, after)]
    assert fear[1] > fear[0]
    assert without != before
