"""The paths to a unit are those that the questions about paths give, with who states each step."""

from __future__ import annotations

from itertools import pairwise

import pytest

from brain2face.knowledge import Knowledge
from brain2face.questions import ask
from brain2face.registry import Registry
from brain2face.registry.views import Path

UNITS = ["AU1", "AU2", "AU4", "AU6", "AU12", "AU15", "AU17", "AU26", "AU43", "M61", "AU0"]
KINDS = {
    "VoluntaryMotorSystem": "voluntary",
    "InvoluntaryMotorSystem": "involuntary",
    "EmotionalMotorSystem": "emotional",
}


@pytest.fixture(scope="module")
def registry(knowledge: Knowledge) -> Registry:
    return Registry(knowledge)


def rows(knowledge: Knowledge, question: str, unit: str) -> list[list[str]]:
    found = ask(knowledge, question, {"unit": unit}).results
    return [[one.value.rpartition("/")[2] for one in row] for row in found]  # type: ignore[union-attr]


def asked(knowledge: Knowledge, unit: str) -> set[tuple[str, ...]]:
    ways = set()
    for question in ("voluntary-paths-to-unit", "emotional-paths-to-unit"):
        for system, origin, via, nucleus, branch, muscle, effect, _ in rows(
            knowledge, question, unit
        ):
            between = [] if via == "directly" else via.split(" > ")
            ways.add((KINDS[system], origin, *between, nucleus, branch, muscle, effect))
    return ways


def walked(path: Path) -> tuple[str, ...]:
    names = [step.name for step in path.steps]
    brain = names[: names.index("FacialNerve")]
    if path.steps[len(brain) - 1].relation == "partOf":
        brain.pop()
    _, branch, muscle, _ = names[-4:]
    return (path.kind, *brain, branch, muscle, str(path.steps[-1].relation))


@pytest.mark.parametrize("unit", UNITS)
def test_the_paths_are_those_that_the_questions_give(
    registry: Registry, knowledge: Knowledge, unit: str
) -> None:
    paths = registry.paths(unit)
    ways = [walked(path) for path in paths]
    assert len(set(ways)) == len(ways)
    assert set(ways) == asked(knowledge, unit)


def test_some_units_have_paths_and_some_have_none(registry: Registry) -> None:
    assert len(registry.paths(12)) == 16
    assert registry.paths("AU0") == ()


def test_every_step_but_the_first_tells_its_relation_and_places(registry: Registry) -> None:
    for path in registry.paths("AU12"):
        first, *others = path.steps
        assert (first.relation, first.places) == (None, ())
        assert all(step.relation and step.places for step in others)
        assert others[-1].name == "AU12"


def test_the_places_of_the_steps_are_those_that_state_them(
    registry: Registry, knowledge: Knowledge
) -> None:
    stated: dict[tuple[str, str, str], set[str]] = {}
    for row in ask(knowledge, "path-steps", {"unit": "AU12"}).results:  # type: ignore[union-attr]
        before, relation, after, place = (one.value for one in row)
        stated.setdefault((before, relation.rpartition("/")[2], after), set()).add(place)
    met = set()
    for path in registry.paths("AU12"):
        for before, after in pairwise(path.steps):
            said = stated.get((before.id, str(after.relation), after.id), set())
            assert said <= {place.id for place in after.places}
            if said:
                met.add(after.relation)
    assert met == {"projectsTo", "givesRiseTo", "innervates", "contractsIn"}
