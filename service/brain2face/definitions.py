"""The definition of a rule, read from its class into the ways in which a face can meet it.

The class in the ontology is the only copy of a rule. Its expression is read into alternatives of
units and demands; a construct that cannot be read is an error, since ignoring it would change what
the rule codes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from brain2face.errors import SourceFileError
from brain2face.rules import Demand, Way
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["RuleReader", "Term"]

_OWL: Final = PREFIXES["owl"]
_RDF: Final = PREFIXES["rdf"]
_EQUIVALENT: Final = ox.NamedNode(_OWL + "equivalentClass")
_FIRST, _REST = ox.NamedNode(_RDF + "first"), ox.NamedNode(_RDF + "rest")
_NIL: Final = ox.NamedNode(_RDF + "nil")
_EXPRESSION: Final = ox.NamedNode(B2F + "Expression")
_MOST_WAYS: Final = 4096

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class RuleReader:
    """Reads the rules of one named graph."""

    def __init__(self, store: ox.Store, graph: ox.NamedNode, notations: Mapping[Term, str]) -> None:
        """Take the ``notations`` of codes, intensities and sides from outside the graph."""
        self._store = store
        self._graph = graph
        self._notations = notations
        self._rule = ""

    def ways(self, rule: ox.NamedNode) -> tuple[Way, ...]:
        """Give every way to meet a rule's definition, in a fixed order.

        Raises:
            SourceFileError: the rule has not exactly one definition, or one that cannot be read.
        """
        self._rule = curie(rule.value)
        definitions = self._objects(rule, _EQUIVALENT)
        if len(definitions) != 1:
            raise self._error(f"has {len(definitions)} definitions (owl:equivalentClass), not one")
        ways = set(self._ways(definitions[0]))
        if any(not way.units for way in ways):
            raise self._error("asks for no FACS code, so every face would meet it")
        return tuple(sorted(ways, key=_order))

    def _ways(self, node: Term) -> list[Way]:
        if node == _EXPRESSION:
            return [Way()]
        facts = self._facts(node)
        match _shape(facts):
            case "intersectionOf":
                parts = self._items(facts["intersectionOf"])
                return self._product([self._ways(part) for part in parts])
            case "unionOf":
                parts = self._items(facts["unionOf"])
                return [way for part in parts for way in self._ways(part)]
            case "shows hasValue":
                return [Way(frozenset({self._notation(facts["hasValue"])}))]
            case "shows allValuesFrom":
                return [Way(only=self._one_of(facts["allValuesFrom"], node))]
            case "shows someValuesFrom":
                codes = self._one_of(facts["someValuesFrom"], node)
                return [Way(frozenset({code})) for code in sorted(codes)]
            case "hasScoring someValuesFrom":
                demand = self._demand(facts["someValuesFrom"])
                asks = demand.intensities or demand.sides
                return [Way(frozenset({demand.code}), frozenset({demand} if asks else ()))]
        raise self._unreadable(node)

    def _product(self, factors: list[list[Way]]) -> list[Way]:
        ways = [Way()]
        for factor in factors:
            ways = [left.and_also(right) for left in ways for right in factor]
            if len(ways) > _MOST_WAYS:
                raise self._error(f"can be met in more than {_MOST_WAYS} ways")
        return ways

    def _demand(self, node: Term) -> Demand:
        facts = self._facts(node)
        both = _shape(facts) == "intersectionOf"
        demand = Demand("")
        for part in self._items(facts["intersectionOf"]) if both else [node]:
            path, letters = self._values(part)
            if path == "scores" and len(letters) == 1 and not demand.code:
                demand = replace(demand, code=min(letters))
            elif path == "hasIntensity" and not demand.intensities:
                demand = replace(demand, intensities=letters)
            elif path == "hasSide" and not demand.sides:
                demand = replace(demand, sides=letters)
            else:
                raise self._unreadable(part)
        if not demand.code:
            raise self._unreadable(node)
        return demand

    def _values(self, node: Term) -> tuple[str, frozenset[str]]:
        facts = self._facts(node)
        path, _, construct = _shape(facts).partition(" ")
        if construct == "hasValue":
            return path, frozenset({self._notation(facts["hasValue"])})
        if construct == "someValuesFrom":
            return path, self._one_of(facts["someValuesFrom"], node)
        if path == "unionOf":
            found = [self._values(part) for part in self._items(facts["unionOf"])]
            if len({one for one, _ in found}) == 1:
                return found[0][0], frozenset().union(*(letters for _, letters in found))
        raise self._unreadable(node)

    def _one_of(self, node: Term, inside: Term) -> frozenset[str]:
        facts = self._facts(node)
        if set(facts) != {"oneOf"}:
            raise self._unreadable(inside)
        return frozenset(self._notation(item) for item in self._items(facts["oneOf"]))

    def _facts(self, node: Term) -> dict[str, Term]:
        if not isinstance(node, ox.BlankNode):
            return {}
        facts: dict[str, Term] = {}
        for quad in self._store.quads_for_pattern(node, None, None, self._graph):
            name = quad.predicate.value.removeprefix(_OWL)
            if name in facts:
                raise self._error(f"says {curie(quad.predicate.value)} twice in one place")
            if name != _RDF + "type":
                facts[name] = quad.object
        return facts

    def _items(self, node: Term) -> Iterator[Term]:
        seen: set[Term] = set()
        while node != _NIL:
            if not isinstance(node, ox.BlankNode) or node in seen:
                raise self._error("has a broken list")
            seen.add(node)
            first, rest = self._objects(node, _FIRST), self._objects(node, _REST)
            if len(first) != 1 or len(rest) != 1:
                raise self._error("has a broken list")
            yield first[0]
            node = rest[0]

    def _objects(self, node: ox.NamedNode | ox.BlankNode, predicate: ox.NamedNode) -> list[Term]:
        quads = self._store.quads_for_pattern(node, predicate, None, self._graph)
        return [quad.object for quad in quads]

    def _notation(self, node: Term) -> str:
        if node not in self._notations:
            name = curie(node.value) if isinstance(node, ox.NamedNode) else str(node)
            raise self._error(f"names {name}, which has no skos:notation")
        return self._notations[node]

    def _unreadable(self, node: Term) -> SourceFileError:
        facts = self._facts(node)
        parts = [f"{_short(name)} {_short(value)}" for name, value in sorted(facts.items())]
        shown = f"[ {' ; '.join(parts)} ]" if isinstance(node, ox.BlankNode) else _short(node)
        return self._error(f"has a part that no coder can read: {shown}")

    def _error(self, what: str) -> SourceFileError:
        return SourceFileError(f"Rule {self._rule} in {curie(self._graph.value)} {what}.")


def _order(way: Way) -> tuple[list[str], list[str]]:
    return sorted(way.units), sorted(map(str, way.demands))


def _shape(facts: Mapping[str, Term]) -> str:
    path = facts.get("onProperty")
    name = [path.value.removeprefix(B2F)] if isinstance(path, ox.NamedNode) else []
    return " ".join(name + sorted(facts.keys() - {"onProperty"}))


def _short(node: Term | str) -> str:
    if isinstance(node, str):
        return curie(node) if ":" in node else f"owl:{node}"
    if isinstance(node, ox.NamedNode):
        return curie(node.value)
    return "[ … ]" if isinstance(node, ox.BlankNode) else str(node)
