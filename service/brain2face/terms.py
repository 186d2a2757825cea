"""Namespaces: the one place where an IRI is spelt out."""

from __future__ import annotations

__all__ = ["B2F", "MAPPINGS", "ONTOLOGY", "PREFIXES", "SOURCE", "curie"]

B2F = "https://w3id.org/brain2face/"
ONTOLOGY = B2F + "ontology"
SOURCE = B2F + "source/"
MAPPINGS = B2F + "mappings/"

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

_OBO = "http://purl.obolibrary.org/obo/"
_EMOTION_FRAMES = "http://www.ontologydesignpatterns.org/ont/emotions/"

_TARGETS = {
    **{name: f"{_OBO}{name}_" for name in ("BFO", "EMRO", "GO", "HP", "MF", "MFMO", "MFOEM")},
    **{name: f"{_OBO}{name}_" for name in ("NBO", "RO", "UBERON")},
    "BCIO": "http://humanbehaviourchange.org/ontology/BCIO_",
    "EFO": "http://www.ebi.ac.uk/efo/EFO_",
    "SIO": "http://semanticscience.org/resource/SIO_",
    "SWAN": "http://uri.interlex.org/swanson/uris/neuroanatomical-terminology/terms/",
    "be": _EMOTION_FRAMES + "BasicEmotions.owl#",
    "cogat": "https://www.cognitiveatlas.org/concept/id/",
    "emo": _EMOTION_FRAMES + "EmoCore.owl#",
    "emoitem": MAPPINGS + "emotionml-items#",
    "emovoc": "http://www.w3.org/TR/emotion-voc/xml#",
    "fma": "http://purl.org/sig/ont/fma/fma",
    "hed": "http://purl.org/hed/releases/2024-06-10/hed/HED_",
    "oewn": "https://en-word.net/id/oewn-",
    "omnss": "https://openminds.om-i.org/instances/nervousSystemStructure/",
    "sumo": "http://www.ontologyportal.org/SUMO.owl#",
    "wna": "http://www.gsi.dit.upm.es/ontologies/wnaffect/ns#",
}

PREFIXES: dict[str, str] = {
    "b2f": B2F,
    "bibo": "http://purl.org/ontology/bibo/",
    "cc": "http://creativecommons.org/ns#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "mappings": MAPPINGS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "shape": B2F + "shapes/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "src": SOURCE,
    "sssom": "https://w3id.org/sssom/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{prefix: f"{SOURCE}{folder}/" for prefix, folder in _SOURCES.items()},
    **_TARGETS,
}

_LONGEST_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def curie(iri: str) -> str:
    """Shorten an IRI by the longest known prefix; an unknown one comes back as it is."""
    for prefix, base in _LONGEST_FIRST:
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri
