"""A verdict: what fires, what is concluded, what conflicts, and what nothing is coded from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coder import code
from brain2face.explain import as_data, as_text, in_short
from brain2face.knowledge import Knowledge
from brain2face.notation import Score, ScoredUnit, parse_score
from brain2face.profiles import compile_profile
from brain2face.rules import Profile
from brain2face.verdict import Verdict
from rule_world import TRIG, rule, shows, world

U_12 = (
    "[ owl:onProperty b2f:hasScoring ; owl:someValuesFrom [ owl:intersectionOf ("
    " [ owl:onProperty b2f:scores ; owl:hasValue b2f:AU12 ]"
    " [ owl:onProperty b2f:hasIntensity ; owl:hasValue b2f:IntensityB ]"
    " [ owl:onProperty b2f:hasSide ; owl:hasValue b2f:UnspecifiedSide ] ) ] ]"
)
CODES = st.frozensets(
    st.sampled_from("1 2 4 5 6 7 9 10 12 14 15 16 17 20 22 23 24 25 26 28 43 45".split())
)


@pytest.fixture(scope="module")
def dong(knowledge: Knowledge) -> Profile:
    return compile_profile(knowledge, "dong2022")


def verdict_of(folder: Path, score: str, *rules: str, name: str = "book") -> Verdict:
    profile = compile_profile(Knowledge.load(world(folder, *rules)), name)
    return code(parse_score(score), profile)


def results(verdict: Verdict) -> list[str]:
    return [one.label.removesuffix(" valence") for one in verdict.results]


def fired(verdict: Verdict) -> list[str]:
    return [one.rule.name for one in verdict.fired]


def test_the_fear_of_the_paper_is_always_its_sadness_too(dong: Profile) -> None:
    verdict = code(parse_score("1+4+5+25"), dong)
    assert fired(verdict) == ["Dong2022Rule3", "Dong2022Rule5", "Dong2022Rule7AU4AU5"]
    assert (verdict.outcome, results(verdict)) == ("ambiguous", ["fear", "sadness"])
    assert ("Dong2022Rule5", "Dong2022Rule7AU4AU5") in {
        (narrow.rule.name, wide.rule.name) for narrow, wide in verdict.implied
    }
    assert ("5", "sadness") in {(one.code, one.emotion.label) for one in verdict.mismatches}
    assert {(one.code, one.emotion.label) for one in verdict.telling} == {
        ("20", "fear"),
        ("43", "sadness"),
    }
    text = as_text(verdict)
    assert "Ambiguous: fear or sadness" in text
    assert "is also a face of" in text
    assert "not what the person" in text.replace("\n", " ")


@pytest.mark.parametrize(
    ("score", "outcome", "expected"),
    [
        ("12", "emotion", ["happiness"]),
        ("R12C", "emotion", ["happiness"]),
        ("T28", "emotion", ["happiness"]),
        ("4", "valence", ["negative"]),
        ("25", "none", []),
        ("0", "neutral", []),
        ("null", "unscored", []),
        ("6+12+43", "ambiguous", ["happiness", "sadness"]),
        ("4+12", "ambiguous", ["happiness", "negative"]),
        ("2+4", "emotion", ["surprise"]),
        ("AD19", "none", []),
    ],
)
def test_a_score_is_coded_as_the_paper_says(
    dong: Profile, score: str, outcome: str, expected: list[str]
) -> None:
    verdict = code(parse_score(score), dong)
    assert (verdict.outcome, results(verdict)) == (outcome, expected)
    assert outcome == "ambiguous" or not verdict.telling


def test_a_single_frown_is_negative_and_nearly_sad_but_not_fear(dong: Profile) -> None:
    verdict = code(parse_score("4"), dong)
    assert in_short(verdict) == "negative, no single emotion"
    assert [(one.rule.name, one.missing) for one in verdict.near_misses] == [
        ("Dong2022Rule7AU4AU5", ("5",))
    ]


def test_lips_part_alone_is_named_as_coding_nothing(dong: Profile) -> None:
    text = as_text(code(parse_score("25"), dong)).replace("\n", " ")
    assert "Nothing is coded from AU25" in text
    assert "only within 1+4+5+25" in text


def test_a_unit_of_the_table_that_no_rule_uses_is_told(dong: Profile) -> None:
    verdict = code(parse_score("12+20"), dong)
    assert results(verdict) == ["happiness"]
    assert verdict.unmentioned == ("20",)
    assert ("20", "fear") in {(one.code, one.emotion.label) for one in verdict.exclusives}
    assert "No rule that fired concludes it" in as_text(verdict, 500)


@given(CODES, CODES)
def test_more_units_never_unfire_a_rule(
    dong: Profile, some: frozenset[str], more: frozenset[str]
) -> None:
    few = Score(tuple(ScoredUnit(one) for one in some))
    many = Score(tuple(ScoredUnit(one) for one in some | more))
    assert set(fired(code(few, dong))) <= set(fired(code(many, dong)))


@given(CODES)
def test_every_code_of_a_face_is_accounted_for(dong: Profile, some: frozenset[str]) -> None:
    verdict = code(Score(tuple(ScoredUnit(one) for one in some)), dong)
    used = {unit for one in verdict.fired for unit in one.units}
    assert used.isdisjoint(verdict.unused)
    assert used | set(verdict.unused) == some
    assert set(verdict.unmentioned) <= set(verdict.unused)
    assert json.loads(json.dumps(as_data(verdict)))["outcome"] == verdict.outcome


def test_changing_a_rule_in_the_ontology_changes_the_verdict(tmp_path: Path) -> None:
    assert results(verdict_of(tmp_path, "1+4+5")) == ["fear", "sadness"]
    changed = rule("BookSadness", "Sadness", shows("43"))
    assert results(verdict_of(tmp_path, "1+4+5", TRIG[0], changed)) == ["fear"]


def test_an_exact_profile_asks_for_these_codes_and_no_others(tmp_path: Path) -> None:
    assert fired(verdict_of(tmp_path, "L4+5B", name="strict")) == ["BookSadness"]
    more = verdict_of(tmp_path, "4+5+25", name="strict")
    assert more.outcome == "none"
    assert [(one.rule.name, one.extra) for one in more.near_misses] == [("BookSadness", "25")]
    assert "Sadness, negative allows no AU25" in as_text(more)


def test_a_demand_that_the_score_does_not_answer_is_a_near_miss(tmp_path: Path) -> None:
    contempt = rule("R", "Contempt", shows("12"), shows("14"), U_12)
    assert fired(verdict_of(tmp_path, "U12B+14", contempt)) == ["R"]
    assert fired(verdict_of(tmp_path, "L12B+14", contempt)) == ["R"]
    for score in ("12+14", "12B+14", "L12+14", "U12C+14"):
        verdict = verdict_of(tmp_path, score, contempt)
        assert verdict.outcome == "none"
        assert [str(one.demand) for one in verdict.near_misses] == ["U12B"]
        assert "needs U12B, which the score does not give" in as_text(verdict)


def test_a_missing_alternative_is_named_with_all_that_would_do(tmp_path: Path) -> None:
    either = f"[ owl:unionOf ( {shows('26')} {shows('25')} ) ]"
    verdict = verdict_of(tmp_path, "1", rule("R", "Fear", shows("1"), either))
    assert [one.missing for one in verdict.near_misses] == [("25", "26")]
    assert "Fear, negative lacks AU25 or AU26" in as_text(verdict)


def test_a_valence_from_a_rule_beside_the_emotion_says_so(dong: Profile) -> None:
    text = as_text(code(parse_score("2+4"), dong), 500)
    assert "Valence: negative, by a rule that does not conclude surprise" in text


def test_the_explanation_keeps_to_its_width(dong: Profile) -> None:
    lines = as_text(code(parse_score("1+4+5B+L25+19"), dong), 60).splitlines()
    assert max(map(len, lines)) <= 60
    assert "  L25: AU25 lips part (left only)" in lines
    assert "  5B: AU5 upper lid raiser (slight)" in lines


def test_a_place_that_lists_one_emotion_only_contradicts_no_rule(dong: Profile) -> None:
    places = {one.place.label for found in dong.mismatches.values() for one in found}
    assert any("Table 3" in place for place in places)
    assert not any("ection 4.3" in place for place in places)
