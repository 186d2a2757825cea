"""What a verdict says beside the emotion: valence, type, conflicts, evidence, every other face."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from brain2face.coder import code
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile
from brain2face.rules import Conclusion, Evidence, Place, Profile
from brain2face.verdict import Verdict
from faces import observed, results
from rule_world import TRIG, rule, shows, world

SMALL_CLAIMS = """
GRAPH book:inferred {
  b2f:AU1 b2f:exclusivelySignals b2f:Fear . b2f:AU20 b2f:exclusivelySignals b2f:Fear .
  b2f:AU43 b2f:exclusivelySignals b2f:Sadness .
}
"""
GOLDEN = [
    # profile, score, outcome, results, valence, type of micro-expression
    ("dong2022", "4", "valence", "negative", "negative", "negative"),
    ("dong2022", "25", "none", "", None, "other"),
    ("dong2022", "6+12", "emotion", "happiness", "positive", "positive"),
    ("dong2022", "1+4+5+25", "ambiguous", "fear sadness", "negative", "negative"),
    ("dong2022", "2", "emotion", "surprise", None, "surprise"),
    ("dong2022", "2+4", "emotion", "surprise", "negative", "surprise"),
    ("dong2022", "4+12", "ambiguous", "happiness negative", None, None),
    ("dong2022", "12+43", "ambiguous", "happiness sadness", None, None),
    ("dong2022", "2+20+43", "ambiguous", "sadness surprise", None, None),
    ("dong2022", "7+16", "ambiguous", "anger disgust", "negative", "negative"),
    ("dong2022", "0", "neutral", "", None, None),
    ("dong2022", "null", "unscored", "", None, None),
    ("dong2022", "45", "none", "", None, "other"),
    ("dong2022-corrected", "1+4+5+25", "emotion", "fear", "negative", "negative"),
    ("emfacs", "L12+L14", "emotion", "contempt", None, "other"),
    ("davison2018", "6+12", "class", "objective_class_I", None, None),
    ("davison2018", "6+12+25", "class", "objective_class_VII", None, None),
    ("davison2018", "0", "neutral", "", None, None),
    ("consensus", "6+12", "emotion", "happiness", "positive", "positive"),
    ("consensus", "1+4+5+12+20", "emotion", "fear", "negative", "negative"),
]


@pytest.mark.parametrize(("name", "score", "outcome", "named", "valence", "kind"), GOLDEN)
def test_a_face_has_one_outcome_one_valence_and_one_type_or_none(
    knowledge: Knowledge,
    name: str,
    score: str,
    outcome: str,
    named: str,
    valence: str | None,
    kind: str | None,
) -> None:
    verdict = code(observed(score), compile_profile(knowledge, name))
    assert (verdict.outcome, " ".join(one.replace(" ", "_") for one in results(verdict))) == (
        outcome,
        named,
    )
    assert said(verdict.valence) == valence
    assert said(verdict.micro_type) == kind


def said(one: Conclusion | None) -> str | None:
    return one.label.split(" ")[0] if one else None


def book(folder: Path, *rules: str, claims: str = SMALL_CLAIMS) -> Profile:
    return compile_profile(Knowledge.load(world(folder, *rules, claims=claims)), "book")


def pairs(verdict: Verdict) -> set[tuple[str, str]]:
    return {(one.one.code, one.other.code) for one in verdict.clashes}


def test_exclusive_codes_of_two_emotions_clash_and_those_of_one_do_not(tmp_path: Path) -> None:
    verdict = code(observed("1+20+43"), book(tmp_path))
    assert pairs(verdict) == {("1", "43"), ("20", "43")}
    assert pairs(code(observed("1+20"), book(tmp_path))) == set()


def test_a_changed_table_changes_what_clashes(tmp_path: Path) -> None:
    moved = SMALL_CLAIMS.replace("AU43 b2f:exclusivelySignals b2f:Sadness", "AU43 a b2f:ActionUnit")
    assert moved != SMALL_CLAIMS
    assert pairs(code(observed("1+43"), book(tmp_path, claims=moved))) == set()


def test_codes_that_two_places_call_exclusive_do_not_clash(tmp_path: Path) -> None:
    profile = book(tmp_path)
    apart = [
        replace(one, place=Place(f"urn:{one.code}", "elsewhere")) for one in profile.exclusives
    ]
    assert not code(observed("1+43"), replace(profile, exclusives=tuple(apart))).clashes


def test_a_rule_within_another_is_known_without_a_reasoner(tmp_path: Path) -> None:
    verdict = code(observed("1+4+5"), book(tmp_path))
    inside = {(one.rule.name, other.rule.name) for one, other in verdict.implied}
    assert ("BookFear", "BookSadness") in inside
    assert {(one.rule.name, other.rule.name) for one, other in verdict.at_odds} == {
        ("BookFear", "BookSadness")
    }
    wider = rule("BookSadness", "Sadness", shows("4"), shows("25"))
    apart = book(tmp_path / "b", TRIG[0], wider, TRIG[2])
    verdict = code(observed("1+4+5+25"), apart)
    assert not verdict.at_odds


def test_the_reasoner_and_the_coder_agree_on_what_lies_within_what(knowledge: Knowledge) -> None:
    for name in ("dong2022", "facs2002", "du2014", "matsumoto2008"):
        profile = compile_profile(knowledge, name)
        every = sorted({unit for one in profile.rules for way in one.ways for unit in way.units})
        face = observed("+".join(every))
        bare = code(face, replace(profile, order=frozenset()))
        derived = code(face, profile)
        assert bare.implied == derived.implied
        assert bare.implied


def test_evidence_is_given_for_the_codes_of_the_face_results_first(knowledge: Knowledge) -> None:
    verdict = code(observed("12+20"), compile_profile(knowledge, "dong2022"))
    rows = verdict.evidence
    assert {row.code for row in rows} == {"12", "20"}
    mine = [row.emotion.label == "happiness" for row in rows]
    assert any(mine)
    assert mine == sorted(mine, reverse=True)
    assert mine.count(True) > 1
    assert ("20", "fear", 1, 0.25) in {(r.code, r.emotion.label, r.rank, r.score) for r in rows}
    for own in (True, False):
        part = [row for row in rows if (row.emotion.label == "happiness") == own]
        order = [(row.method, int(row.code), row.rank) for row in part]
        assert order == sorted(order)


def test_changed_evidence_changes_what_is_given(tmp_path: Path) -> None:
    profile = book(tmp_path)
    fear = profile.rules[0].conclusions[0]
    table = Place("urn:table", "a table")
    rows = tuple(Evidence(unit, fear, "counting", 1, 0.5, table) for unit in ("1", "20"))
    assert code(observed("1+4"), replace(profile, evidence=rows)).evidence == rows[:1]
    assert code(observed("1+4"), replace(profile, evidence=())).evidence == ()


def test_a_profile_that_names_no_types_and_no_valences_gives_none(tmp_path: Path) -> None:
    verdict = code(observed("1+4+5"), book(tmp_path))
    assert said(verdict.valence) == "negative"
    assert verdict.micro_type is None
    assert code(observed("25"), book(tmp_path)).micro_type is None
