"""The rules of a place, read from their classes, and which of them are contained in others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from brain2face.definitions import RuleReader, Term
from brain2face.errors import SourceFileError
from brain2face.profiles.statements import SUBCLASS, TYPE, Statements, natural, reached
from brain2face.rules import Rule
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["order_of", "rules_of"]

_RULE: Final = ox.NamedNode(B2F + "CodingRule")
_LOCATOR, _PRINT = (ox.NamedNode(B2F + name) for name in ("locator", "printedAs"))
_EQUIVALENT: Final = ox.NamedNode(PREFIXES["owl"] + "equivalentClass")


def rules_of(statements: Statements, place: ox.NamedNode) -> Iterator[Rule]:
    """Give the rules of a place in natural order.

    Raises:
        SourceFileError: a rule cannot be read, or concludes nothing.
    """
    quads = statements.store.quads_for_pattern(None, TYPE, _RULE, place)
    found = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
    wider = {node: above for node, above in statements.wider.items() if node not in found}
    for quad in statements.store.quads_for_pattern(None, SUBCLASS, None, place):
        wider[quad.subject] = wider.get(quad.subject, set()) | {quad.object}
    reader = RuleReader(statements.store, place, statements.notations)
    for node in sorted(found, key=natural):
        conclusions = statements.conclusions(reached(node, wider), place)
        if not conclusions:
            name = f"{curie(node.value)} in {curie(place.value)}"
            raise SourceFileError(f"Rule {name} concludes nothing: say what it is a kind of.")
        yield Rule(
            iri=node.value,
            label=statements.text(node, graph=place),
            printed=statements.text(node, _PRINT, place),
            place=statements.place(place, statements.text(node, _LOCATOR, place)),
            ways=reader.ways(node),
            conclusions=conclusions,
        )


def order_of(statements: Statements, rules: Iterable[Rule]) -> frozenset[tuple[str, str]]:
    """Give the pairs of rules of which the first is stated to be a kind of the second."""
    nodes = [ox.NamedNode(rule.iri) for rule in rules]
    wider: dict[Term, set[Term]] = {node: set() for node in nodes}
    for node in nodes:
        for predicate in (SUBCLASS, _EQUIVALENT):
            for quad in statements.store.quads_for_pattern(node, predicate, None, None):
                if quad.object in wider:
                    wider[node].add(quad.object)
                    if predicate == _EQUIVALENT:
                        wider[quad.object].add(node)
    pairs = ((node, other) for node in nodes for other in reached(node, wider))
    return frozenset(
        (node.value, other.value)
        for node, other in pairs
        if node != other and isinstance(other, ox.NamedNode)
    )
