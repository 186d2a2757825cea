"""What is served, told by the Vocabulary of Interlinked Datasets at ``/.well-known/void``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyoxigraph as ox

from brain2face.server.statistics import Statistics
from brain2face.terms import B2F, ONTOLOGY, PREFIXES

__all__ = ["describe_dataset"]

_RDF, _VOID, _DCTERMS, _RDFS = (PREFIXES[prefix] for prefix in ("rdf", "void", "dcterms", "rdfs"))
_FOAF: Final = "http://xmlns.com/foaf/0.1/"
_EXAMPLE: Final = f"{B2F}AU12"
_KEPT: Final = (
    "title",
    "description",
    "license",
    "creator",
    "publisher",
    "source",
    "issued",
    "modified",
)
_PART_OF: Final = ox.NamedNode(f"{_DCTERMS}isPartOf")


def describe_dataset(
    address: str, endpoint: str, store: ox.Store, statistics: Statistics
) -> list[ox.Triple]:
    """Describe the dataset: what it is, how to ask it, and how much of what it holds.

    Args:
        address: the address of the description.
        endpoint: the address of the SPARQL endpoint.
        store: the dataset; title, licence and sources are read from it.
        statistics: what was counted in it.
    """
    dataset, ontology = ox.NamedNode(f"{address}#dataset"), ox.NamedNode(ONTOLOGY)
    document = ox.NamedNode(address)
    vocabularies = _namespaces({**statistics.classes, **statistics.properties})
    triples = [
        _link(document, _RDF, "type", f"{_VOID}DatasetDescription"),
        _link(document, _FOAF, "primaryTopic", dataset.value),
        _link(dataset, _RDF, "type", f"{_VOID}Dataset"),
        _link(dataset, _VOID, "sparqlEndpoint", endpoint),
        _link(dataset, _VOID, "exampleResource", _EXAMPLE),
        ox.Triple(dataset, ox.NamedNode(f"{_VOID}uriSpace"), ox.Literal(B2F)),
        *(_link(dataset, _VOID, "vocabulary", iri) for iri in vocabularies),
        *_copied(store, ontology, dataset),
        _count(dataset, "triples", statistics.default),
        _count(dataset, "distinctSubjects", statistics.subjects),
        _count(dataset, "distinctObjects", statistics.objects),
        _count(dataset, "classes", len(statistics.classes)),
        _count(dataset, "properties", len(statistics.properties)),
        *_partitions(dataset, "class", "entities", statistics.classes),
        *_partitions(dataset, "property", "triples", statistics.properties),
    ]
    for number, (source, graphs) in enumerate(sorted(_sources(store, statistics).items()), 1):
        subset = ox.NamedNode(f"{address}#source-{number}")
        triples += [
            _link(dataset, _VOID, "subset", subset.value),
            _link(subset, _RDF, "type", f"{_VOID}Dataset"),
            _link(subset, _DCTERMS, "source", source),
            _count(subset, "triples", sum(statistics.named[graph] for graph in graphs)),
            *_labels(store, ox.NamedNode(source), subset),
        ]
    return triples


def _copied(store: ox.Store, of: ox.NamedNode, to: ox.NamedNode) -> list[ox.Triple]:
    return [
        ox.Triple(to, quad.predicate, quad.object)
        for name in _KEPT
        for quad in store.quads_for_pattern(
            of, ox.NamedNode(f"{_DCTERMS}{name}"), None, ox.DefaultGraph()
        )
    ]


def _labels(store: ox.Store, of: ox.NamedNode, to: ox.NamedNode) -> list[ox.Triple]:
    label, title = ox.NamedNode(f"{_RDFS}label"), ox.NamedNode(f"{_DCTERMS}title")
    licence = ox.NamedNode(f"{_DCTERMS}license")
    return [
        ox.Triple(to, told, quad.object)
        for asked, told in ((label, title), (licence, licence))
        for quad in store.quads_for_pattern(of, asked, None, ox.DefaultGraph())
    ]


def _sources(store: ox.Store, statistics: Statistics) -> dict[str, list[str]]:
    """Give the named graphs by the source that each is part of."""
    sources: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(None, _PART_OF, None, ox.DefaultGraph()):
        graph, source = quad.subject, quad.object
        if isinstance(graph, ox.NamedNode) and isinstance(source, ox.NamedNode):
            if graph.value in statistics.named:
                sources.setdefault(source.value, []).append(graph.value)
    return sources


def _namespaces(terms: Mapping[str, int]) -> list[str]:
    ends = {iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] for iri in terms}
    return sorted(base for base in PREFIXES.values() if base in ends)


def _partitions(
    dataset: ox.NamedNode, kind: str, counted: str, numbers: Mapping[str, int]
) -> list[ox.Triple]:
    triples = []
    for number, (iri, size) in enumerate(sorted(numbers.items()), start=1):
        part = ox.NamedNode(f"{dataset.value}-{kind}-{number}")
        triples += [
            _link(dataset, _VOID, f"{kind}Partition", part.value),
            _link(part, _VOID, kind, iri),
            _count(part, counted, size),
        ]
    return triples


def _link(subject: ox.NamedNode, namespace: str, name: str, value: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(f"{namespace}{name}"), ox.NamedNode(value))


def _count(subject: ox.NamedNode, name: str, size: int) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(f"{_VOID}{name}"), ox.Literal(size))
