"""What is said of one term, in every graph: each statement once, with the places that make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.identity import short_name
from brain2face.registry.index import Index
from brain2face.registry.ordering import natural
from brain2face.registry.views import Cited, Link, Named
from brain2face.terms import B2F

__all__ = ["Said", "Statements"]

_LOCATOR: Final = ox.NamedNode(B2F + "locator")
_DERIVED: Final = B2F + "InferredGraph"


@dataclass(slots=True)
class Said:
    """The places of one statement, and whether the default graph makes it."""

    places: set[str] = field(default_factory=set)
    default: bool = False


class Statements:
    """Reads the statements about a term, and names what they are about."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        """Take the knowledge and its names."""
        self._store = knowledge.store
        self._index = index
        self._cited: dict[str, Cited] = {}
        self._locators = {
            quad.subject.value: quad.object.value
            for quad in self._store.quads_for_pattern(None, _LOCATOR, None, ox.DefaultGraph())
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
        }

    def of(self, term: str) -> dict[str, dict[str, Said]]:
        """Give what a term is related to: relation, other term, who says so."""
        return _gather(
            self._store.quads_for_pattern(ox.NamedNode(term), None, None, None),
            lambda quad: quad.object,
        )

    def about(self, term: str) -> dict[str, dict[str, Said]]:
        """Give what is related to a term: relation, other term, who says so."""
        return _gather(
            self._store.quads_for_pattern(None, None, ox.NamedNode(term), None),
            lambda quad: quad.subject,
        )

    def texts(self, term: str) -> dict[str, tuple[str, ...]]:
        """Give the texts and numbers of a term by the IRI of what they tell.

        Texts of a type of ours are left out: they are the columns of tools.
        """
        found: dict[str, set[str]] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(term), None, None, None):
            text = quad.object
            if (
                isinstance(text, ox.Literal)
                and text.language in (None, "en")
                and not text.datatype.value.startswith(B2F)
            ):
                found.setdefault(quad.predicate.value, set()).add(text.value)
        return {relation: tuple(sorted(texts)) for relation, texts in sorted(found.items())}

    def named(self, iri: str) -> Named:
        """Name a thing."""
        return Named(id=iri, name=short_name(iri), label=self.label(iri))

    def cited(self, iri: str) -> Cited:
        """Name a source or a place, with where to look in it."""
        if iri not in self._cited:
            self._cited[iri] = Cited(
                id=iri,
                name=short_name(iri),
                label=self.label(iri),
                locator=self._locators.get(iri),
            )
        return self._cited[iri]

    def links(self, said: dict[str, Said]) -> tuple[Link, ...]:
        """Name the things at the other ends of a relation, in order of name."""
        return tuple(
            Link(
                id=iri,
                name=short_name(iri),
                label=self.label(iri),
                places=self.all_cited(known.places),
                default=known.default,
            )
            for iri, known in sorted(said.items(), key=lambda pair: natural(short_name(pair[0])))
        )

    def all_cited(self, iris: Iterable[str]) -> tuple[Cited, ...]:
        """Name sources or places, in order of name."""
        return tuple(self.cited(iri) for iri in sorted(iris, key=natural))

    def derived(self, said: Said) -> bool:
        """Say whether a statement comes from the reasoner alone."""
        return bool(said.places) and all(
            _DERIVED in self._index.kinds.types.get(place, ()) for place in said.places
        )

    def label(self, iri: str) -> str:
        """Give the label of a thing; its short name where it has none."""
        return self._index.labels.get(iri) or short_name(iri)


def _gather(
    quads: Iterator[ox.Quad], other: Callable[[ox.Quad], object]
) -> dict[str, dict[str, Said]]:
    found: dict[str, dict[str, Said]] = {}
    for quad in quads:
        node = other(quad)
        if isinstance(node, ox.NamedNode):
            said = found.setdefault(quad.predicate.value, {}).setdefault(node.value, Said())
            if isinstance(quad.graph_name, ox.NamedNode):
                said.places.add(quad.graph_name.value)
            else:
                said.default = True
    return found
