"""The documents about a term, as bytes in each format, and where they lead."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

import pyoxigraph as ox

from brain2face.exports import canonical
from brain2face.files import ontology_dir
from brain2face.formats import write_triples
from brain2face.knowledge import Knowledge
from brain2face.ontology_folder import load_file
from brain2face.pictures import has_picture
from brain2face.server.mapping_tables import TABLE, TABLE_TYPE, has_table
from brain2face.server.negotiation import CONTENT_TYPES
from brain2face.server.term_graph import graph_of, ontology_graph, stated_licence
from brain2face.server.term_names import BRIDGES, PICTURE, SHAPES, SUFFIXES, Address
from brain2face.terms import B2F, MAPPINGS, ONTOLOGY, PREFIXES

__all__ = ["TYPES", "bridges", "holder", "links", "serialized", "shapes"]

TYPES: Final = {suffix: CONTENT_TYPES[fmt] for suffix, fmt in SUFFIXES.items()} | {
    PICTURE: "image/svg+xml; charset=utf-8"
}
_KEPT: Final = 2 * len(SUFFIXES)
_VERSION: Final = ox.NamedNode(f"{PREFIXES['owl']}versionIRI")
_PRIOR: Final = ox.NamedNode(f"{PREFIXES['owl']}priorVersion")


def holder(knowledge: Knowledge, address: Address) -> Knowledge:
    """Give the knowledge that describes a term: shapes and bridges are not part of the ontology."""
    if address.name.startswith(SHAPES):
        return shapes()
    return bridges() if address.name.startswith(BRIDGES) else knowledge


@lru_cache(maxsize=1)
def shapes() -> Knowledge:
    """Read the shapes that the ontology is tested by.

    Raises:
        EnvironmentFault: a file cannot be read.
        SourceFileError: a file does not parse.
    """
    store = ox.Store()
    for path in sorted((ontology_dir() / "shapes").glob("*.ttl")):
        load_file(store, path)
    return Knowledge(store)


@lru_cache(maxsize=1)
def bridges() -> Knowledge:
    """Read the bridges to other ontologies: each a graph, under its IRI and that of its version.

    Raises:
        EnvironmentFault: a file cannot be read.
        SourceFileError: a file does not parse.
    """
    store = ox.Store()
    for path in sorted((ontology_dir() / "alignments").glob("bridge-*.ttl")):
        one = ox.Store()
        load_file(one, path)
        said = [quad.triple for quad in one]
        bridge = ox.NamedNode(f"{MAPPINGS}{path.stem}")
        about = [triple for triple in said if triple.subject == bridge]
        versions = [triple.object for triple in about if triple.predicate == _VERSION]
        store.extend(_quad(triple, ox.DefaultGraph()) for triple in about)
        for name in (bridge, *versions):
            store.extend(_quad(triple, name) for triple in said)
    return Knowledge(store)


def serialized(knowledge: Knowledge, address: Address) -> bytes:
    """Give the document about a term in the format that its address ends in."""
    fmt = SUFFIXES[address.suffix or ""]
    if address.of_ontology:
        return _whole(knowledge, fmt)
    told = holder(knowledge, address)
    suffixes = [*SUFFIXES, *([TABLE] if has_table(address.name) else [])]
    formats = [f"{address.iri}.{suffix}" for suffix in suffixes]
    pictured = has_picture(told, address.iri)
    out = io.BytesIO()
    found = graph_of(told.store, address.iri, formats, pictured=pictured)
    write_triples(_alike_everywhere(found), fmt, out)
    return out.getvalue()


def links(knowledge: Knowledge, address: Address, root: str) -> Iterator[str]:
    """Give the values of the header Link of a document; ``root`` is the address of the service."""
    yield _link(address.iri, "describes")
    yield _link(f"{address.iri}.{address.suffix}", "canonical")
    for suffix in TYPES:
        drawn = suffix != PICTURE or has_picture(knowledge, address.iri)
        if suffix != address.suffix and drawn:
            media = TYPES[suffix].partition(";")[0]
            yield _link(f"{root}{address.name}.{suffix}", "alternate", media)
    if has_table(address.name) and address.suffix != TABLE:
        yield _link(f"{root}{address.name}.{TABLE}", "alternate", TABLE_TYPE.partition(";")[0])
    store = holder(knowledge, address).store
    if licence := stated_licence(store, address.iri) or stated_licence(knowledge.store, ONTOLOGY):
        yield _link(licence, "license")
    if address.of_ontology:
        yield _link(f"{root}{ONTOLOGY.removeprefix(B2F)}.{address.suffix}", "latest-version")
        for quad in store.quads_for_pattern(ox.NamedNode(ONTOLOGY), _PRIOR, None):
            if isinstance(quad.object, ox.NamedNode):
                yield _link(quad.object.value, "predecessor-version")


@lru_cache(maxsize=_KEPT)
def _whole(knowledge: Knowledge, fmt: str) -> bytes:
    """Give the ontology; kept, since it is a hundred times as long as other documents."""
    out = io.BytesIO()
    write_triples(_ontology(knowledge), fmt, out)
    return out.getvalue()


@lru_cache(maxsize=1)
def _ontology(knowledge: Knowledge) -> list[ox.Triple]:
    """Give the triples of the ontology; kept, since all else waits while blank nodes are named."""
    return _alike_everywhere(ontology_graph(knowledge.store))


def _alike_everywhere(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Name blank nodes by what is said of them: two workers send the same bytes."""
    quads = (_quad(triple, ox.DefaultGraph()) for triple in triples)
    return [quad.triple for quad in canonical(quads)]


def _quad(triple: ox.Triple, graph: Any) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _link(target: str, relation: str, media: str | None = None) -> str:
    return f'<{target}>; rel="{relation}"' + (f'; type="{media}"' if media else "")
