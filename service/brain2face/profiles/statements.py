"""What the ontology says about one thing at a time: its names, its kinds, its relations.

The look-ups are direct, since a query for each would take longer than coding a face may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox

from brain2face.definitions import Term
from brain2face.rules import Conclusion, Place
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["LABEL", "PART_OF", "SUBCLASS", "TYPE", "WORDS", "Statements", "natural", "reached"]

TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
SUBCLASS: Final = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
PART_OF: Final = ox.NamedNode(PREFIXES["dcterms"] + "isPartOf")
WORDS: Final = ox.DefaultGraph()
_NOTATION: Final = ox.NamedNode(PREFIXES["skos"] + "notation")
_ON, _VALUE = (ox.NamedNode(PREFIXES["owl"] + name) for name in ("onProperty", "hasValue"))
_CONCLUDES: Final = ox.NamedNode(B2F + "concludes")
_STANDING, _PRINTED = (ox.NamedNode(B2F + name) for name in ("hasStanding", "Printed"))
_KINDS: Final = {
    B2F + "Emotion": "emotion",
    B2F + "Valence": "valence",
    B2F + "MicroExpressionType": "type",
}


class Statements:
    """The statements of a dataset, by what they are about."""

    def __init__(self, store: ox.Store) -> None:
        """Read the notations and the order of classes, which every other look-up needs."""
        self.store = store
        self.notations: dict[Term, str] = {
            quad.subject: quad.object.value
            for quad in store.quads_for_pattern(None, _NOTATION, None, WORDS)
            if isinstance(quad.object, ox.Literal)
        }
        self.wider: dict[Term, set[Term]] = {}
        for quad in store.quads_for_pattern(None, SUBCLASS, None, WORDS):
            self.wider.setdefault(quad.subject, set()).add(quad.object)

    def by_notation(self, kind: str) -> dict[str, ox.NamedNode]:
        """Give the things of a kind, such as ``FacsCode``, by their notations in natural order."""
        top = ox.NamedNode(B2F + kind)
        kinds = {one for one in self.wider if top in reached(one, self.wider)} | {top}
        found = {node for one in kinds for node in self.named(None, TYPE, one)}
        listed = sorted((node for node in found if node in self.notations), key=natural)
        return {self.notations[node]: node for node in listed}

    def unit_names(self) -> dict[str, str]:
        """Give the label of every FACS code, by its notation."""
        return {code: self.text(node) for code, node in self.by_notation("FacsCode").items()}

    def named(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode, value: Term | None = None
    ) -> list[ox.NamedNode]:
        """Give what stands at the open end of a statement of the default graph, if it has a name.

        The open end is the subject where a ``value`` is given, else the object.
        """
        quads = self.store.quads_for_pattern(subject, predicate, value, WORDS)
        ends = (quad.object if value is None else quad.subject for quad in quads)
        return [node for node in ends if isinstance(node, ox.NamedNode)]

    def anywhere(self, node: ox.NamedNode | None, name: str) -> list[ox.NamedNode]:
        """Give what a place, any place, relates a thing to, in natural order."""
        quads = self.store.quads_for_pattern(node, ox.NamedNode(B2F + name), None, None)
        found = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
        return sorted(found, key=natural)

    def pairs(self, name: str) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
        """Give both ends of a relation, wherever it is stated, in natural order."""
        quads = self.store.quads_for_pattern(None, ox.NamedNode(B2F + name), None, None)
        ends = {(quad.subject, quad.object) for quad in quads}
        both = (
            (subject, value)
            for subject, value in ends
            if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode)
        )
        return sorted(both, key=lambda pair: (natural(pair[0]), natural(pair[1])))

    def text(
        self,
        node: ox.NamedNode,
        predicate: ox.NamedNode = LABEL,
        graph: ox.NamedNode | ox.DefaultGraph = WORDS,
    ) -> str:
        """Give a text about a thing: its label, or its short name when it has none."""
        quads = self.store.quads_for_pattern(node, predicate, None, graph)
        found = sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))
        return found[0] if found else curie(node.value) if predicate == LABEL else ""

    def place(self, node: ox.NamedNode, locator: str = "") -> Place:
        """Give a place by its IRI and label."""
        return Place(node.value, self.text(node), locator)

    def is_printed(self, place: ox.NamedNode) -> bool:
        """Say whether what a place states was read in print."""
        return _PRINTED in self.named(place, _STANDING)

    def conclusion(self, node: ox.NamedNode) -> Conclusion:
        """Give a thing that a face can be coded as."""
        kinds = self.named(node, TYPE)
        above = {*kinds, *(one for kind in kinds for one in reached(kind, self.wider))}
        names = [name for iri, name in _KINDS.items() if ox.NamedNode(iri) in above]
        return Conclusion(node.value, self.text(node), names[0] if names else "class")

    def coded_as(self, node: ox.NamedNode) -> tuple[Conclusion, ...]:
        """Give all that a face is coded as that is coded as one thing: fear, and negative too."""
        quads = self.store.quads_for_pattern(None, _VALUE, node, WORDS)
        restrictions = {quad.subject for quad in quads}
        classes = (one for one, above in self.wider.items() if above & restrictions)
        found = {one for kind in classes for one in reached(kind, self.wider)}
        return self.conclusions(found) or (self.conclusion(node),)

    def conclusions(
        self, classes: Iterable[Term], graph: ox.NamedNode | ox.DefaultGraph = WORDS
    ) -> tuple[Conclusion, ...]:
        """Give what classes of expressions conclude, by restrictions in a graph or the words."""
        values: set[Term] = set()
        for node in classes:
            if isinstance(node, ox.NamedNode | ox.BlankNode):
                for where in {graph, WORDS}:
                    on = self.store.quads_for_pattern(node, _ON, None, where)
                    if any(quad.object == _CONCLUDES for quad in on):
                        quads = self.store.quads_for_pattern(node, _VALUE, None, where)
                        values.update(quad.object for quad in quads)
        named = (value for value in values if isinstance(value, ox.NamedNode))
        found = map(self.conclusion, named)
        return tuple(sorted(found, key=lambda one: (one.kind, one.label)))


def reached(start: Term, edges: Mapping[Term, set[Term]]) -> set[Term]:
    """Give all that is reached from a start along edges, the start only if a circle leads back."""
    found: set[Term] = set()
    waiting = [*edges.get(start, ())]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += edges.get(node, ())
    return found


def natural(node: object) -> list[tuple[int, str]]:
    """Give a key by which AU9 comes before AU12."""
    return [(int(p), "") if p.isdigit() else (-1, p) for p in re.split(r"(\d+)", str(node))]
