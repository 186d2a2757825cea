"""Relations and matches in words, as the pages of the service and of the documents write them."""

from __future__ import annotations

from typing import Final

from brain2face.knowledge import Knowledge
from brain2face.terms import B2F

__all__ = ["MATCHES", "relation_words"]

MATCHES: Final = {
    "exactMatch": "the same as",
    "closeMatch": "nearly the same as",
    "broadMatch": "narrower than",
    "narrowMatch": "broader than",
    "relatedMatch": "related to",
}
_WORDS: Final = {
    "isPartOf": "is part of",
    "source": "has its source in",
    "subClassOf": "is a kind of",
    "subPropertyOf": "is a narrower relation than",
    "type": "is a",
    "versionIRI": "version IRI",
    "wasDerivedFrom": "was derived from",
}


def relation_words(knowledge: Knowledge, relation: str) -> str:
    """Give the label of a relation, or its name in words: ``definedIn`` as ``defined in``."""
    name = relation.rpartition(":")[2]
    if name in _WORDS:
        return _WORDS[name]
    iri = B2F + relation
    if ":" not in relation and knowledge.label(iri) != f"b2f:{relation}":
        return knowledge.label(iri)
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
