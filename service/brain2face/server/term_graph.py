"""The graph of one term: what the default graph says of it, its codes, and its like elsewhere.

Triples come from the ontology that the process holds, not from what users added to a store. What a
place says that is not part of the default graph stays in the graph of that place, and is only
pointed to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from brain2face.terms import B2F, MAPPINGS, ONTOLOGY, PREFIXES

__all__ = ["PICTURED", "graph_of", "ontology_graph", "places_of", "stated_licence", "version_iri"]

PICTURED: Final = ".svg"
_RDF, _RDFS, _SKOS, _DCTERMS, _OWL, _FOAF = (
    PREFIXES[prefix] for prefix in ("rdf", "rdfs", "skos", "dcterms", "owl", "foaf")
)
_LABEL: Final = ox.NamedNode(f"{_RDFS}label")
_NOTATION: Final = ox.NamedNode(f"{_SKOS}notation")
_LICENCE: Final = ox.NamedNode(f"{_DCTERMS}license")
_VERSION: Final = ox.NamedNode(f"{_OWL}versionIRI")
_WORDS: Final = ox.DefaultGraph()

Node = ox.NamedNode | ox.BlankNode
Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph


def graph_of(
    store: ox.Store, iri: str, formats: Iterable[str], *, pictured: bool
) -> set[ox.Triple]:
    """Give all triples of the document about a term, a source or a place.

    Args:
        store: the ontology.
        iri: the term.
        formats: the addresses of the document in each format.
        pictured: whether there is a drawing of it.
    """
    node = ox.NamedNode(iri)
    found = set(_said(store, node, _WORDS))
    places = places_of(store, iri)
    if not found:
        for place in places:
            found.update(_outgoing(store, node, ox.NamedNode(place)))
    for stated in (
        store.quads_for_pattern(None, None, None, node),
        store.quads_for_pattern(node, _NOTATION, None, None),
    ):
        found.update(quad.triple for quad in stated)
    found.update(_alike(store, node))
    found.update(_labels(store, found))
    return found | set(_about(store, node, places, formats, pictured))


def ontology_graph(store: ox.Store) -> set[ox.Triple]:
    """Give the words with the claims of the default graph, below the header of the ontology."""
    return {quad.triple for quad in store.quads_for_pattern(None, None, None, _WORDS)}


def places_of(store: ox.Store, iri: str) -> list[str]:
    """Give the named graphs, but those of mappings, that name a term as subject or object."""
    node = ox.NamedNode(iri)
    quads = (
        *store.quads_for_pattern(node, None, None, None),
        *store.quads_for_pattern(None, None, node, None),
    )
    names = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    return sorted(name for name in names if not name.startswith(MAPPINGS) and name != iri)


def stated_licence(store: ox.Store, iri: str) -> str | None:
    """Give the licence of a term's document: that of the place, or that of the ontology.

    None where a place has rights of its own, but no licence.
    """
    node = ox.NamedNode(iri)
    own = next(store.quads_for_pattern(None, None, None, node), None) is not None
    of = node if own else ox.NamedNode(ONTOLOGY)
    quad = next(store.quads_for_pattern(of, _LICENCE, None, _WORDS), None)
    return quad.object.value if quad and isinstance(quad.object, ox.NamedNode) else None


def version_iri(store: ox.Store) -> str | None:
    """Give the IRI of the version of the ontology, where it states one."""
    quad = next(store.quads_for_pattern(ox.NamedNode(ONTOLOGY), _VERSION, None, _WORDS), None)
    return quad.object.value if quad and isinstance(quad.object, ox.NamedNode) else None


def _said(store: ox.Store, node: ox.NamedNode, graph: Graph) -> Iterator[ox.Triple]:
    yield from _outgoing(store, node, graph)
    for quad in store.quads_for_pattern(None, None, node, graph):
        if isinstance(quad.subject, ox.BlankNode):
            yield from _whole(store, quad.subject, graph)
        else:
            yield quad.triple


def _outgoing(store: ox.Store, node: Node, graph: Graph) -> Iterator[ox.Triple]:
    """Give the statements about a node, with all that its blank nodes stand for."""
    waiting, seen = [node], {node}
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, graph):
            yield quad.triple
            if isinstance(quad.object, ox.BlankNode) and quad.object not in seen:
                seen.add(quad.object)
                waiting.append(quad.object)


def _whole(store: ox.Store, node: ox.BlankNode, graph: Graph) -> Iterator[ox.Triple]:
    """Give the whole of the statement, perhaps an axiom, that a blank node is a part of."""
    waiting, seen = [node], {node}
    while waiting:
        part = waiting.pop()
        above = list(store.quads_for_pattern(None, None, part, graph))
        if not above:
            yield from _outgoing(store, part, graph)
        for quad in above:
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.triple
                yield from _outgoing(store, part, graph)
            elif isinstance(quad.subject, ox.BlankNode) and quad.subject not in seen:
                seen.add(quad.subject)
                waiting.append(quad.subject)


def _alike(store: ox.Store, node: ox.NamedNode) -> Iterator[ox.Triple]:
    """Give what the mapping sets say a term is like, and how that is called."""
    for quad in store.quads_for_pattern(node, None, None, None):
        graph = quad.graph_name
        if isinstance(graph, ox.NamedNode) and graph.value.startswith(MAPPINGS):
            yield quad.triple
            if isinstance(quad.object, ox.NamedNode):
                for told in store.quads_for_pattern(quad.object, _LABEL, None, graph):
                    yield told.triple


def _labels(store: ox.Store, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    near = {
        part
        for triple in triples
        for part in (triple.subject, triple.predicate, triple.object)
        if isinstance(part, ox.NamedNode) and part.value.startswith(B2F)
    }
    for node in near:
        for quad in store.quads_for_pattern(node, _LABEL, None, _WORDS):
            yield quad.triple


def _about(
    store: ox.Store,
    node: ox.NamedNode,
    places: Iterable[str],
    formats: Iterable[str],
    pictured: bool,
) -> Iterator[ox.Triple]:
    document = ox.NamedNode(f"{node.value}#document")
    yield _link(document, _RDF, "type", f"{_FOAF}Document")
    yield _link(document, _FOAF, "primaryTopic", node.value)
    for address in formats:
        yield _link(document, _DCTERMS, "hasFormat", address)
    if licence := stated_licence(store, node.value):
        yield _link(document, _DCTERMS, "license", licence)
    if version := version_iri(store):
        yield _link(document, _DCTERMS, "isPartOf", version)
    yield _link(document, _RDFS, "seeAlso", f"{B2F}sparql")
    yield _link(node, _RDFS, "isDefinedBy", ONTOLOGY)
    for place in places:
        yield _link(node, _RDFS, "seeAlso", place)
    if pictured:
        yield _link(node, _FOAF, "depiction", f"{node.value}{PICTURED}")


def _link(subject: ox.NamedNode, namespace: str, name: str, value: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(f"{namespace}{name}"), ox.NamedNode(value))
