"""What every view needs: the knowledge, the questions, and one way from a query to a response."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from flask import Response, request, url_for

from brain2face.knowledge import Knowledge
from brain2face.questions import Question
from brain2face.server.evaluation import Pool
from brain2face.server.negotiation import FORMATS_OF, MEDIA_TYPES, wanted
from brain2face.server.problems import problem
from brain2face.terms import B2F, curie

__all__ = ["Cell", "Service", "Shown"]

_MOST_ROWS: Final = 1000
_BEHIND_PAGES: Final = {"select": "json", "ask": "json", "graph": "turtle"}


@dataclass(frozen=True)
class Cell:
    """A term as a page shows it: its text, what it means in words, and where it leads."""

    text: str
    label: str = ""
    href: str = ""


@dataclass(frozen=True)
class Shown:
    """An answer as a page shows it: a table, yes or no, or triples as text."""

    kind: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    count: int = 0
    boolean: bool = False
    text: str = ""


@dataclass(frozen=True)
class Service:
    """What is served, and how a query is answered from it."""

    knowledge: Knowledge
    questions: Mapping[str, Question]
    pool: Pool

    def respond(self, query: str) -> Response | Shown:
        """Answer a query as the request wants it: a response, or what a page is to show."""
        formats = wanted(request)
        inner = {
            kind: _BEHIND_PAGES[kind] if fmt == "html" else fmt for kind, fmt in formats.items()
        }
        evaluated = self.pool.answer(query, inner)
        fmt = formats[evaluated.kind]
        if fmt is None:
            return _not_acceptable(evaluated.kind)
        if fmt == "html":
            return self._shown(evaluated.kind, evaluated.body)
        return Response(evaluated.body, content_type=MEDIA_TYPES[fmt])

    def _shown(self, kind: str, body: bytes) -> Shown:
        if kind == "graph":
            return Shown(kind, text=body.decode())
        results = json.loads(body)
        if kind == "ask":
            return Shown(kind, boolean=results["boolean"])
        head, found = results["head"]["vars"], results["results"]["bindings"]
        rows = tuple(
            tuple(self._cell(solution.get(variable)) for variable in head)
            for solution in islice(found, _MOST_ROWS)
        )
        return Shown(kind, head=tuple(head), rows=rows, count=len(found))

    def _cell(self, term: dict[str, Any] | None) -> Cell:
        if term is None:
            return Cell("")
        if term["type"] == "triple":
            parts = (term["value"][part] for part in ("subject", "predicate", "object"))
            return Cell(" ".join(self._cell(part).text for part in parts))
        text = term["value"]
        if term["type"] != "uri":
            return Cell(f"_:{text}" if term["type"] == "bnode" else text)
        if text.startswith(B2F):
            label = self.knowledge.label(text)
            href = url_for("sparql.sparql", query=f"DESCRIBE <{text}>")
            return Cell(curie(text), label if label != curie(text) else "", href)
        web = text.lower().startswith(("http://", "https://"))
        return Cell(curie(text), href=text if web else "")


def _not_acceptable(kind: str) -> Response:
    formats = FORMATS_OF[kind]
    form = {"select": "SELECT", "ask": "ASK", "graph": "CONSTRUCT or DESCRIBE"}[kind]
    media = [MEDIA_TYPES[fmt].partition(";")[0] for fmt in formats]
    return problem(
        406,
        f"The answer to a {form} query comes as {', '.join(media)}"
        f" (format={', '.join(formats)}), and none of them was accepted.",
        available=media,
    )
