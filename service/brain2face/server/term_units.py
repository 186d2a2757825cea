"""The units that the definition of a class names: what a published rule asks for."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.ordering import natural
from brain2face.terms import B2F, PREFIXES

__all__ = ["units_named_by"]

_EQUIVALENT: Final = ox.NamedNode(f"{PREFIXES['owl']}equivalentClass")
_VALUE: Final = ox.NamedNode(f"{PREFIXES['owl']}hasValue")
_ON: Final = ox.NamedNode(f"{PREFIXES['owl']}onProperty")
_NAMING: Final = {ox.NamedNode(f"{B2F}shows"), ox.NamedNode(f"{B2F}scores")}


def units_named_by(knowledge: Knowledge, iri: str) -> tuple[str, ...]:
    """Give the IRIs of the units in the definition of a class, wherever it stands, in order.

    Required units and alternatives are not told apart; the printed form of a rule does that.
    """
    store = knowledge.store
    waiting: list[ox.NamedNode | ox.BlankNode] = []
    for quad in store.quads_for_pattern(ox.NamedNode(iri), _EQUIVALENT, None, None):
        if isinstance(quad.object, ox.BlankNode):
            waiting.append(quad.object)
    found: set[str] = set()
    seen = set(waiting)
    while waiting:
        node = waiting.pop()
        said = list(store.quads_for_pattern(node, None, None, None))
        naming = any(quad.predicate == _ON and quad.object in _NAMING for quad in said)
        for quad in said:
            part = quad.object
            if isinstance(part, ox.BlankNode) and part not in seen:
                seen.add(part)
                waiting.append(part)
            elif naming and quad.predicate == _VALUE and isinstance(part, ox.NamedNode):
                found.add(part.value)
    return tuple(sorted(found, key=natural))
