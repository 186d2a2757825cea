"""What a term is called for short: ours by the end of its IRI, others by their CURIE."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from brain2face.terms import B2F, PREFIXES

__all__ = ["iri_of", "local_name", "relation_name", "short_name"]

_OBO: Final = re.compile(r"http://purl\.obolibrary\.org/obo/([A-Za-z][A-Za-z0-9]*)_(\w+)")
_OTHERS: Final = sorted(
    ((prefix, iri) for prefix, iri in PREFIXES.items() if "#" in iri or not iri.startswith(B2F)),
    key=lambda pair: -len(pair[1]),
)
_PLAIN: Final = {"dcterms", "owl", "prov", "rdf", "rdfs", "skos"}


def local_name(iri: str) -> str:
    """Give what follows our namespace: ``AU12``, ``source/dong2022/table3``; else the whole IRI."""
    return iri.removeprefix(B2F)


def iri_of(local: str) -> str:
    """Give the IRI of a short name of ours, the way back from ``local_name``."""
    return B2F + local


@lru_cache(maxsize=8192)
def short_name(iri: str) -> str:
    """Name any IRI: ours by its local name, a known ontology's by CURIE, another by itself."""
    if iri.startswith(B2F) and "#" not in iri:
        return iri.removeprefix(B2F)
    if obo := _OBO.fullmatch(iri):
        return f"{obo[1]}:{obo[2]}"
    for prefix, namespace in _OTHERS:
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(B2F)


def relation_name(iri: str) -> str:
    """Name a relation as the JSON does: ``innervates``, ``subClassOf``, ``cc:license``."""
    name = short_name(iri)
    prefix, _, rest = name.partition(":")
    return rest if prefix in _PLAIN and rest else name
