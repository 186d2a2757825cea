"""Where a pool comes out apart from the rules that fire, it says why."""

from __future__ import annotations

import pytest

from brain2face.coder import code
from brain2face.consensus import Pool, contributions, pooled, pooled_outcome
from brain2face.explain import as_text
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile
from brain2face.rules import Profile
from faces import observed, results


@pytest.fixture(scope="module")
def consensus(knowledge: Knowledge) -> Profile:
    return compile_profile(knowledge, "consensus")


@pytest.mark.parametrize(
    ("score", "named"), [("12+14+26", ["happiness"]), ("12+14+27", ["happiness"])]
)
def test_an_emotion_that_nothing_present_speaks_for_does_not_stand_in_the_way(
    consensus: Profile, score: str, named: list[str]
) -> None:
    face = observed(score)
    pool = Pool(consensus)
    leading = pooled(consensus, face)[:2]
    assert {one.emotion.label for one in leading} == {"contempt", "happiness"}
    (contempt,) = [one.emotion for one in leading if one.emotion.label == "contempt"]
    assert not pool.speaks_for(face.score, contempt.iri)
    assert results(code(face, consensus)) == named


def test_what_is_left_must_still_be_evident(consensus: Profile) -> None:
    face = observed("10+14")
    ranked = pooled(consensus, face)
    assert [one.emotion.label for one in ranked[:2]] == ["contempt", "disgust"]
    assert pooled_outcome(consensus, ranked, face) == ("none", ())
    text = as_text(code(face, consensus), 500)
    assert "Rules for disgust fire, and all codes together say too little: disgust 0.13" in text
    assert "What is absent speaks for contempt (0.64); what is present does not" in text


def test_rules_for_an_emotion_of_too_few_sources_are_named_as_such(consensus: Profile) -> None:
    text = as_text(code(observed("54+64"), consensus), 500)
    assert "Rules for shame fire; the pool has too few sources for shame to weigh it." in text
    assert "The pool leans to sadness (0.81); no rule for it fires." in text
    plain = as_text(code(observed("6+12"), consensus), 500)
    assert "leans" not in plain
    assert "too few" not in plain


def test_a_side_is_told_apart_from_the_code_that_has_it(consensus: Profile) -> None:
    verdict = code(observed("R12"), consensus)
    assert results(verdict) == ["contempt"]
    told = contributions(consensus, verdict.observation, verdict.results[0].iri)
    by_about = {(one.code, one.about): one.log for one in told}
    assert by_about["12", "one side"] > 0
    both = contributions(consensus, observed("12"), verdict.results[0].iri)
    logs = {(one.code, one.about): one.log for one in both}
    assert logs["12", "both sides"] < 0
    assert logs["12", "present"] == by_about["12", "present"]


def test_the_words_say_that_the_side_decided(consensus: Profile) -> None:
    text = as_text(code(observed("R12"), consensus), 500)
    assert "AU12 on one side only (1.7 to 1)" in text
    assert "The sides decide it: with all codes on both sides it would be happiness." in text
    assert "sides decide" not in as_text(code(observed("12"), consensus), 500)
    assert "sides decide" not in as_text(code(observed("L1+L2+L5+L26"), consensus), 500)
    assert "positive" not in text.partition("Rules that fire")[0]
