"""The ontology as the pages see it, read once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry import Registry
from brain2face.registry.views import Term
from brain2face.terms import PREFIXES
from pages_from.kinds import page_of

__all__ = ["World", "world"]

_TYPES = f"""
SELECT DISTINCT ?term ?class {{
  {{ ?term <{PREFIXES["rdf"]}type> ?kind }}
  UNION {{ GRAPH ?place {{ ?term <{PREFIXES["rdf"]}type> ?kind }} }}
  ?kind <{PREFIXES["rdfs"]}subClassOf>* ?class .
}}
"""


@dataclass(frozen=True)
class World:
    """What the pages are made of.

    Attributes:
        knowledge: the ontology.
        terms: every term with all that is known of it, by IRI.
        pages: the page of each term, by IRI, from the top of the site without suffix.
    """

    knowledge: Knowledge
    terms: Mapping[str, Term]
    pages: Mapping[str, str]


@cache
def world() -> World:
    """Read the ontology, and all terms of it."""
    knowledge = Knowledge.load()
    registry = Registry(knowledge)
    terms = {named.id: registry.term(named.id) for named in registry.names()}
    classes: dict[str, set[str]] = {}
    results = knowledge.query(_TYPES).results
    for term, kind in results if isinstance(results, ox.QuerySolutions) else ():
        classes.setdefault(term.value, set()).add(kind.value)
    pages = {iri: f"reference/ontology/{page_of(frozenset(classes.get(iri, ())))}" for iri in terms}
    return World(knowledge, terms, pages)
