"""Definitions of length compiled from their classes, which are the only copy of them.

A construct that cannot be read as limits is an error, since ignoring it would change what counts as
a micro-expression.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from itertools import product
from typing import Any, Final

import pyoxigraph as ox

from brain2face.durations.lengths import (
    DURATION,
    ONSET_PHASE,
    CodeLimit,
    Definition,
    Limit,
    Limits,
)
from brain2face.errors import SourceFileError
from brain2face.knowledge import Knowledge
from brain2face.rules import Place
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["load_code_limits", "load_definitions"]

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_OWL, _RDF, _XSD = (PREFIXES[name] for name in ("owl", "rdf", "xsd"))
_FIRST, _REST = _RDF + "first", _RDF + "rest"
_NIL: Final = ox.NamedNode(_RDF + "nil")
_EXPRESSION: Final = ox.NamedNode(B2F + "Expression")
_MICRO, _MACRO = B2F + "MicroExpression", B2F + "MacroExpression"
_QUANTITIES: Final = {
    B2F + "durationInSeconds": DURATION,
    B2F + "onsetPhaseInSeconds": ONSET_PHASE,
}
_HEAD: Final = "".join(
    f"PREFIX {name}: <{PREFIXES[name]}> " for name in ("b2f", "owl", "rdfs", "skos")
)
_CLASSES: Final = f"""{_HEAD}
SELECT ?class ?kind ?place ?node ?name {{
  VALUES ?kind {{ b2f:MicroExpression b2f:MacroExpression }}
  GRAPH ?place {{ ?class rdfs:subClassOf ?kind ; owl:equivalentClass ?node }}
  OPTIONAL {{ ?class skos:notation ?name }}
  FILTER(isIRI(?class) && isBlank(?node))
}} ORDER BY ?name ?class ?place"""
_LIMITS: Final = f"""{_HEAD}
SELECT DISTINCT ?short ?long ?seconds ?place {{
  GRAPH ?place {{
    ?one b2f:upperLimitInSeconds ?seconds . ?other b2f:lowerLimitInSeconds ?seconds }}
  ?one skos:notation ?short . ?other skos:notation ?long .
  {{ ?one b2f:excludes ?other }} UNION {{ ?other b2f:excludes ?one }}
}} ORDER BY ?short ?long"""


def load_definitions(knowledge: Knowledge) -> dict[str, Definition]:
    """Compile every definition of a micro-expression, by its notation, such as ``dong2022``.

    Raises:
        SourceFileError: a class cannot be read as limits of length, or has no notation of its own.
    """
    found: dict[str, dict[str, tuple[str, str, tuple[Limits, ...]]]] = {}
    for node, kind, place, root, name in _rows(knowledge, _CLASSES):
        reader = _Reader(knowledge.store, place, node)
        if name is None:
            raise reader.error("has no skos:notation by which it could be chosen")
        ways = tuple(tuple(way) for way in reader.ways(root))
        kinds = found.setdefault(name.value, {})
        if kind.value in kinds:
            raise reader.error(f"is defined twice, or shares its notation {name.value}")
        kinds[kind.value] = node.value, place.value, ways
    return {name: _definition(knowledge, name, kinds) for name, kinds in found.items()}


def load_code_limits(knowledge: Knowledge) -> tuple[CodeLimit, ...]:
    """Give the pairs of FACS codes that only the length of the movement tells apart."""
    return tuple(
        CodeLimit(short.value, long.value, float(seconds.value), _place(knowledge, place.value))
        for short, long, seconds, place in _rows(knowledge, _LIMITS)
    )


def _definition(
    knowledge: Knowledge, name: str, kinds: dict[str, tuple[str, str, tuple[Limits, ...]]]
) -> Definition:
    if _MICRO not in kinds:
        raise SourceFileError(f"{name} defines a macro-expression and no micro-expression.")
    node, place, micro = kinds[_MICRO]
    macro = kinds[_MACRO][2] if _MACRO in kinds else ()
    return Definition(name, knowledge.label(node), _place(knowledge, place), micro, macro)


def _place(knowledge: Knowledge, iri: str) -> Place:
    locator = knowledge.store.quads_for_pattern(
        ox.NamedNode(iri), ox.NamedNode(B2F + "locator"), None, ox.DefaultGraph()
    )
    texts = (quad.object.value for quad in locator if isinstance(quad.object, ox.Literal))
    return Place(iri, knowledge.label(iri), next(texts, ""))


def _rows(knowledge: Knowledge, query: str) -> Iterator[tuple[Any, ...]]:
    results = knowledge.query(query).results
    if isinstance(results, ox.QuerySolutions):
        for row in results:
            yield tuple(row)


class _Reader:
    """Reads the definition of one class in the graph of its place."""

    def __init__(self, store: ox.Store, graph: Term, node: Term) -> None:
        self._store = store
        self._graph = graph
        self._node = node

    def ways(self, node: Term) -> list[list[Limit]]:
        if node == _EXPRESSION:
            return [[]]
        facts = self._facts(node)
        if facts.keys() == {"intersectionOf"}:
            parts = [self.ways(part) for part in self._items(facts["intersectionOf"])]
            return [[one for part in way for one in part] for way in product(*parts)]
        if facts.keys() == {"unionOf"}:
            return [way for part in self._items(facts["unionOf"]) for way in self.ways(part)]
        if facts.keys() == {"onProperty", "someValuesFrom"}:
            return [[self._limit(facts["onProperty"], facts["someValuesFrom"])]]
        raise self._unreadable(facts)

    def _limit(self, path: Term, node: Term) -> Limit:
        facts = self._facts(node)
        quantity = _QUANTITIES.get(getattr(path, "value", ""))
        if quantity is None or facts.keys() != {"onDatatype", "withRestrictions"}:
            raise self._unreadable({"onProperty": path, **facts})
        ends: dict[str, tuple[Decimal, bool]] = {}
        for facet in self._items(facts["withRestrictions"]):
            for name, value in self._facts(facet).items():
                end, kind = name.removeprefix(_XSD)[:3], name.removeprefix(_XSD)[3:]
                if end not in ("min", "max") or kind not in ("Inclusive", "Exclusive"):
                    raise self._unreadable({name: value})
                if end in ends:
                    raise self.error(f"gives two limits at one end of the {quantity}")
                ends[end] = self._number(value), kind == "Exclusive"
        least, least_open = ends.get("min", (None, False))
        most, most_open = ends.get("max", (None, False))
        return Limit(quantity, least, most, least_open, most_open)

    def _number(self, value: Term) -> Decimal:
        try:
            return Decimal(getattr(value, "value", ""))
        except InvalidOperation:
            raise self.error(f"has the limit {value}, which is no number") from None

    def _facts(self, node: Term) -> dict[str, Term]:
        if not isinstance(node, ox.BlankNode):
            return {}
        quads = self._store.quads_for_pattern(node, None, None, self._graph)  # type: ignore[arg-type]
        return {
            quad.predicate.value.removeprefix(_OWL): quad.object
            for quad in quads
            if quad.predicate.value != _RDF + "type"
        }

    def _items(self, node: Term) -> Iterator[Term]:
        seen: set[Term] = set()
        while node != _NIL:
            facts = self._facts(node)
            if facts.keys() != {_FIRST, _REST} or node in seen:
                raise self.error("has a broken list")
            seen.add(node)
            yield facts[_FIRST]
            node = facts[_REST]

    def _unreadable(self, facts: dict[str, Term]) -> SourceFileError:
        shown = ", ".join(curie(one if ":" in one else _OWL + one) for one in sorted(facts))
        return self.error(
            f"has a part that cannot be read as limits of length: {shown or 'a name'}"
        )

    def error(self, what: str) -> SourceFileError:
        names = [curie(getattr(one, "value", "")) for one in (self._node, self._graph)]
        return SourceFileError(f"Definition {names[0]} in {names[1]} {what}.")
