"""Triples with an index: what the rooms of the reasoner ask of the ontology before HermiT runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from brain2face.terms import B2F, PREFIXES

__all__ = ["FIRST", "NIL", "REST", "TYPE", "Statements", "Term", "b2f", "owl", "rdfs"]

Term = NamedNode | BlankNode | Literal | Triple

_RDF = PREFIXES["rdf"]
TYPE = NamedNode(_RDF + "type")
FIRST = NamedNode(_RDF + "first")
REST = NamedNode(_RDF + "rest")
NIL = NamedNode(_RDF + "nil")


def b2f(name: str) -> NamedNode:
    """Give the term of ours with this id."""
    return NamedNode(B2F + name)


def owl(name: str) -> NamedNode:
    """Give the OWL term with this id."""
    return NamedNode(PREFIXES["owl"] + name)


def rdfs(name: str) -> NamedNode:
    """Give the RDF Schema term with this id."""
    return NamedNode(PREFIXES["rdfs"] + name)


class Statements:
    """An indexed set of triples."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        """Index the triples both ways."""
        self._triples = list(dict.fromkeys(triples))
        self._forward: dict[tuple[Term, NamedNode], list[Term]] = defaultdict(list)
        self._backward: dict[tuple[NamedNode, Term], list[Term]] = defaultdict(list)
        for triple in self._triples:
            self._forward[triple.subject, triple.predicate].append(triple.object)
            self._backward[triple.predicate, triple.object].append(triple.subject)
        self._known = frozenset(self._triples)

    def __iter__(self) -> Iterator[Triple]:
        return iter(self._triples)

    def __len__(self) -> int:
        return len(self._triples)

    def __contains__(self, triple: Triple) -> bool:
        return triple in self._known

    def objects(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """Give what a subject is related to."""
        return self._forward.get((subject, predicate), [])

    def subjects(self, predicate: NamedNode, value: Term) -> list[Term]:
        """Give what is related to a value."""
        return self._backward.get((predicate, value), [])

    def having(self, predicate: NamedNode) -> list[Term]:
        """Give every subject of a predicate, once."""
        return list(dict.fromkeys(t.subject for t in self._triples if t.predicate == predicate))

    def items(self, head: Term) -> list[Term]:
        """Give the members of an RDF list."""
        found: list[Term] = []
        while head != NIL:
            first, rest = self.objects(head, FIRST), self.objects(head, REST)
            if not first or not rest:
                break
            found.append(first[0])
            head = rest[0]
        return found

    def named(self, kind: NamedNode) -> frozenset[NamedNode]:
        """Give the IRIs asserted to be of a kind."""
        return frozenset(s for s in self.subjects(TYPE, kind) if isinstance(s, NamedNode))

    def instances(self, kind: NamedNode) -> frozenset[NamedNode]:
        """Give the IRIs asserted to be of a kind or of a kind below it."""
        kinds, waiting = {kind}, [kind]
        while waiting:
            for lower in self.subjects(rdfs("subClassOf"), waiting.pop()):
                if isinstance(lower, NamedNode) and lower not in kinds:
                    kinds.add(lower)
                    waiting.append(lower)
        return frozenset().union(*(self.named(item) for item in kinds))

    def above(self, term: Term, predicate: NamedNode | None = None) -> frozenset[Term]:
        """Give a class (or a relation, by its predicate) and everything asserted above it."""
        step = rdfs("subClassOf") if predicate is None else predicate
        found, waiting = {term}, [term]
        while waiting:
            for upper in self.objects(waiting.pop(), step):
                if upper not in found:
                    found.add(upper)
                    waiting.append(upper)
        return frozenset(found)
