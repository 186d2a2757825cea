"""The published rules that conclude an emotion, with the places where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.statements import Said, Statements
from brain2face.registry.views import Link
from brain2face.terms import B2F, PREFIXES

__all__ = ["rules_of"]

_SUBCLASS: Final = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_VALUE: Final = ox.NamedNode(PREFIXES["owl"] + "hasValue")
_ON: Final = ox.NamedNode(PREFIXES["owl"] + "onProperty")
_CONCLUDES: Final = ox.NamedNode(B2F + "concludes")
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_RULE: Final = ox.NamedNode(B2F + "CodingRule")


def rules_of(knowledge: Knowledge, say: Statements, emotion: str) -> tuple[Link, ...]:
    """Give the rules that a place states for an emotion, not those that follow from others."""
    store = knowledge.store
    found: dict[str, Said] = {}
    for conclusion in _concluding(store, ox.NamedNode(emotion)):
        for quad in store.quads_for_pattern(None, _SUBCLASS, conclusion, None):
            rule, place = quad.subject, quad.graph_name
            if (
                isinstance(rule, ox.NamedNode)
                and isinstance(place, ox.NamedNode)
                and ox.Quad(rule, _TYPE, _RULE, place) in store
            ):
                said = found.setdefault(rule.value, Said())
                said.places.add(place.value)
                said.default |= ox.Quad(rule, _SUBCLASS, conclusion) in store
    return say.links(found)


def _concluding(store: ox.Store, emotion: ox.NamedNode) -> Iterator[ox.NamedNode]:
    seen: set[ox.NamedNode] = set()
    for quad in store.quads_for_pattern(None, _VALUE, emotion, None):
        restriction = quad.subject
        if not any(store.quads_for_pattern(restriction, _ON, _CONCLUDES, None)):
            continue
        for above in store.quads_for_pattern(None, _SUBCLASS, restriction, None):
            if isinstance(above.subject, ox.NamedNode) and above.subject not in seen:
                seen.add(above.subject)
                yield above.subject
