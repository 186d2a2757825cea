"""Competency questions: parameters bound as terms, rows as JSON, CSV or TSV, page by page.

The query is evaluated where all foreign queries are, within the same limits.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from brain2face.client import Cell, rows_of
from brain2face.errors import UnknownNameError, UsageFault
from brain2face.knowledge import QueryAnswer
from brain2face.questions import Question, bind
from brain2face.registry import iri_of
from brain2face.server.api.operations import JSON, Call, Made
from brain2face.server.api.paging import links_of, pages
from brain2face.server.frames import Ask
from brain2face.server.refusals import Refused

__all__ = ["HTML", "MEDIA", "OWN", "Table", "answered"]

HTML: Final = "text/html"
MEDIA: Final = (JSON, "text/csv", "text/tab-separated-values", HTML)
OWN: Final = ("format", "limit", "offset")
_TSV: Final = "text/tab-separated-values"
_TOLD_BY_PATH: Final = ("place", "source")
_PATH: Final = re.compile("source/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The answer to a question, or a page of it.

    Attributes:
        question: the name of the question.
        parameters: what was filled in, as it was given.
        columns: their names, in order.
        rows: by column a text, of which an IRI is one, a number, a truth value, or nothing.
        total: how many rows the whole answer has.
        offset: how many come before these.
        limit: how many there are at most; none where all were asked for.
        next: the address of the page after; none where there is none.
    """

    question: str
    parameters: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]
    total: int
    offset: int = 0
    limit: int | None = None
    next: str | None = None


def answered(question: Question, call: Call) -> Made:
    """Answer a question as a request asks it."""
    given = {
        name: value for name, value in call.values.items() if name not in OWN and value is not None
    }
    if call.wanted == HTML:
        asked = urlencode({**given, "format": "html"})
        page = f"{call.base}/questions/{quote(question.name)}?{asked}"
        return Made(content=b"", media=HTML, headers=(("Location", page),), status=303)
    query = _bound(question, given, call)
    offset, limit = call.values["offset"], call.values["limit"]
    body, headers = _evaluated(query, call)
    if call.wanted != JSON:
        total, part = _cut(body, call.wanted, offset, limit)
        return Made(
            content=part,
            media=call.wanted,
            links=_links(call, total, offset, limit),
            headers=(*headers, ("Brain2face-Total", str(total))),
        )
    answer = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    every = rows_of(question.name, QueryAnswer(answer))
    page_of = every.rows[offset : None if limit is None else offset + limit]
    links = _links(call, every.total, offset, limit)
    table = Table(
        question=question.name,
        parameters=given,
        columns=every.columns,
        rows=page_of,
        total=every.total,
        offset=offset,
        limit=limit,
        next=links.get("next"),
    )
    return Made(content=table, links=links, headers=headers)


def _bound(question: Question, given: Mapping[str, str], call: Call) -> str:
    """Bind the parameters; one that names nothing, or several things, is told by its name."""
    kinds = {one.name: one.type for one in question.parameters}
    whole = {
        name: iri_of(value) if kinds[name] in _TOLD_BY_PATH and _PATH.match(value) else value
        for name, value in given.items()
    }
    try:
        return bind(call.known.knowledge, question, whole)
    except UsageFault as error:
        blamed = [name for name, value in given.items() if repr(value) in str(error)]
        members: dict[str, object] = {"field": blamed[0]} if blamed else {}
        status = 409
        if isinstance(error, UnknownNameError):
            status = 404
            members["nearest"] = error.nearest
        raise Refused(status, str(error), members=members) from None


def _evaluated(query: str, call: Call) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    serving = call.serving
    form = {JSON: "json", "text/csv": "csv", _TSV: "tsv"}[call.wanted]
    ask = Ask(
        query,
        {"select": form, "ask": form, "graph": None},
        seconds=serving.pool.seconds,
        most_rows=serving.limits.most_rows,
        most_bytes=serving.limits.most_bytes,
    )
    found = serving.pool.answer(ask)
    if found.missing:
        raise Refused(406, "The answer to this question is a graph; ask for it by /questions/.")
    if found.spool is None:
        return found.body, tuple(serving.cut_told(found))
    with found.spool as spool:
        return spool.read(), tuple(serving.cut_told(found))


def _links(call: Call, total: int, offset: int, limit: int | None) -> Mapping[str, str]:
    if limit is None:
        return {}
    return links_of(pages(call.address, call.asked, total, offset, limit))


def _cut(body: bytes, media: str, offset: int, limit: int | None) -> tuple[int, bytes]:
    """Give the number of rows of a table, and those of a page below its head."""
    text = body.decode()
    if media == _TSV:
        head, *lines = text.splitlines(keepends=True)
        return len(lines), "".join([head, *_page(lines, offset, limit)]).encode()
    first, *rows = csv.reader(io.StringIO(text, newline=""))
    if not offset and limit is None:
        return len(rows), body
    out = io.StringIO(newline="")
    csv.writer(out).writerows([first, *_page(rows, offset, limit)])
    return len(rows), out.getvalue().encode()


def _page(rows: list[Any], offset: int, limit: int | None) -> Iterator[Any]:
    yield from rows[offset : None if limit is None else offset + limit]
