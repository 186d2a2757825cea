"""Rules are compiled from their classes, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile, profile_names, unit_names
from brain2face.rules import Demand, Profile, Way
from rule_world import TRIG, rule, shows, world

LEFT_14 = (
    "[ owl:onProperty b2f:hasScoring ; owl:someValuesFrom [ owl:intersectionOf ("
    " [ owl:onProperty b2f:scores ; owl:hasValue b2f:AU14 ]"
    " [ owl:onProperty b2f:hasSide ; owl:hasValue b2f:LeftSide ] ) ] ]"
)
GRADED_12 = (
    "[ owl:onProperty b2f:hasScoring ; owl:someValuesFrom [ owl:intersectionOf ("
    " [ owl:onProperty b2f:scores ; owl:hasValue b2f:AU12 ]"
    " [ owl:unionOf ( [ owl:onProperty b2f:hasIntensity ; owl:hasValue b2f:IntensityB ]"
    " [ owl:onProperty b2f:hasIntensity ; owl:hasValue b2f:IntensityC ] ) ] ) ] ]"
)
ONLY_1_4 = "[ owl:onProperty b2f:shows ; owl:allValuesFrom [ owl:oneOf ( b2f:AU1 b2f:AU4 ) ] ]"


def profile_of(folder: Path, *rules: str, name: str = "book") -> Profile:
    return compile_profile(Knowledge.load(world(folder, *rules)), name)


def test_a_rule_keeps_its_units_place_print_and_conclusions(tmp_path: Path) -> None:
    profile = profile_of(tmp_path)
    fear, frown, _ = profile.rules
    assert fear.name == "BookFear"
    assert fear.required == {"1", "4", "5"}
    assert fear.printed == "1+4+5"
    assert (fear.place.label, fear.place.locator) == ("Rules of the book", "page 7")
    assert [(one.label, one.kind) for one in fear.conclusions] == [
        ("fear", "emotion"),
        ("negative", "valence"),
    ]
    assert [one.kind for one in frown.conclusions] == ["valence"]


def test_the_derived_order_is_known_but_is_no_conclusion(tmp_path: Path) -> None:
    profile = profile_of(tmp_path)
    assert {(a.rpartition("/")[2], b.rpartition("/")[2]) for a, b in profile.order} == {
        ("BookFear", "BookSadness")
    }
    assert "sadness" not in {one.label for one in profile.rules[0].conclusions}


def test_associations_are_printed_or_derived_but_not_both(tmp_path: Path) -> None:
    profile = profile_of(tmp_path)
    assert [(a.code, a.emotion.label) for a in profile.exclusives] == [
        ("1", "fear"),
        ("43", "sadness"),
    ]
    assert {a.place.label for a in profile.signals} == {"Table of the book"}


def test_alternatives_demands_and_limits_become_ways(tmp_path: Path) -> None:
    either = (
        f"[ owl:unionOf ( {shows('25')} [ owl:intersectionOf ( {shows('26')} {shows('5')} ) ] ) ]"
    )
    profile = profile_of(
        tmp_path,
        rule("R1", "Fear", shows("1"), either),
        rule("R2", "Contempt", shows("14"), LEFT_14, GRADED_12),
        rule("R3", "Sadness", shows("1"), shows("4"), ONLY_1_4),
    )
    either_way, graded, exact = profile.rules
    assert {way.units for way in either_way.ways} == {
        frozenset({"1", "25"}),
        frozenset({"1", "5", "26"}),
    }
    demands = frozenset(
        {Demand("14", sides=frozenset("L")), Demand("12", intensities=frozenset("BC"))}
    )
    assert graded.ways == (Way(frozenset({"12", "14"}), demands),)
    assert {str(one) for one in demands} == {"L14", "12B or 12C"}
    assert exact.ways == (Way(frozenset({"1", "4"}), only=frozenset({"1", "4"})),)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("[ owl:onProperty b2f:shows ; owl:maxCardinality 1 ]", "owl:maxCardinality"),
        ("[ owl:complementOf b2f:Expression ]", "owl:complementOf"),
        ("[ owl:onProperty b2f:lasts ; owl:hasValue b2f:AU1 ]", "b2f:lasts"),
        ("b2f:MicroExpression", "b2f:MicroExpression"),
        ("[ owl:onProperty b2f:shows ; owl:hasValue b2f:AU7 ]", "no skos:notation"),
        ("[ owl:onProperty b2f:hasScoring ; owl:someValuesFrom b2f:Scoring ]", "b2f:Scoring"),
        ("[ owl:intersectionOf b2f:AU1 ]", "broken list"),
    ],
)
def test_an_expression_that_cannot_be_read_is_an_error_that_names_the_rule(
    tmp_path: Path, part: str, said: str
) -> None:
    with pytest.raises(SourceFileError, match=r"b2f:Odd in .*book/rules") as caught:
        profile_of(tmp_path, rule("Odd", "Fear", shows("1"), part))
    assert said in str(caught.value)


def test_a_rule_that_every_face_meets_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="every face would meet it"):
        profile_of(tmp_path, rule("Empty", "Fear"))


def test_a_rule_without_definition_or_conclusion_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="0 definitions"):
        profile_of(tmp_path, "b2f:R a b2f:CodingRule ; rdfs:subClassOf b2f:FearExpression .")
    with pytest.raises(SourceFileError, match="concludes nothing"):
        profile_of(tmp_path, rule("R", "", shows("1")))


def test_a_profile_whose_place_has_no_rules_is_refused(tmp_path: Path) -> None:
    more = "GRAPH src:more { b2f:ProfileBook b2f:usesRulesOf book:table . }"
    with pytest.raises(SourceFileError, match=r"book/table, and there is none"):
        compile_profile(Knowledge.load(world(tmp_path, claims=more)), "book")


def test_an_unknown_profile_is_told_with_the_nearest_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="Nearest: book"):
        profile_of(tmp_path, name="books")


def test_changing_a_rule_in_the_ontology_changes_the_compiled_rule(tmp_path: Path) -> None:
    before = profile_of(tmp_path)
    after = profile_of(tmp_path, rule("BookFear", "Fear", shows("20")), *TRIG[1:])
    assert before.rules[0].required == {"1", "4", "5"}
    assert after.rules[0].required == {"20"}


def test_the_paper_has_thirteen_rule_classes_of_seven_rules(knowledge: Knowledge) -> None:
    profile = compile_profile(knowledge, "dong2022")
    assert len(profile.rules) == 13
    assert not profile.exact
    required = {rule.name: rule.required for rule in profile.rules}
    assert required["Dong2022Rule5"] == {"1", "4", "5", "25"}
    assert required["Dong2022Rule7AU4AU5"] == {"4", "5"}
    fear = next(rule for rule in profile.rules if rule.name == "Dong2022Rule5")
    assert [one.label for one in fear.conclusions if one.kind == "emotion"] == ["fear"]


def test_every_profile_of_the_ontology_compiles(knowledge: Knowledge) -> None:
    names = profile_names(knowledge)
    assert "dong2022" in names
    for name in names:
        assert compile_profile(knowledge, name).rules


def test_every_code_has_a_name(knowledge: Knowledge) -> None:
    names = unit_names(knowledge)
    assert len(names) == 89
    assert names["12"].startswith("AU12 ")
