"""All terms of the ontology by kind: first what coders name, then other words, then data."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.ordering import natural
from brain2face.registry.views import Named
from brain2face.server.term_graph import version_iri
from brain2face.server.term_names import TermNames
from brain2face.terms import B2F, PREFIXES

__all__ = ["Entry", "Group", "index_of"]

_OWL: Final = PREFIXES["owl"]
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_SUBCLASS: Final = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_DEFINITION: Final = ox.NamedNode(PREFIXES["skos"] + "definition")
_DERIVED: Final = ox.NamedNode(f"{B2F}InferredGraph")
_HEADS: Final = {
    f"{_OWL}Class": "Classes",
    f"{_OWL}ObjectProperty": "Relations",
    f"{_OWL}DatatypeProperty": "Properties with values",
    f"{_OWL}AnnotationProperty": "Annotations",
}
_FIRST: Final = ("FacsCode", "AffectiveState", "Muscle", "Nerve", "BrainStructure")
_LAST: Final = ("CodingRule", "Finding", "Place", "Source", "Channel")
_OTHERS: Final = "Without a kind of its own"


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in the list, with its definition where it has one."""

    named: Named
    definition: str


@dataclass(frozen=True, slots=True)
class Group:
    """The terms of one kind.

    Attributes:
        title: what they are called together.
        anchor: names the group within the page.
        kind: the IRI of their class; none where it is no word of ours.
        entries: the terms in order of name.
        folded: whether they are so many, and so rarely sought, that they are shown on demand.
    """

    title: str
    anchor: str
    kind: str | None
    entries: tuple[Entry, ...]
    folded: bool


@lru_cache(maxsize=1)
def index_of(knowledge: Knowledge) -> tuple[Group, ...]:
    """Give every term that has an address, under one of its kinds: that with the most members."""
    store = knowledge.store
    kinds, version = _kinds(store), version_iri(store)
    members = Counter(kind for some in kinds.values() for kind in some)
    groups: dict[str, list[str]] = defaultdict(list)
    for name in TermNames.of(store, ox.Store()).names:
        iri = B2F + name
        if iri == version:
            continue
        some = kinds.get(iri, ())
        kind = max(some, key=lambda one: (one in _HEADS, members[one], one), default="")
        groups[kind].append(iri)
    above = {kind: _above(store, kind) for kind in groups}
    return tuple(
        _group(knowledge, kind, groups[kind], _rank(above[kind]))
        for kind in sorted(groups, key=lambda one: (_rank(above[one]), _title(knowledge, one)))
    )


def _group(knowledge: Knowledge, kind: str, iris: Iterable[str], rank: int) -> Group:
    names = sorted((iri.removeprefix(B2F) for iri in iris), key=natural)
    return Group(
        _title(knowledge, kind),
        re.split("[#/]", kind)[-1] or "others",
        kind if kind.startswith(B2F) else None,
        tuple(_entry(knowledge, name) for name in names),
        rank > len(_FIRST) + 1,
    )


def _entry(knowledge: Knowledge, name: str) -> Entry:
    iri = B2F + name
    label = knowledge.label(iri)
    quads = knowledge.store.quads_for_pattern(ox.NamedNode(iri), _DEFINITION, None)
    texts = sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))
    named = Named(id=iri, name=name, label="" if ":" in label else label)
    return Entry(named, next(iter(texts), ""))


def _kinds(store: ox.Store) -> dict[str, set[str]]:
    """Give the kinds that words and places give each term, not those that were derived."""
    derived = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _DERIVED, None)}
    said: dict[tuple[str, str], set[object]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, _TYPE, None, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            said[quad.subject.value, quad.object.value].add(quad.graph_name)
    found: dict[str, set[str]] = defaultdict(set)
    for (iri, kind), graphs in said.items():
        named = graphs - {ox.DefaultGraph()}
        if kind != f"{_OWL}NamedIndividual" and not (named and named <= derived):
            found[iri].add(kind)
    return found


def _above(store: ox.Store, kind: str) -> frozenset[str]:
    found, waiting = {kind}, [kind]
    while waiting:
        for above in _classes_above(store, waiting.pop()):
            if above not in found:
                found.add(above)
                waiting.append(above)
    return frozenset(found)


def _classes_above(store: ox.Store, kind: str) -> Iterator[str]:
    if kind:
        quads = store.quads_for_pattern(ox.NamedNode(kind), _SUBCLASS, None, ox.DefaultGraph())
        yield from (quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode))


def _rank(above: frozenset[str]) -> int:
    """Give the place of a kind in the list, by the classes above it."""
    for rank, name in enumerate(_FIRST):
        if B2F + name in above:
            return rank
    if not above.isdisjoint(_HEADS):
        return len(_FIRST) + 1
    late = not above.isdisjoint(B2F + name for name in _LAST)
    ours = any(one.startswith(B2F) for one in above)
    return len(_FIRST) + (2 if late or not ours else 0)


def _title(knowledge: Knowledge, kind: str) -> str:
    if kind.startswith(B2F):
        return knowledge.label(kind)
    return _HEADS.get(kind, re.split("[#/]", kind)[-1] or _OTHERS)
