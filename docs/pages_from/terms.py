"""The terms of the ontology, a page for each kind and a section for each term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from docutils.nodes import make_id

from brain2face.registry.ordering import natural
from brain2face.registry.views import Cited, Column, Link, Mapping, Named, Term, Unit
from brain2face.server.term_words import MATCHES, relation_words
from pages_from.html import Links, plain
from pages_from.world import world

__all__ = ["terms"]

_MOST: Final = 60


def terms(page: str) -> str:
    """Give a section for each term of a page."""
    made = world()
    mine = [one for one in made.terms.values() if made.pages[one.id].endswith(f"/{page}")]
    names = {one.id: one.name for one in made.terms.values()}
    writer = _Writer(Links(made.pages, names, "../../"))
    return "\n\n".join(writer.section(one) for one in sorted(mine, key=_order))


def _order(term: Term) -> tuple[tuple[int, int | str], ...]:
    return natural(term.code if isinstance(term, Unit) else term.name)


class _Writer:
    """Writes terms with links to others."""

    def __init__(self, links: Links) -> None:
        self.links = links

    def section(self, term: Term) -> str:
        own = make_id(term.label) == term.name
        anchor = "" if own else f'<span id="{escape(term.name)}"></span>'
        rows = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in self._rows(term) if text)
        definition = f'<p class="definition">{escape(term.definition or "")}</p>'
        body = f'<div class="term">{definition}<dl>{rows}</dl></div>'
        return f"{anchor}\n\n## {plain(term.label)}\n\n{body}"

    def _rows(self, term: Term) -> Iterator[tuple[str, str]]:
        yield "IRI", f"<code>{escape(term.id)}</code>"
        yield "kind", self._named(term.types)
        yield "codes", _texts(term.notations)
        yield "also called", escape("; ".join(term.synonyms))
        if isinstance(term, Unit):
            yield "columns of tools", self._columns(term.columns)
        yield "example", _lines(term.examples)
        yield "and not", _lines(term.counter_examples)
        yield "note", _lines(term.notes)
        for name, found in term.relations.items():
            yield self._relation(name), self._linked(found)
        for name, found in term.incoming.items():
            yield f"{self._relation(name)} <small>of</small>", self._linked(found)
        for name, others in term.mappings.items():
            words = MATCHES.get(name) or relation_words(world().knowledge, name)
            yield escape(words), self._mapped(others)
        yield "source of the word", self._cited(term.sources)

    def _relation(self, name: str) -> str:
        iri = f"https://w3id.org/brain2face/{name}"
        words = relation_words(world().knowledge, name)
        return self.links.to(iri, words) if iri in self.links.pages else escape(words)

    def _named(self, some: Iterable[Named]) -> str:
        return ", ".join(self.links.to(one.id, one.label) for one in some)

    def _cited(self, some: Iterable[Cited]) -> str:
        return "; ".join(self.links.to(one.id, one.label, one.locator or "") for one in some)

    def _linked(self, some: tuple[Link, ...]) -> str:
        shown = ", ".join(f"<span>{self._link(one)}</span>" for one in some[:_MOST])
        rest = len(some) - _MOST
        return f"{shown} and {rest} more" if rest > 0 else shown

    def _link(self, one: Link) -> str:
        text = self.links.to(one.id, one.label)
        said = self._cited(one.places)
        return f"{text} <small>({said})</small>" if said else text

    def _columns(self, some: Iterable[Column]) -> str:
        return ", ".join(
            f"<code>{escape(one.column)}</code> <small>({escape(one.instrument.label)})</small>"
            for one in some
        )

    def _mapped(self, some: Iterable[Mapping]) -> str:
        return ", ".join(
            f"{self.links.to(one.id, one.name, one.comment or '')} {escape(one.label)}"
            for one in some
        )


def _texts(some: Iterable[str]) -> str:
    return " ".join(f"<code>{escape(one)}</code>" for one in some)


def _lines(some: Iterable[str]) -> str:
    return "<br>".join(escape(one) for one in some)
