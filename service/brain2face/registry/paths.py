"""The ways from the brain to a unit, walked step by step, with the places that state each step."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.ordering import natural
from brain2face.registry.statements import Statements
from brain2face.registry.views import Path, Step
from brain2face.terms import B2F, PREFIXES

__all__ = ["Paths"]

_TYPE: Final = PREFIXES["rdf"] + "type"
_PLACE: Final = B2F + "Place"
_NUCLEUS: Final = B2F + "FacialNucleus"
_SYSTEMS: Final = {
    B2F + "VoluntaryMotorSystem": "voluntary",
    B2F + "InvoluntaryMotorSystem": "involuntary",
    B2F + "EmotionalMotorSystem": "emotional",
}
_LONGEST: Final = 3


class Paths:
    """Walks one knowledge; the same ways as the questions about paths give."""

    def __init__(self, knowledge: Knowledge, say: Statements) -> None:
        """Take the knowledge and what names its things."""
        self._store = knowledge.store
        self._say = say

    def to(self, unit: str) -> tuple[Path, ...]:
        """Give the ways to a unit: by motor system, then from the cortex outward."""
        ends = list(self._ends(unit))
        found = [
            Path(kind=kind, steps=(*begun, *end))
            for kind, begun in (self._begun() if ends else ())
            for end in ends
        ]
        order = list(_SYSTEMS.values())
        return tuple(
            sorted(
                found,
                key=lambda path: (
                    order.index(path.kind),
                    [natural(step.name) for step in path.steps],
                ),
            )
        )

    def _begun(self) -> Iterator[tuple[str, tuple[Step, ...]]]:
        for origin in sorted(self._subjects("projectsTo")):
            for route in self._routes((origin,)):
                if kind := self._kind(route):
                    steps = [self._step(origin)]
                    for before, after in pairwise(route):
                        steps.append(self._step(after, "projectsTo", before))
                    if route[-1] != _NUCLEUS:
                        steps.append(self._step(_NUCLEUS, "partOf", route[-1]))
                    yield kind, tuple(steps)

    def _kind(self, route: tuple[str, ...]) -> str | None:
        emotional = B2F + "EmotionalMotorSystem"
        if emotional in self._objects(route[0], "belongsTo"):
            direct = len(route) in (2, _LONGEST + 1)
            return _SYSTEMS[emotional] if direct and not self._before(route[0]) else None
        if len(route) != 3 or B2F + "CorticalArea" not in self._types(route[0]):
            return None
        systems = self._objects(route[1], "belongsTo")
        return next((kind for system, kind in _SYSTEMS.items() if system in systems), None)

    def _routes(self, route: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        if len(route) > 1 and self._in_nucleus(route[-1]):
            yield route
        elif len(route) <= _LONGEST:
            for after in sorted(self._objects(route[-1], "projectsTo") - set(route)):
                yield from self._routes((*route, after))

    def _in_nucleus(self, one: str) -> bool:
        return _NUCLEUS in self._upward(one)

    def _ends(self, unit: str) -> Iterator[tuple[Step, ...]]:
        for nerve in sorted(self._objects(_NUCLEUS, "givesRiseTo")):
            for branch in sorted(self._objects(nerve, "givesRiseTo")):
                first = self._step(nerve, "givesRiseTo", _NUCLEUS)
                second = self._step(branch, "givesRiseTo", nerve)
                for effect in ("contractsIn", "relaxesIn"):
                    for muscle in sorted(self._subjects(effect, unit)):
                        wholes = self._upward(muscle)
                        if self._places(branch, "innervates", *wholes):
                            third = self._step(muscle, "innervates", branch, *wholes)
                            yield first, second, third, self._step(unit, effect, muscle)

    def _step(self, to: str, relation: str | None = None, by: str = "", *also: str) -> Step:
        named = self._say.named(to)
        places = self._places(by, relation, to, *also) if relation else set()
        return Step(
            id=named.id,
            name=named.name,
            label=named.label,
            relation=relation,
            places=self._say.all_cited(places),
        )

    def _places(self, by: str, relation: str, *to: str) -> set[str]:
        found = {
            quad.graph_name.value
            for one in to
            for quad in self._store.quads_for_pattern(
                ox.NamedNode(by), ox.NamedNode(B2F + relation), ox.NamedNode(one), None
            )
            if isinstance(quad.graph_name, ox.NamedNode)
        }
        return {place for place in found if _PLACE in self._types(place)}

    def _upward(self, one: str) -> set[str]:
        seen, waiting = set(), [one]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += self._objects(here, "partOf")
        return seen

    def _before(self, one: str) -> set[str]:
        return self._subjects("projectsTo", one)

    def _types(self, one: str) -> set[str]:
        return self._ahead(one, ox.NamedNode(_TYPE))

    def _objects(self, one: str, relation: str) -> set[str]:
        return self._ahead(one, ox.NamedNode(B2F + relation))

    def _ahead(self, one: str, relation: ox.NamedNode) -> set[str]:
        quads = self._store.quads_for_pattern(ox.NamedNode(one), relation, None, ox.DefaultGraph())
        return {quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)}

    def _subjects(self, relation: str, one: str | None = None) -> set[str]:
        node = ox.NamedNode(one) if one else None
        quads = self._store.quads_for_pattern(
            None, ox.NamedNode(B2F + relation), node, ox.DefaultGraph()
        )
        return {quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode)}
