"""An answer as a page shows it: what may be a link is one, and nothing that is told is markup."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from urllib.parse import urlencode

from flask import url_for

from brain2face.knowledge import Knowledge
from brain2face.server.evaluated import Evaluated
from brain2face.terms import B2F, curie

__all__ = ["ENDPOINT", "Cell", "Shown", "shown"]

ENDPOINT: Final = "sparql"
_MOST_ROWS: Final = 1000


@dataclass(frozen=True)
class Cell:
    """A term as a page shows it: its text, what it means in words, and where it leads."""

    text: str
    label: str = ""
    href: str = ""


@dataclass(frozen=True)
class Shown:
    """An answer as a page shows it: a table, yes or no, or triples as text.

    ``cut`` names the limit, ``rows`` or ``bytes``, at which the answer was cut.
    """

    kind: str
    head: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    count: int = 0
    boolean: bool = False
    text: str = ""
    cut: str | None = None


def shown(evaluated: Evaluated, knowledge: Knowledge) -> Shown:
    """Make what a page shows of an answer that came as JSON, or of a graph as Turtle."""
    body, kind = evaluated.body, evaluated.kind
    if evaluated.spool is not None:
        with evaluated.spool as spool:
            body = spool.read()
    if kind == "graph":
        return Shown(kind, text=body.decode(), cut=evaluated.cut)
    results = json.loads(body)
    if kind == "ask":
        return Shown(kind, boolean=results["boolean"])
    head, found = results["head"]["vars"], results["results"]["bindings"]
    rows = tuple(
        tuple(_cell(solution.get(variable), knowledge) for variable in head)
        for solution in islice(found, _MOST_ROWS)
    )
    return Shown(kind, head=tuple(head), rows=rows, count=len(found), cut=evaluated.cut)


def _cell(term: dict[str, Any] | None, knowledge: Knowledge) -> Cell:
    if term is None:
        return Cell("")
    if term["type"] == "triple":
        parts = (term["value"][part] for part in ("subject", "predicate", "object"))
        return Cell(" ".join(_cell(part, knowledge).text for part in parts))
    text = term["value"]
    if term["type"] != "uri":
        return Cell(f"_:{text}" if term["type"] == "bnode" else text)
    if text.startswith(B2F):
        label = knowledge.label(text)
        href = f"{url_for(ENDPOINT)}?{urlencode({'query': f'DESCRIBE <{text}>'})}"
        return Cell(curie(text), label if label != curie(text) else "", href)
    web = text.lower().startswith(("http://", "https://"))
    return Cell(curie(text), href=text if web else "")
