"""Coder and HermiT judge 300 random faces alike by the rules of the paper, each in its own way.

HermiT is given the rule classes and 300 expressions that show action units; it says which classes
each one is of, and what it concludes. The coder has compiled the same classes into bits.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from pyoxigraph import RdfFormat, parse

from brain2face.coder import code
from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge
from brain2face.notation import Score, ScoredUnit
from brain2face.profiles import compile_profile
from brain2face.reasoner import Library, find_java
from brain2face.reasoner.closure import open_world
from brain2face.reasoner.hermit import Derived, classify
from brain2face.rules import Profile
from brain2face.terms import B2F, PREFIXES

FACES = 300


@pytest.fixture(scope="module")
def dong(knowledge: Knowledge) -> Profile:
    return compile_profile(knowledge, "dong2022")


@pytest.fixture(scope="module")
def faces(dong: Profile) -> list[frozenset[str]]:
    """Sets of codes: all of a rule or all but one, others that rules name, others, or none."""
    chance = Random(2022)  # noqa: S311
    ways = [sorted(way.units) for rule in dong.rules for way in rule.ways]
    ruled = sorted({unit for rule in dong.rules for way in rule.ways for unit in way.units})
    others = sorted(set(dong.unit_names) - {"0"})
    return [
        frozenset(
            [
                *chance.choice(ways)[chance.choice((0, 0, 0, 1, 9)) :],
                *chance.sample(ruled, chance.choice((0, 0, 1, 1, 2, 4))),
                *chance.sample(others, chance.choice((0, 0, 1, 2, 3))),
            ]
        )
        for _ in range(FACES)
    ]


@pytest.fixture(scope="module")
def derived(
    dong: Profile, faces: list[frozenset[str]], tmp_path_factory: pytest.TempPathFactory
) -> Derived:
    head = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
    named = {code: label.split(" ")[0] for code, label in dong.unit_names.items()}
    told = [
        f"b2f:Face{place} a owl:NamedIndividual, b2f:Expression .\n"
        + "".join(f"b2f:Face{place} b2f:shows b2f:{named[code]} .\n" for code in sorted(face))
        for place, face in enumerate(faces)
    ]
    own = [quad.triple for quad in parse(input=head + "".join(told), format=RdfFormat.TURTLE)]
    places = sorted({rule.place.iri for rule in dong.rules})
    rules = open_world(Library.load(ontology_dir()), places, ())
    return classify(dict.fromkeys([*rules, *own]), find_java(), tmp_path_factory.mktemp("hermit"))


def by_hermit(derived: Derived, profile: Profile, place: int) -> tuple[set[str], set[str]]:
    """Give the rules that a face meets and all that it concludes, by IRI."""
    face = f"{B2F}Face{place}"
    rules = {f"{B2F}{rule.name}" for rule in profile.rules}
    concluded = {o for s, p, o in derived.relations if (s, p) == (face, f"{B2F}concludes")}
    return rules & derived.types[face], concluded


def by_coder(face: frozenset[str], profile: Profile) -> tuple[set[str], set[str]]:
    verdict = code(Score(tuple(map(ScoredUnit, face))), profile)
    concluded = {one.iri for firing in verdict.fired for one in firing.rule.conclusions}
    named = {one.iri for one in (*verdict.results, *verdict.valences)}
    assert named <= concluded
    assert {c for c in concluded if "Valence" in c} == {one.iri for one in verdict.valences}
    return {f"{B2F}{firing.rule.name}" for firing in verdict.fired}, concluded


def test_coder_and_reasoner_find_the_same_rules_and_conclusions(
    dong: Profile, faces: list[frozenset[str]], derived: Derived
) -> None:
    met: Counter[str] = Counter()
    for place, face in enumerate(faces):
        rules, concluded = by_hermit(derived, dong, place)
        assert by_coder(face, dong) == (rules, concluded), sorted(face)
        met.update(rules or {"none"})
    assert len(set(faces)) > FACES / 2
    assert len(met) == len(dong.rules) + 1
    assert min(met.values()) > 5


def test_the_comparison_finds_a_rule_that_is_withdrawn(
    knowledge: Knowledge, dong: Profile, faces: list[frozenset[str]], derived: Derived
) -> None:
    corrected = compile_profile(knowledge, "dong2022-corrected")
    apart = [
        face
        for place, face in enumerate(faces)
        if by_coder(face, corrected) != by_hermit(derived, dong, place)
    ]
    assert apart
    assert all({"4", "5"} <= face for face in apart)
