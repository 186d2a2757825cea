"""What HermiT is given: axioms and assertions, without words, observations and bookkeeping.

A rule is a class and also, as an individual, a ``b2f:CodingRule``; only the class goes in.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from brain2face.reasoner.statements import TYPE, Statements, b2f, owl, rdfs
from brain2face.terms import PREFIXES

__all__ = ["foreign_datatypes", "logical"]

_OWL, _RDF, _RDFS, _XSD = (PREFIXES[name] for name in ("owl", "rdf", "rdfs", "xsd"))
_NO_AXIOM = {
    owl(name)
    for name in (
        "backwardCompatibleWith", "deprecated", "imports", "incompatibleWith", "priorVersion",
        "versionIRI", "versionInfo",
    )
}  # fmt: skip
_HIERARCHY = {rdfs(name) for name in ("domain", "range", "subClassOf", "subPropertyOf")}
_BOOKKEEPING = (
    NamedNode(PREFIXES["qb"] + "Observation"),
    NamedNode(PREFIXES["qb"] + "DataSet"),
    b2f("InferredGraph"),
    b2f("Place"),
    b2f("Profile"),
    b2f("Source"),
)
_META = {NamedNode(_RDF + "Property"), rdfs("Class"), owl("Ontology"), owl("AnnotationProperty")}


_OWL_TYPES = frozenset(
    """anyURI base64Binary boolean byte dateTime dateTimeStamp decimal double float hexBinary int
    integer language long Name NCName NMTOKEN negativeInteger nonNegativeInteger nonPositiveInteger
    normalizedString positiveInteger short string token unsignedByte unsignedInt unsignedLong
    unsignedShort""".split()
)
_KNOWN_TYPES = frozenset(_XSD + name for name in _OWL_TYPES) | {
    owl("rational").value,
    owl("real").value,
    _RDF + "langString",
    _RDF + "PlainLiteral",
    _RDF + "XMLLiteral",
    _RDFS + "Literal",
}


def foreign_datatypes(triples: Iterable[Triple]) -> list[str]:
    """Give the datatypes of axioms that OWL 2 has not, and HermiT therefore refuses."""
    found: set[str] = set()
    for triple in triples:
        value = triple.object
        if triple.predicate == owl("onDatatype") and isinstance(value, NamedNode):
            found.add(value.value)
        axiom = triple.predicate == owl("hasValue") or triple.predicate.value.startswith(_XSD)
        if axiom and isinstance(value, Literal):
            found.add(value.datatype.value)
    return sorted(found - _KNOWN_TYPES)


def logical(triples: Iterable[Triple]) -> list[Triple]:
    """Give the logical part of some statements, every name in it declared."""
    return _Sieve(Statements(triples)).result()


class _Sieve:
    def __init__(self, statements: Statements) -> None:
        self._all = statements
        self._relations = statements.named(owl("ObjectProperty"))
        annotations = statements.named(owl("AnnotationProperty"))
        defined = statements.having(owl("equivalentClass"))
        self._classes = statements.named(owl("Class")) | {
            item for item in defined if isinstance(item, NamedNode)
        }
        self._mute = annotations.union(*(statements.instances(kind) for kind in _BOOKKEEPING))

    def result(self) -> list[Triple]:
        kept = [triple for triple in self._all if self._keep(triple)]
        declared = [Triple(item, TYPE, owl("Class")) for item in self._classes - self._mute]
        individuals: set[NamedNode] = set()
        for triple in kept:
            if triple.predicate in self._relations:
                individuals.add(_named(triple.subject))
                individuals.add(_named(triple.object))
        declared += [Triple(item, TYPE, owl("NamedIndividual")) for item in individuals]
        return list(dict.fromkeys([*kept, *declared]))

    def _keep(self, triple: Triple) -> bool:
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if subject in self._mute or value in self._mute:
            return False
        if predicate == TYPE:
            return self._keeps_type(triple)
        if predicate in self._relations:
            return (
                isinstance(subject, NamedNode)
                and isinstance(value, NamedNode)
                and subject not in self._classes
            )
        if predicate in _HIERARCHY:
            return not isinstance(value, Literal)
        name = predicate.value
        return name.startswith((_OWL, _RDF, _XSD)) and predicate not in _NO_AXIOM

    def _keeps_type(self, triple: Triple) -> bool:
        kind = triple.object
        if not isinstance(kind, NamedNode) or kind in _META:
            return False
        if kind.value.startswith(_OWL) or kind.value == _RDFS + "Datatype":
            return triple.subject not in self._classes or kind != owl("NamedIndividual")
        return kind in self._classes and triple.subject not in self._classes


def _named(term: object) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term} is no IRI")
    return term
