"""The JSON-LD context: by it the JSON about a term says what the ontology says.

Relations are members of ``relations``, ``incoming`` and ``mappings``, which mean nothing by
themselves. Who says so, tools' columns and notations are left out: a plain triple cannot hold them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import msgspec
import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.identity import relation_name
from brain2face.terms import B2F, PREFIXES

__all__ = ["context_of", "linked"]

_RDFS_LABEL: Final = f"{PREFIXES['rdfs']}label"
_SKOS: Final = PREFIXES["skos"]
_NO_LABEL: Final = {"label": None}
_TEXTS: Final = {
    "label": _RDFS_LABEL,
    "definition": f"{_SKOS}definition",
    "synonyms": f"{_SKOS}altLabel",
    "examples": f"{_SKOS}example",
    "counter_examples": f"{B2F}counterExample",
    "notes": f"{_SKOS}scopeNote",
}


@lru_cache(maxsize=4)
def context_of(knowledge: Knowledge) -> dict[str, Any]:
    """Give the context, with a term for every relation of the knowledge."""
    terms: dict[str, Any] = {
        "@version": 1.1,
        "id": "@id",
        "hits": "@graph",
        "relations": "@nest",
        "mappings": "@nest",
        "incoming": "@reverse",
        "types": _link(f"{PREFIXES['rdf']}type"),
        "sources": _link(f"{PREFIXES['dcterms']}source"),
    }
    terms |= {name: {"@id": iri, "@language": "en"} for name, iri in _TEXTS.items()}
    for iri in _relations(knowledge):
        name = relation_name(iri)
        prefix, colon, rest = name.partition(":")
        if colon:
            terms[prefix] = {"@id": iri.removesuffix(rest), "@prefix": True}
        terms[name] = _link(iri)
    return {"@context": terms}


def linked(knowledge: Knowledge, content: object, address: str) -> dict[str, Any]:
    """Give what is known of a term, or found of several, as JSON with its context.

    A term without a label in the ontology is shown by its short name; that is no statement.

    Args:
        knowledge: the ontology.
        content: a term, or a page of hits.
        address: of the context.
    """
    data: dict[str, Any] = msgspec.to_builtins(content)
    if "hits" not in data:
        context = address if _labelled(knowledge, data) else [address, _NO_LABEL]
        return {"@context": context, **data}
    data["hits"] = [
        one if _labelled(knowledge, one) else {"@context": _NO_LABEL, **one} for one in data["hits"]
    ]
    return {"@context": address, **data}


def _labelled(knowledge: Knowledge, term: dict[str, Any]) -> bool:
    node, text = ox.NamedNode(term["id"]), ox.Literal(term["label"], language="en")
    label = ox.NamedNode(_RDFS_LABEL)
    return any(True for _ in knowledge.store.quads_for_pattern(node, label, text, None))


def _link(iri: str) -> dict[str, Any]:
    return {"@id": iri, "@type": "@id", "@context": _NO_LABEL}


def _relations(knowledge: Knowledge) -> list[str]:
    """Give the IRIs of all that relates a term of ours to another thing."""
    found = {
        quad.predicate.value
        for quad in knowledge.store.quads_for_pattern(None, None, None, None)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    return sorted(found)
