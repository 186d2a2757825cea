"""The pages about terms, for people: one term, all of them by kind, and what a search finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

import pyoxigraph as ox
from flask import Response, render_template, request, url_for
from markupsafe import Markup

from brain2face.errors import UsageFault
from brain2face.knowledge import Knowledge
from brain2face.pictures import picture_of
from brain2face.question_file import TYPES
from brain2face.questions import Question
from brain2face.registry import Registry
from brain2face.registry.views import Link, Named, Term
from brain2face.server.mapping_tables import TABLE, has_table
from brain2face.server.problems import problem
from brain2face.server.serving import Serving
from brain2face.server.term_documents import holder, serialized
from brain2face.server.term_index import index_of
from brain2face.server.term_names import Address
from brain2face.server.term_statements import statements_of
from brain2face.server.term_units import units_named_by
from brain2face.server.term_words import MATCHES, relation_words
from brain2face.terms import B2F, ONTOLOGY, PREFIXES

__all__ = ["TermPages", "href"]

_PAGE: Final = 20
_TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
_SUBCLASS: Final = ox.NamedNode(f"{PREFIXES['rdfs']}subClassOf")
_DERIVED: Final = ox.NamedNode(f"{B2F}InferredGraph")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be asked about a term."""

    question: str
    href: str


class TermPages:
    """Makes the pages about the terms of a service."""

    def __init__(self, serving: Serving, registry: Callable[[], Registry]) -> None:
        """Make pages from the ontology of a service, and the registry of its terms."""
        self._serving = serving
        self._registry = registry
        self._derived = lru_cache(maxsize=1)(_derived)

    def page(self, address: Address) -> str:
        """Make the page about a term."""
        knowledge = self._serving.knowledge()
        registry = self._registry()
        if address.of_ontology:
            return render_template(
                "terms.html",
                ontology=registry.term(ONTOLOGY),
                groups=index_of(knowledge),
                address=address,
                words=lambda name: relation_words(knowledge, name),
            )
        if holder(knowledge, address) is not knowledge:
            text = serialized(knowledge, Address(address.name, "ttl")).decode()
            return render_template("term_plain.html", address=address, text=text)
        term = registry.term(address.iri)
        drawing = picture_of(knowledge, address.iri, base=url_for("pages.front"))
        derived = self._derived(knowledge)
        return render_template(
            "term.html",
            term=term,
            address=address,
            words=lambda name: relation_words(knowledge, name),
            derived=lambda link: _is_derived(link, derived),
            matches=MATCHES,
            drawing=Markup(drawing) if drawing else "",  # noqa: S704
            questions=self._questions(knowledge, term),
            statements=statements_of(knowledge, address.iri),
            units=[(iri, knowledge.label(iri)) for iri in units_named_by(knowledge, address.iri)],
            table=TABLE if has_table(address.name) else "",
        )

    def called(self, name: str) -> str | None:
        """Give the name of the term that is called so, by a code, a label, or an id elsewhere."""
        try:
            return self._registry().term(name).name
        except UsageFault:
            return None

    def search(self) -> Response:
        """Answer with the page that shows what a search finds.

        Raises:
            UsageFault: what is sought is too long, or the page is none.
        """
        sought = request.args.get("q", "").strip()
        given = request.args.get("offset", "0")
        offset = int(given) if given.isascii() and given.isdigit() and len(given) < 9 else -1
        if offset < 0:
            return problem(400, f"offset={given[:80]!r} is no number of terms to leave out.")
        found = None
        if sought:
            registry = self._registry()
            found = registry.search(sought, (), offset=offset, limit=_PAGE)
        return Response(render_template("term_search.html", sought=sought, found=found))

    def _questions(self, knowledge: Knowledge, term: Term) -> list[Asked]:
        kinds = {kind.removeprefix(B2F) for kind in _kinds(knowledge.store, term.id)}
        return [
            Asked(
                question.question,
                f"{url_for('pages.question', name=question.name)}?"
                + urlencode({parameter: term.name}),
            )
            for question in self._serving.questions.values()
            if (parameter := _parameter(question, kinds))
        ]


def _parameter(question: Question, kinds: set[str]) -> str | None:
    """Give the one thing that a question needs, where a term of these kinds is such a thing."""
    needed = [one for one in question.parameters if one.required]
    if len(needed) != 1 or kinds.isdisjoint(TYPES[needed[0].type]):
        return None
    return needed[0].name


def _kinds(store: ox.Store, iri: str) -> set[str]:
    found: set[str] = set()
    waiting = [(ox.NamedNode(iri), _TYPE)]
    while waiting:
        node, predicate = waiting.pop()
        for quad in store.quads_for_pattern(node, predicate, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.NamedNode) and quad.object.value not in found:
                found.add(quad.object.value)
                waiting.append((quad.object, _SUBCLASS))
    return found


def _derived(knowledge: Knowledge) -> frozenset[str]:
    quads = knowledge.store.quads_for_pattern(None, _TYPE, _DERIVED, ox.DefaultGraph())
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


def _is_derived(link: Link, derived: frozenset[str]) -> bool:
    return bool(link.places) and all(place.id in derived for place in link.places)


def href(named: Named | str) -> str:
    """Give where a term is told of: here, where it is one of ours."""
    iri = named if isinstance(named, str) else named.id
    if iri.startswith(B2F):
        return f"{request.script_root}/{iri.removeprefix(B2F)}"
    return iri if iri.startswith(("http://", "https://")) else ""
