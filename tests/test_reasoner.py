"""What HermiT derives from a small closed world, and how the answer turns with what is stated."""

from __future__ import annotations

from pathlib import Path

import pytest

from brain2face.reasoner import Inferred
from reasoner_world import DONG, FACES, NERVES, TABLE, derived, pairs, rule, world

BOLD = {
    "Happiness": "6 12 28",
    "Surprise": "2",
    "Anger": "16 22 23",
    "Fear": "20",
    "Disgust": "7 24",
    "Sadness": "43",
}
PRINTED = {(f"AU{unit}", emotion) for emotion, row in BOLD.items() for unit in row.split()}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Inferred:
    return derived(world(tmp_path_factory.mktemp("world") / "ontology"))


def test_the_bold_units_of_table_3_and_no_others_are_exclusive(printed: Inferred) -> None:
    assert pairs(printed[DONG], "exclusivelySignals") == PRINTED


def test_an_exclusive_unit_belongs_to_the_class_of_its_emotion(printed: Inferred) -> None:
    kinds = pairs(printed[DONG], "rdf:type")
    for unit, emotion in PRINTED:
        assert {(unit, f"{emotion}ExclusiveUnit"), (unit, "ExclusiveUnit")} <= kinds


def test_only_au4_is_pan_negative(printed: Inferred) -> None:
    found = {unit for unit, kind in pairs(printed[DONG], "rdf:type") if kind == "PanNegativeUnit"}
    assert found == {"AU4"}


def test_a_branch_controls_the_units_of_the_parts_of_its_muscles(printed: Inferred) -> None:
    assert pairs(printed[DONG], "controls") == {
        ("TemporalBranch", "AU2"),
        ("TemporalBranch", "AU6"),
        ("ZygomaticBranch", "AU6"),
    }


def test_a_unit_of_two_branches_is_multiply_controlled(printed: Inferred) -> None:
    kinds = pairs(printed[DONG], "rdf:type")
    assert {u for u, kind in kinds if kind == "MultiplyControlledUnit"} == {"AU6"}


def test_the_nucleus_does_not_drive_a_unit_that_another_nerve_serves(printed: Inferred) -> None:
    assert pairs(printed[DONG], "drives") == {
        ("UpperFacialNucleus", "AU2"),
        ("UpperFacialNucleus", "AU6"),
    }


def test_a_relation_is_lifted_to_the_relation_above_it(printed: Inferred) -> None:
    assert ("Frontalis", "AU2") in pairs(printed[DONG], "actsIn")


def test_a_longer_rule_falls_under_a_shorter_one_and_its_conclusion(printed: Inferred) -> None:
    assert pairs(printed[DONG], "rdfs:subClassOf") == {
        ("RuleFear", "RuleSad"),
        ("RuleFear", "SadnessExpression"),
    }


def test_what_is_stated_is_not_repeated(printed: Inferred) -> None:
    assert not pairs(printed[DONG], "signals")
    assert ("TemporalBranch", "Frontalis") not in pairs(printed[DONG], "innervates")


def test_a_symmetric_relation_is_not_turned_round(printed: Inferred) -> None:
    assert not pairs(printed[DONG], "excludes")


def test_a_unit_that_joins_a_second_emotion_is_exclusive_no_more(tmp_path: Path) -> None:
    table = {**TABLE, "Sadness": TABLE["Sadness"] + " 12"}
    found = pairs(derived(world(tmp_path / "o", table))[DONG], "exclusivelySignals")
    assert found == PRINTED - {("AU12", "Happiness")}


def test_a_unit_that_leaves_an_emotion_turns_exclusive(tmp_path: Path) -> None:
    table = {**TABLE, "Disgust": TABLE["Disgust"].replace("9 10", "10")}
    found = derived(world(tmp_path / "o", table))[DONG]
    assert pairs(found, "exclusivelySignals") == PRINTED | {("AU9", "Anger")}


def test_a_rule_that_asks_for_less_takes_in_more(tmp_path: Path) -> None:
    rules = FACES.replace(
        "[ a owl:Restriction ; owl:onProperty b2f:shows ; owl:hasValue b2f:AU25 ]", ""
    )
    rules += rule("RuleMore", "1 4 5", "Disgust")
    found = pairs(derived(world(tmp_path / "o", rules=rules))[DONG], "rdfs:subClassOf")
    assert {("RuleFear", "RuleMore"), ("RuleMore", "RuleFear")} <= found


def test_a_new_innervation_makes_a_unit_multiply_controlled_and_driven(tmp_path: Path) -> None:
    nerves = NERVES + "b2f:TemporalBranch b2f:innervates b2f:LevatorPalpebrae . "
    nerves += "b2f:ZygomaticBranch b2f:innervates b2f:LevatorPalpebrae ."
    found = derived(world(tmp_path / "o", nerves=nerves))[DONG]
    assert ("AU5", "MultiplyControlledUnit") in pairs(found, "rdf:type")
    assert ("UpperFacialNucleus", "AU5") in pairs(found, "drives")


def test_a_nucleus_that_supplies_no_region_drives_nothing(tmp_path: Path) -> None:
    nerves = NERVES.replace("b2f:UpperFacialNucleus b2f:supplies b2f:UpperFace .", "")
    assert not pairs(derived(world(tmp_path / "o", nerves=nerves))[DONG], "drives")


def test_a_place_of_rules_signals_what_its_rules_name_but_no_compound(tmp_path: Path) -> None:
    either = "[ a owl:Class ; owl:unionOf ( "
    either += "[ a owl:Restriction ; owl:onProperty b2f:shows ; owl:hasValue b2f:AU2 ] "
    either += "[ a owl:Restriction ; owl:onProperty b2f:shows ; owl:hasValue b2f:AU5 ] ) ]"
    fear = rule("F", "20", "Fear").replace("( b2f:Expression", f"( b2f:Expression {either}")
    more = f"""
du:inferred a b2f:InferredGraph ; b2f:closes du:table1 ; prov:wasDerivedFrom du:table1 .
GRAPH du:table1 {{ {fear} {rule("H", "12", "Happiness")} {rule("S", "5", "Surprise")}
{rule("HS", "2 12", "HappilySurprised")} }}"""
    found = derived(world(tmp_path / "o", more=more))[DONG.replace("dong2022", "du2014")]
    assert pairs(found, "signals") == {
        ("AU2", "Fear"),
        ("AU5", "Fear"),
        ("AU5", "Surprise"),
        ("AU12", "Happiness"),
        ("AU20", "Fear"),
    }
    assert pairs(found, "exclusivelySignals") == {
        ("AU2", "Fear"),
        ("AU12", "Happiness"),
        ("AU20", "Fear"),
    }


def test_a_unit_that_some_faces_of_an_emotion_showed_signals_it_too(tmp_path: Path) -> None:
    rows = [("Fear", "AU12", 40), ("Fear", "AU2", 57), ("HappilySurprised", "AU20", 62)]
    shares = "".join(
        f"[] a qb:Observation ; b2f:aboutEmotion b2f:{emotion} ; b2f:aboutUnit b2f:{unit} ; "
        f"b2f:share {share} . "
        for emotion, unit, share in rows
    )
    more = f"""
du:inferred a b2f:InferredGraph ; b2f:closes du:table1 ; prov:wasDerivedFrom du:table1 .
GRAPH du:table1 {{ {rule("F", "20", "Fear")} {rule("H", "12", "Happiness")} {shares} }}"""
    found = derived(world(tmp_path / "o", more=more))[DONG.replace("dong2022", "du2014")]
    assert pairs(found, "signals") == {
        ("AU2", "Fear"),
        ("AU12", "Fear"),
        ("AU12", "Happiness"),
        ("AU20", "Fear"),
    }
    assert pairs(found, "exclusivelySignals") == {("AU2", "Fear"), ("AU20", "Fear")}


def test_signals_of_a_place_that_is_not_closed_stay_out(tmp_path: Path) -> None:
    folder = world(tmp_path / "o", nerves=NERVES + "b2f:AU12 b2f:signals b2f:Surprise .")
    assert pairs(derived(folder)[DONG], "exclusivelySignals") == PRINTED
