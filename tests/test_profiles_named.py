"""The profiles of the ontology: what each adds to the rules of its sources, and what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from brain2face.coder import code
from brain2face.errors import SourceFileError
from brain2face.knowledge import Knowledge
from brain2face.notation import parse_score
from brain2face.profiles import compile_profile, profile_names
from brain2face.rules import Profile
from brain2face.terms import B2F
from rule_world import world


@pytest.fixture(scope="module")
def named(knowledge: Knowledge) -> dict[str, Profile]:
    return {name: compile_profile(knowledge, name) for name in profile_names(knowledge)}


def label_of(profile: Profile, score: str) -> tuple[str, list[str]]:
    verdict = code(parse_score(score), profile)
    return verdict.outcome, [one.label for one in verdict.results]


def test_every_profile_that_is_promised_is_there(named: dict[str, Profile]) -> None:
    promised = "dong2022 dong2022-corrected facs2002 matsumoto2008 cordaro2018 keltner2019 du2014"
    assert {*promised.split(), "emfacs", "davison2018", "consensus"} <= named.keys()


def test_the_corrected_paper_differs_from_print_by_one_rule(named: dict[str, Profile]) -> None:
    printed, corrected = named["dong2022"], named["dong2022-corrected"]
    gone = {one.name for one in printed.rules} - {one.name for one in corrected.rules}
    assert gone == {"Dong2022Rule7AU4AU5"}
    assert printed.corrections == ()
    assert printed.exclusives == corrected.exclusives
    assert label_of(printed, "1+4+5+25") == ("ambiguous", ["fear", "sadness"])
    assert label_of(corrected, "1+4+5+25") == ("emotion", ["fear"])
    assert [one.label for one in code(parse_score("1+4+5+25"), corrected).valences] == [
        "negative valence"
    ]


def test_each_correction_gives_its_reason_and_findings(named: dict[str, Profile]) -> None:
    union, rule7 = named["dong2022-corrected"].corrections
    assert (union.sets_aside, rule7.sets_aside) == ((), (f"{B2F}Dong2022Rule7AU4AU5",))
    assert f"{B2F}SadnessRuleWithAU5" in rule7.rests_on
    assert f"{B2F}Equation1IntersectionForUnion" in union.rests_on
    assert all(len(one.reason) > 60 for one in (union, rule7))


def test_a_combination_that_davison_does_not_list_is_of_class_seven(
    named: dict[str, Profile],
) -> None:
    davison = named["davison2018"]
    assert davison.otherwise is not None
    assert davison.otherwise.iri == f"{B2F}ObjectiveClassVII"
    assert label_of(davison, "6+12") == ("class", ["objective class I"])
    assert label_of(davison, "6+12+25") == ("class", ["objective class VII"])
    assert label_of(davison, "0") == ("neutral", [])
    assert label_of(davison, "null") == ("unscored", [])
    assert all(one.otherwise is None for one in named.values() if one is not davison)


def test_every_profile_knows_the_types_and_valences_of_the_paper(
    named: dict[str, Profile],
) -> None:
    for profile in named.values():
        types = {iri.removeprefix(B2F): one.iri for iri, one in profile.types.items()}
        assert types.pop("") == f"{B2F}OtherType"
        assert {one.kind for one in profile.types.values()} == {"type"}
        negative = {iri for iri, one in types.items() if one == f"{B2F}NegativeType"}
        stated = {"Anger", "Disgust", "Fear", "Sadness", "NegativeValence"}
        assert stated <= negative
        assert {"SadlyAngry", "FearfullyDisgusted"} <= negative - stated
        assert "HappilySurprised" not in types
        positive = {iri for iri, one in types.items() if one == f"{B2F}PositiveType"}
        assert positive == {"Happiness", "PositiveValence"}
        assert types["Surprise"] == f"{B2F}SurpriseType"
        valences = {iri.removeprefix(B2F): one.label for iri, one in profile.valences.items()}
        assert valences.pop("Happiness") == "positive valence"
        assert sorted(valences) == ["Anger", "Disgust", "Fear", "Sadness"]
        assert set(valences.values()) == {"negative valence"}


def test_every_profile_has_the_figures_of_tables_1_and_2(named: dict[str, Profile]) -> None:
    for profile in named.values():
        assert len(profile.evidence) == 120
        assert {one.place.iri.rpartition("/")[2] for one in profile.evidence} == {
            "table1",
            "table2",
        }
    first = next(e for e in named["emfacs"].evidence if e.method.endswith("2") and e.rank == 1)
    assert (first.emotion.label, first.code, first.score) == ("anger", "9", 0.3387)


def test_shares_are_those_that_were_printed(named: dict[str, Profile]) -> None:
    shares = named["du2014"].shares
    assert shares[f"{B2F}Happiness", "6"] == 0.51
    assert all(0 < one < 1 for one in shares.values())
    assert not any(emotion == f"{B2F}Awed" for emotion, _ in shares)
    assert not any(one.shares for name, one in named.items() if name != "du2014")


def test_a_pool_has_the_rules_of_its_members(named: dict[str, Profile]) -> None:
    pool = named["consensus"]
    assert len(pool.rules) == sum(len(one.rules) for one in pool.members)
    assert all(not one.members for one in named.values() if one is not pool)


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ("b2f:C b2f:setsAside b2f:BookNone .", "sets aside b2f:BookNone, which is none of its"),
        (
            "b2f:C b2f:setsAside b2f:BookFear, b2f:BookSadness, b2f:BookFrown .",
            "all of its rules",
        ),
        ("b2f:ProfileBook b2f:pools b2f:ProfileStrict .", None),
        (
            "b2f:ProfileBook b2f:pools b2f:ProfileStrict . "
            "b2f:ProfileStrict b2f:pools b2f:ProfileBook .",
            "which is a pool",
        ),
    ],
)
def test_a_profile_that_contradicts_itself_is_refused(
    tmp_path: Path, claims: str, said: str | None
) -> None:
    text = f"GRAPH src:more {{ b2f:ProfileBook b2f:makesCorrection b2f:C . {claims} }}"
    knowledge = Knowledge.load(world(tmp_path, claims=text))
    if said is None:
        assert compile_profile(knowledge, "book").members
    else:
        with pytest.raises(SourceFileError, match=said):
            compile_profile(knowledge, "book")
