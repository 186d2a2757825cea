"""A user's rules in Turtle: classes as in the ontology, read beside it and never into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from brain2face.coder import code
from brain2face.errors import SourceFileError
from brain2face.knowledge import Knowledge
from brain2face.notation import parse_score
from brain2face.rules import Profile
from brain2face.user_profile import load_user_profile

PREFIXES = """\
@prefix b2f: <https://w3id.org/brain2face/> .
@prefix dong: <https://w3id.org/brain2face/source/dong2022/> .
@prefix lab: <https://lab.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def shows(*codes: str) -> str:
    parts = (f"[ owl:onProperty b2f:shows ; owl:hasValue b2f:AU{one} ]" for one in codes)
    return f"[ owl:intersectionOf ( b2f:Expression {' '.join(parts)} ) ]"


def rule(name: str, kind: str, *codes: str) -> str:
    return (
        f"lab:{name} a b2f:CodingRule ;\n  owl:equivalentClass {shows(*codes)} ;\n"
        f"  rdfs:subClassOf {kind} .\n"
    )


SULK = rule("Sulk", "b2f:SadnessExpression", "15", "17")


def loaded(folder: Path, knowledge: Knowledge, text: str, name: str = "lab.ttl") -> Profile:
    path = folder / name
    path.write_text(PREFIXES + text, encoding="utf-8")
    return load_user_profile(path, knowledge)


def results(score: str, profile: Profile) -> list[str]:
    return [one.label for one in code(parse_score(score), profile).results]


def test_rules_in_turtle_code_a_face_and_leave_the_ontology_as_it_was(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    before = len(knowledge.store)
    profile = loaded(tmp_path, knowledge, SULK + rule("Frown", "b2f:NegativeExpression", "4"))
    assert (profile.name, len(profile.rules)) == ("lab", 2)
    assert results("15+17", profile) == ["sadness"]
    assert [one.label for one in profile.rules[1].conclusions] == ["sadness", "negative valence"]
    assert results("4", profile) == ["negative valence"]
    assert profile.evidence
    assert len(knowledge.store) == before


def test_a_wider_rule_is_known_to_hold_without_a_reasoner(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    text = SULK + rule("Pout", "b2f:SadnessExpression", "17")
    profile = loaded(tmp_path, knowledge, text)
    assert profile.order == {("https://lab.example/Sulk", "https://lab.example/Pout")}


def test_an_emotion_of_ones_own_is_an_emotion(tmp_path: Path, knowledge: Knowledge) -> None:
    own = """
lab:Hunger a b2f:Emotion ; rdfs:label "hunger"@en .
lab:HungerExpression rdfs:subClassOf b2f:Expression ,
  [ owl:onProperty b2f:concludes ; owl:hasValue lab:Hunger ] .
"""
    profile = loaded(tmp_path, knowledge, own + rule("Lick", "lab:HungerExpression", "18"))
    assert results("18", profile) == ["hunger"]
    assert profile.rules[0].conclusions[0].kind == "emotion"


def test_a_profile_in_the_file_says_how_its_rules_are_used(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    mine = (
        'lab:Mine a b2f:Profile ; rdfs:label "mine"@en ; b2f:usesRulesOf dong:section7 ;\n'
        "  b2f:hasMatchPolicy b2f:ExactMatch .\n"
    )
    profile = loaded(tmp_path, knowledge, mine + SULK)
    assert (profile.label, profile.exact, len(profile.rules)) == ("mine", True, 14)


def test_named_graphs_of_a_file_are_its_places(tmp_path: Path, knowledge: Knowledge) -> None:
    profile = loaded(tmp_path, knowledge, f"GRAPH lab:page2 {{ {SULK} }}", "lab.trig")
    assert profile.rules[0].place.iri == "https://lab.example/page2"
    with pytest.raises(SourceFileError, match=r"line 7, column 7: dong:section7 is a place of"):
        loaded(tmp_path, knowledge, f"GRAPH dong:section7 {{ {SULK} }}", "lab.trig")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no coding rule; a rule is"),
        ("lab:Sulk a b2f:CodingRule", "line 7, column"),
        (SULK.replace("AU15", "AU99"), r"line 8, column \d+: b2f:AU99 .* Nearest: b2f:AU9"),
        (SULK.replace("SadnessEx", "SadnesEx"), "line 9, .*Nearest: b2f:SadnessExpression"),
        (SULK.replace("b2f:SadnessExpression", "lab:Odd"), "line 7, .*concludes nothing"),
        (SULK.replace("hasValue b2f:AU15", "maxCardinality 1"), "line 7, .*no coder can read"),
        ("lab:A a b2f:Profile . lab:B a b2f:Profile .", "several profiles"),
        ("lab:A a b2f:Profile ; b2f:usesRulesOf lab:none .", "none, and there is none"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_place_and_cure(
    tmp_path: Path, knowledge: Knowledge, text: str, said: str
) -> None:
    with pytest.raises(SourceFileError, match=said) as caught:
        loaded(tmp_path, knowledge, text)
    assert str(tmp_path / "lab.ttl") in str(caught.value)
