"""How much is served: triples by graph, and the classes and properties that they use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

__all__ = ["Statistics", "count"]

_PER_GRAPH: Final = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_PER_CLASS: Final = "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"
_PER_PROPERTY: Final = "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"
_ALL: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_SUBJECTS: Final = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"
_OBJECTS: Final = "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a dataset holds.

    Attributes:
        default: triples of the default graph.
        named: triples by the IRI of each named graph, empty ones too.
        classes: members by the IRI of each class, in the default graph.
        properties: triples by the IRI of each property, in the default graph.
        subjects: distinct subjects of the default graph.
        objects: distinct objects of the default graph.
    """

    default: int
    named: Mapping[str, int]
    classes: Mapping[str, int] = field(default_factory=dict)
    properties: Mapping[str, int] = field(default_factory=dict)
    subjects: int = 0
    objects: int = 0


def count(store: ox.Store) -> Statistics:
    """Count a dataset; it takes as long as reading it, so keep what comes back."""
    named = {g.value: 0 for g in store.named_graphs() if isinstance(g, ox.NamedNode)}
    counted = _counts(store, _PER_GRAPH)
    return Statistics(
        _number(store, _ALL),
        {graph: counted.get(graph, 0) for graph in named},
        _counts(store, _PER_CLASS),
        _counts(store, _PER_PROPERTY),
        _number(store, _SUBJECTS),
        _number(store, _OBJECTS),
    )


def _counts(store: ox.Store, query: str) -> dict[str, int]:
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)  # noqa: S101
    return {
        key.value: int(number.value)
        for key, number in rows
        if isinstance(key, ox.NamedNode) and isinstance(number, ox.Literal)
    }


def _number(store: ox.Store, query: str) -> int:
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)  # noqa: S101
    number = next(rows)["n"]
    assert isinstance(number, ox.Literal)  # noqa: S101
    return int(number.value)
