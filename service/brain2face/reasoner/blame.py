"""Why a world has no model: the fewest places, and their fewest statements, that break it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from pyoxigraph import NamedNode, Triple

from brain2face.reasoner.library import Library
from brain2face.reasoner.scenario import Scenario
from brain2face.reasoner.statements import owl
from brain2face.terms import curie

__all__ = ["contradiction", "smallest"]

_T = TypeVar("_T")


def contradiction(
    library: Library,
    scenario: Scenario,
    world: Callable[[Library, Scenario], list[Triple]],
    broken: Callable[[list[Triple]], bool],
) -> str:
    """Say which places, and which of their statements, contradict one another.

    ``world`` builds the world of a scenario, ``broken`` tells whether a world is inconsistent.
    """

    def by_places(places: Sequence[str]) -> bool:
        return broken(world(library, _of(scenario, places)))

    if by_places([]):
        places: list[str] = []
        candidates = [("", triple) for triple in library.core if _named(triple)]
    else:
        places = smallest(list(scenario.places), by_places)
        candidates = [(p, t) for p in places for t in library.places.get(p, ()) if _named(t)]

    def by_statements(kept: Sequence[tuple[str, Triple]]) -> bool:
        reduced = _without(library, set(candidates) - set(kept))
        return broken(world(reduced, _of(scenario, places)))

    culprits = smallest(candidates, by_statements)
    where = ", ".join(curie(place) for place in places) or "the words of the core themselves"
    lines = [f"The statements of {where} contradict one another:"]
    lines += [f"  {written(triple)}" + (f"  ({curie(p)})" if p else "") for p, triple in culprits]
    return "\n".join(lines)


def smallest(items: list[_T], broken: Callable[[Sequence[_T]], bool]) -> list[_T]:
    """Give a subset that is still broken and of which no member can be left out."""
    if broken([]):
        return []
    kept: list[_T] = []
    rest = list(items)
    while rest and not (kept and broken(kept)):
        low, high = 0, len(rest)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if broken([*kept, *rest[:middle]]) else (middle, high)
        kept.append(rest[low])
        rest = rest[:low]
    return kept


def written(triple: Triple) -> str:
    """Give a triple in short names."""
    terms = (triple.subject, triple.predicate, triple.object)
    return " ".join(curie(t.value) if isinstance(t, NamedNode) else "[…]" for t in terms)


def _named(triple: Triple) -> bool:
    return isinstance(triple.subject, NamedNode) and (
        isinstance(triple.object, NamedNode) or triple.predicate == owl("equivalentClass")
    )


def _of(scenario: Scenario, places: Sequence[str]) -> Scenario:
    closes = tuple(place for place in scenario.closes if place in places)
    return replace(scenario, places=tuple(places), closes=closes)


def _without(library: Library, dropped: set[tuple[str, Triple]]) -> Library:
    core = tuple(t for t in library.core if ("", t) not in dropped)
    places = {
        name: tuple(t for t in triples if (name, t) not in dropped)
        for name, triples in library.places.items()
    }
    return Library(core, places, library.files)
