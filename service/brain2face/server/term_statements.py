"""What a place says, statement by statement, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.identity import short_name
from brain2face.registry.ordering import natural

__all__ = ["Part", "Statements", "statements_of"]

_MOST: Final = 300
_INSIDE: Final = "…"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a statement: its text, and the IRI where it is one."""

    text: str
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Statements:
    """The first statements of a graph, and how many it holds; axioms count, but are not shown."""

    count: int
    rows: tuple[tuple[Part, Part, Part], ...]


def statements_of(knowledge: Knowledge, graph: str) -> Statements | None:
    """Give the statements of a named graph; none where there is no such graph."""
    node = ox.NamedNode(graph)
    quads = list(knowledge.store.quads_for_pattern(None, None, None, node))
    if not quads:
        return None
    named = (quad for quad in quads if isinstance(quad.subject, ox.NamedNode))
    ordered = sorted(named, key=lambda quad: natural(str(quad)))
    rows = tuple(
        (_part(quad.subject), _part(quad.predicate), _part(quad.object))
        for quad in islice(ordered, _MOST)
    )
    return Statements(len(quads), rows)


def _part(term: object) -> Part:
    if isinstance(term, ox.NamedNode):
        return Part(short_name(term.value), term.value)
    return Part(term.value if isinstance(term, ox.Literal) else _INSIDE)
