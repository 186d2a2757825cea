"""What people type into a search box, and the term that they should see first."""

from __future__ import annotations

import pytest

from brain2face.knowledge import Knowledge
from brain2face.registry import Registry

FIRST = {
    "Duchenne": "DuchenneSmile",
    "duchenne smile": "DuchenneSmile",
    "Ekman": "source/ekman1997",
    "dong 2022": "source/dong2022",
    "Dong et al.": "source/dong2022",
    "yan 2013": "source/yan2013",
    "casme": "CASME",
    "m. frontalis": "Frontalis",
    "M. zygomaticus major": "ZygomaticusMajor",
    "n. facialis": "FacialNerve",
    "nn. faciales": "FacialNerve",
    "mm. zygomatici": "ZygomaticusMajor",
    "raised eyebrows": "AU1",
    "brow raiser": "AU1",
    "outer brow": "AU2",
    "eyebrow": "Eyebrow",
    "lip": "AU24",
    "lip corner": "AU12",
    "cheek": "AU6",
    "jaw drop": "AU26",
    "CN7": "FacialNerve",
    "CN VII": "FacialNerve",
    "cranial nerve VII": "FacialNerve",
    "seventh cranial nerve": "FacialNerve",
    "CN 5": "TrigeminalNerve",
    "facial paralysis": "FacialPalsy",
    "quadratus labii": "DepressorLabiiInferioris",
    "levator labii": "LevatorLabiiSuperioris",
    "orbicularis": "OrbicularisOculi",
    "exclusive AU": "ExclusiveUnit",
    "exclusive action units": "ExclusiveUnit",
    "smile": "Smile",
    "frown": "Frown",
    "wink": "AU46",
    "squint": "AU44",
    "micro-expression": "MicroExpression",
    "joy": "Happiness",
    "scared": "Fear",
    "motor cortex": "MotorCortex",
    "SMA": "SupplementaryMotorArea",
    "zygomatic branch": "ZygomaticBranch",
    "OpenFace": "OpenFace",
    "FACS": "FACS",
    "AU6+AU12": "AU6",
}


@pytest.fixture(scope="module")
def registry(knowledge: Knowledge) -> Registry:
    return Registry(knowledge)


@pytest.mark.parametrize("text", FIRST)
def test_what_people_type_brings_first_what_they_mean(registry: Registry, text: str) -> None:
    assert registry.search(text).hits[0].name == FIRST[text]


@pytest.mark.parametrize("text", ["pout", "Bell's palsy"])
def test_what_the_ontology_has_no_word_for_is_not_guessed(registry: Registry, text: str) -> None:
    assert registry.search(text).total == 0


def test_a_study_comes_before_what_is_named_after_it_and_the_code_still_names_that(
    registry: Registry,
) -> None:
    hits = registry.search("ekman", limit=3).hits
    assert [hit.name for hit in hits][-1] == "MicroExpressionEkman"
    assert registry.term("ekman").name == "MicroExpressionEkman"


def test_of_nearly_the_same_hits_a_word_comes_before_a_study_and_that_before_data(
    registry: Registry,
) -> None:
    names = [hit.name for hit in registry.search("Duchenne").hits]
    assert names == ["DuchenneSmile", "source/duchenne1876", "DuchenneStimulation"]
    found = registry.search("raised eyebrows").hits
    assert found[0].name == "AU1"
    assert all("Channel" not in hit.name for hit in found[:4])


def test_a_shortened_word_of_latin_before_a_name_is_left_out(registry: Registry) -> None:
    assert registry.muscle("m. frontalis").name == "Frontalis"
    assert registry.term("M. levator labii superioris").name == "LevatorLabiiSuperioris"
    assert registry.search("m. zygo").hits[0].name == "Zygomaticus"
    assert registry.unit("M55").name == "M55"


def test_a_minus_before_a_number_is_not_overlooked(registry: Registry) -> None:
    for text in ("-1", " - 1", "\N{MINUS SIGN}1"):
        assert registry.search(text).total == 0


def test_a_minus_before_a_name_tells_two_apart(registry: Registry) -> None:
    lowered, raised = "-close_t_l_eyelid", "close_t_l_eyelid"
    assert registry.term(lowered).name == "AU5"
    assert registry.term(raised).name == "FapChannelCloseTLEyelid"
    assert registry.search(f"MPEG-4 face animation {lowered}").hits[0].name == "AU5"
    exact = {hit.name for hit in registry.search(raised).hits if hit.score >= 0.9}
    assert exact == {"FapChannelCloseTLEyelid", "AU43", "AU45"}
