"""A name that is nearly right still finds its term; what is no name finds nothing."""

from __future__ import annotations

import random
import string

import pytest

from brain2face.knowledge import Knowledge
from brain2face.registry import Registry

TYPOS = {
    "amigdala": "Amygdala",
    "angre": "Anger",
    "brow lowrer": "AU4",
    "bucal branch": "BuccalBranch",
    "cheek raser": "AU6",
    "contemt": "Contempt",
    "corugator": "CorrugatorSupercilii",
    "dissgust": "Disgust",
    "embarassment": "Embarrassment",
    "exclusve unit": "ExclusiveUnit",
    "fascial nerve": "FacialNerve",
    "fera": "Fear",
    "frontlis": "Frontalis",
    "hapiness": "Happiness",
    "jaw dorp": "AU26",
    "levator labi": "LevatorLabiiSuperioris",
    "lid tightner": "AU7",
    "lipcorner puler": "AU12",
    "masetter": "Masseter",
    "mentalsi": "Mentalis",
    "micro expresion": "MicroExpression",
    "motor cortx": "MotorCortex",
    "nose wrinkeler": "AU9",
    "OpenFase": "OpenFace",
    "orbicularis oculii": "OrbicularisOculi",
    "platisma": "Platysma",
    "puller lip cornr": "AU12",
    "pyramidl tract": "PyramidalTract",
    "risorious": "Risorius",
    "sadnes": "Sadness",
    "suprise": "Surprise",
    "temproal branch": "TemporalBranch",
    "zigomaticus": "Zygomaticus",
}
NONSENSE = ["qqqq", "xyzzy", "asdfgh", "hello world", "1234567", "AU 99", "invoice number"]


@pytest.fixture(scope="module")
def registry(knowledge: Knowledge) -> Registry:
    return Registry(knowledge)


@pytest.mark.parametrize("text", TYPOS)
def test_a_misspelt_name_brings_its_term_first(registry: Registry, text: str) -> None:
    hit = registry.search(text).hits[0]
    assert hit.name == TYPOS[text]
    assert hit.score < 1


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_finds_nothing(registry: Registry, text: str) -> None:
    assert registry.search(text).total == 0


def spoken(registry: Registry, iri: str) -> tuple[str, ...]:
    term = registry.term(iri)
    return (term.label, *term.synonyms)


def mistyped(text: str, chance: random.Random) -> str:
    at = chance.choice([number for number, sign in enumerate(text) if sign.isalpha()])
    other = chance.choice(string.ascii_lowercase)
    before, sign, after = text[:at], text[at], text[at + 1 :]
    swapped = before + after[:1] + sign + after[1:]
    return chance.choice(
        [before + after, before + other + after, before + other + sign + after, swapped]
    )


def test_one_wrong_letter_leaves_a_term_among_the_first_five(registry: Registry) -> None:
    names = [(hit.id, name) for hit in registry.names() for name in spoken(registry, hit.id)]
    chance = random.Random(5)  # noqa: S311
    tried = chance.sample([pair for pair in names if sum(map(str.isalpha, pair[1])) > 8], 400)
    found = 0
    for term, text in tried:
        hits = registry.search(mistyped(text, chance)[:200], limit=5).hits
        found += any(hit.id == term for hit in hits)
    assert found / len(tried) > 0.95
