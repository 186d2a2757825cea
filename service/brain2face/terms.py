"""Namespaces: the one place where an IRI is spelt out."""

from __future__ import annotations

__all__ = ["B2F", "ONTOLOGY", "PREFIXES", "SOURCE", "curie"]

B2F = "https://w3id.org/brain2face/"
ONTOLOGY = B2F + "ontology"
SOURCE = B2F + "source/"

_SOURCES = {
    "anatomy": "anatomy",
    "casme2": "casme2",
    "cordaro": "cordaro2018",
    "davison": "davison2018",
    "dong": "dong2022",
    "du": "du2014",
    "emfacs": "emfacs",
    "facs": "facs2002",
    "facs78": "facs1978",
    "hra": "hra",
    "keltner": "keltner2019",
    "matsumoto": "matsumoto2008",
    "melab": "melab2026",
    "waller": "waller2008",
    "yan": "yan2013",
}

PREFIXES: dict[str, str] = {
    "b2f": B2F,
    "cc": "http://creativecommons.org/ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "shape": B2F + "shapes/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "src": SOURCE,
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{prefix: f"{SOURCE}{folder}/" for prefix, folder in _SOURCES.items()},
}


def curie(iri: str) -> str:
    """Shorten an IRI by the longest known prefix; an unknown one comes back as it is."""
    best = max(
        (p for p in PREFIXES if iri.startswith(PREFIXES[p])),
        key=lambda p: len(PREFIXES[p]),
        default="",
    )
    return f"{best}:{iri[len(PREFIXES[best]) :]}" if best else iri
