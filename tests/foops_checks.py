"""What the checks of FOOPS! that need no network look for, by their ids.

Read in the catalogue and the code of https://w3id.org/foops: each kind of metadata with the
relations that count for it. FOOPS! wants an extra for some, and takes nothing off without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from brain2face.terms import PREFIXES

__all__ = ["CHECKS", "OPTIONAL", "missing"]

_DC = "http://purl.org/dc/elements/1.1/"
_METADATA: Mapping[str, tuple[str, ...]] = {
    "title": ("dcterms:title", "schema:name"),
    "description": ("dcterms:abstract", "dcterms:description", "rdfs:comment", "skos:note"),
    "license": ("dcterms:license", "schema:license", "cc:license"),
    "version iri": ("owl:versionIRI",),
    "author": ("dcterms:creator", "schema:creator", "foaf:maker", "prov:wasAttributedTo"),
    "namespace URI": ("vann:preferredNamespaceUri",),
    "namespace prefix": ("vann:preferredNamespacePrefix",),
    "version info": ("owl:versionInfo", "schema:schemaVersion"),
    "creation date": ("dcterms:created", "schema:dateCreated", "prov:generatedAtTime"),
    "citation": ("dcterms:bibliographicCitation", "schema:citation"),
    "contributor": ("dcterms:contributor", "schema:contributor"),
    "doi": ("bibo:doi",),
    "publisher": ("dcterms:publisher", "schema:publisher"),
    "logo": ("foaf:logo", "schema:logo"),
    "status": ("bibo:status",),
    "source": ("dcterms:source", "prov:hadOriginalSource"),
    "issued": ("dcterms:issued", "dcterms:submitted", "schema:datePublished"),
    "previous version": ("owl:priorVersion", "dcterms:replaces", "prov:wasRevisionOf"),
    "backwards compatibility": ("owl:backwardCompatibleWith",),
    "modified": ("dcterms:modified", "schema:dateModified"),
}
_WANTED: Mapping[str, str] = {
    "FIND1": "namespace prefix",
    "OM1": "title, description, license, version iri, author, namespace URI",
    "OM2": "namespace prefix, version info, creation date, citation",
    "OM3": "doi, publisher, logo, status, source, issued",
    "OM4.1": "license",
    "OM5.1": "creation date, author",
    "OM5.2": "issued, publisher",
}
OPTIONAL = ("contributor", "previous version", "backwards compatibility", "modified")
_METADATA_VOCABULARIES = ("schema", "dcterms", "vann", "prov", "bibo", "foaf", "rdfs", "owl")
_PERSISTENT = r"w3id\.org|doi\.org|purl\..*\.org|linked\.data\.gov\.au|www\.w3\.org|perma\.cc"
_KINDS = ("Class", "ObjectProperty", "DatatypeProperty")
Triples = Iterable[Triple]


def missing(triples: Triples, kinds: Iterable[str]) -> list[str]:
    """Give the kinds of metadata that the header lacks."""
    said = {t.predicate.value for t in _header(triples)}
    return [kind for kind in kinds if not said & {_iri(name) for name in _METADATA[kind]}]


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _header(triples: Triples) -> list[Triple]:
    found = list(triples)
    kind = NamedNode(_iri("owl:Ontology"))
    (ontology,) = (t.subject for t in found if t.object == kind)
    return [t for t in found if t.subject == ontology]


def _name(triples: Triples) -> str:
    subject = _header(triples)[0].subject
    return subject.value if isinstance(subject, NamedNode) else ""


def _said(triples: Triples, name: str) -> list[str]:
    header = _header(triples)
    values = [t.object for t in header if t.predicate.value == _iri(name)]
    return [value.value for value in values if isinstance(value, NamedNode | Literal)]


def _terms(triples: list[Triple]) -> set[str]:
    """Give the classes and relations of the ontology's own namespace."""
    (namespace,) = _said(triples, "vann:preferredNamespaceUri")
    return {iri for iri in _vocabulary(triples) if iri.startswith(namespace)}


def _vocabulary(triples: list[Triple]) -> set[str]:
    declared = {
        t.subject.value
        for t in triples
        if isinstance(t.subject, NamedNode)
        and t.object in [NamedNode(_iri(f"owl:{k}")) for k in _KINDS]
    }
    kinds = {
        t.object.value
        for t in triples
        if t.predicate.value == _iri("rdf:type") and isinstance(t.object, NamedNode)
    }
    logic = tuple(PREFIXES[name] for name in ("owl", "rdf", "rdfs"))
    return {iri for iri in declared | kinds if not iri.startswith(logic)}


def _without(triples: list[Triple], *names: str) -> list[str]:
    ways = {_iri(name) for name in names}
    having = {
        t.subject.value
        for t in triples
        if t.predicate.value in ways
        and isinstance(t.object, Literal)
        and isinstance(t.subject, NamedNode)
    }
    return sorted(_terms(triples) - having)


def _version(triples: list[Triple]) -> list[str]:
    found = _said(triples, "owl:versionIRI")
    return [] if found and found != [_name(triples)] else ["a version IRI of its own"]


def _metadata_reuse(triples: list[Triple]) -> list[str]:
    bases = tuple(PREFIXES[name] for name in _METADATA_VOCABULARIES)
    used = [t for t in _header(triples) if t.predicate.value.startswith(bases)]
    return [] if used else ["a vocabulary of metadata"]


def _reuse(triples: list[Triple]) -> list[str]:
    foreign = _vocabulary(triples) - _terms(triples)
    return [] if foreign or _said(triples, "owl:imports") else ["a vocabulary of others"]


def _lacks(kinds: str) -> Callable[[list[Triple]], list[str]]:
    return lambda triples: missing(triples, kinds.split(", "))


CHECKS: Mapping[str, Callable[[list[Triple]], list[str]]] = {
    **{check: _lacks(kinds) for check, kinds in _WANTED.items()},
    "OM4.2": lambda t: [x for x in _said(t, "dcterms:license") or [""] if not x.startswith("http")],
    "VER1": _version,
    "VOC1": _metadata_reuse,
    "VOC2": _reuse,
    "VOC3": lambda triples: _without(triples, "rdfs:label", "skos:prefLabel"),
    "VOC4": lambda triples: _without(triples, "rdfs:comment", "skos:definition"),
    "PURL1": lambda t: [] if re.search(_PERSISTENT, _name(t)) else ["a persistent address"],
    "HTTP1": lambda t: [] if _name(t).startswith("http") else ["an open protocol"],
}
