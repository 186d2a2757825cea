"""A mapping set as RDF: its mappings in a graph of their own, what it is in the default graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from brain2face.alignments.values import MappingSet
from brain2face.terms import PREFIXES, SOURCE

__all__ = ["quads"]


def _named(prefix: str, name: str) -> NamedNode:
    return NamedNode(PREFIXES[prefix] + name)


_A: Final = _named("rdf", "type")
_LABEL: Final = _named("rdfs", "label")
_COMMENT: Final = _named("rdfs", "comment")
_PART_OF: Final = _named("dcterms", "isPartOf")
_AXIOM: Final = _named("owl", "Axiom")
_SUBJECT: Final = _named("owl", "annotatedSource")
_PREDICATE: Final = _named("owl", "annotatedProperty")
_OBJECT: Final = _named("owl", "annotatedTarget")
_DEFINITION: Final = _named("skos", "definition")
_NOTE: Final = _named("skos", "scopeNote")
_LOCATOR: Final = _named("b2f", "locator")
_LICENCE: Final = _named("dcterms", "license")
_VERSION: Final = _named("owl", "versionInfo")
_TARGET: Final = _named("sssom", "object_source")
_TARGET_VERSION: Final = _named("sssom", "object_source_version")
_DATED: Final = _named("sssom", "mapping_date")
_XSD_DATE: Final = _named("xsd", "date")
_OURS: Final = NamedNode(SOURCE + "brain2face")
_FALSE: Final = Literal("false", datatype=_named("xsd", "boolean"))
_SAME_OF_EACH: Final[list[tuple[NamedNode, NamedNode | Literal]]] = [
    (_A, _named("b2f", "MappingSet")),
    (_A, _named("sssom", "MappingSet")),
    (_A, _named("owl", "NamedIndividual")),
    (_named("dcterms", "source"), _OURS),
    (_named("b2f", "inDefaultGraph"), _FALSE),
    (_PART_OF, _OURS),
]


def quads(one: MappingSet) -> list[Quad]:
    """Give the quads of a set.

    Each mapping is one triple, with the label of the other term; a comment on a mapping is an
    annotation of that triple as OWL writes it.
    """
    return [*_described(one), *_mapped(one)]


def _mapped(one: MappingSet) -> Iterator[Quad]:
    graph = NamedNode(one.iri)
    stem = re.sub("[^A-Za-z0-9]", "", one.file.partition(".")[0])
    labelled: set[NamedNode] = set()
    for number, row in enumerate(one.mappings):
        yield Quad(row.subject, row.predicate, row.object, graph)
        if row.object not in labelled:
            labelled.add(row.object)
            yield Quad(row.object, _LABEL, Literal(row.label), graph)
            if row.within is not None:
                yield Quad(row.object, _PART_OF, row.within, graph)
        if row.comment:
            axiom = BlankNode(f"{stem}{number}")
            yield Quad(axiom, _A, _AXIOM, graph)
            yield Quad(axiom, _SUBJECT, row.subject, graph)
            yield Quad(axiom, _PREDICATE, row.predicate, graph)
            yield Quad(axiom, _OBJECT, row.object, graph)
            yield Quad(axiom, _COMMENT, Literal(row.comment, language="en"), graph)


def _described(one: MappingSet) -> Iterator[Quad]:
    told = [
        *_SAME_OF_EACH,
        (_LABEL, Literal(one.title, language="en")),
        (_DEFINITION, Literal(one.definition, language="en")),
        (_LOCATOR, Literal(one.file)),
        (_LICENCE, NamedNode(one.licence)),
        (_VERSION, Literal(one.version)),
        (_TARGET_VERSION, Literal(one.target_version)),
    ]
    if one.note:
        told.append((_NOTE, Literal(one.note, language="en")))
    if one.target:
        told.append((_TARGET, NamedNode(one.target)))
    if one.date:
        told.append((_DATED, Literal(one.date, datatype=_XSD_DATE)))
    about = NamedNode(one.iri)
    return (Quad(about, predicate, value) for predicate, value in told)
