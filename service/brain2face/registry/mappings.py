"""What other ontologies call a term, by which mapping set, with what its maker noted."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.identity import short_name
from brain2face.registry.statements import Said, Statements
from brain2face.registry.views import Mapping
from brain2face.terms import PREFIXES

__all__ = ["mappings_of"]

_SOURCE: Final = ox.NamedNode(PREFIXES["owl"] + "annotatedSource")
_PROPERTY: Final = ox.NamedNode(PREFIXES["owl"] + "annotatedProperty")
_TARGET: Final = ox.NamedNode(PREFIXES["owl"] + "annotatedTarget")
_COMMENT: Final = ox.NamedNode(PREFIXES["rdfs"] + "comment")


def mappings_of(
    knowledge: Knowledge, say: Statements, term: str, match: str, said: dict[str, Said]
) -> tuple[Mapping, ...]:
    """Give the mappings of a term by one relation, in order of the other term and the set."""
    return tuple(
        Mapping(
            id=target,
            name=short_name(target),
            label=say.label(target),
            set=say.named(place),
            comment=_comment(knowledge, (term, match, target), place),
        )
        for target, known in sorted(said.items())
        for place in sorted(known.places)
    )


def _comment(knowledge: Knowledge, triple: tuple[str, str, str], place: str) -> str | None:
    store, graph = knowledge.store, ox.NamedNode(place)
    term, match, target = map(ox.NamedNode, triple)
    for quad in store.quads_for_pattern(None, _SOURCE, term, graph):
        note = quad.subject
        if (
            ox.Quad(note, _TARGET, target, graph) in store
            and ox.Quad(note, _PROPERTY, match, graph) in store
        ):
            for told in store.quads_for_pattern(note, _COMMENT, None, graph):
                if isinstance(told.object, ox.Literal):
                    return told.object.value
    return None
