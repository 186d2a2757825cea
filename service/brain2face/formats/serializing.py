"""Answers in the format that is asked for, and what is told when it cannot hold them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import IO, Final

import pyoxigraph as ox

from brain2face.errors import UsageFault
from brain2face.formats.media import GRAPH_FORMATS, MEDIA, RESULT_FORMATS
from brain2face.formats.tables import table
from brain2face.formats.xml import writable, xml_only
from brain2face.knowledge import QueryAnswer
from brain2face.terms import PREFIXES

__all__ = ["serialize", "write_triples"]

_SORTED_UP_TO: Final = 20_000


def serialize(
    answer: QueryAnswer,
    fmt: str | None,
    out: IO[bytes],
    *,
    width: int | None = None,
    sorted_up_to: int | None = None,
) -> None:
    """Write an answer in a format: by default a table, or Turtle for CONSTRUCT and DESCRIBE.

    Args:
        answer: what a query gave; it is read to its end.
        fmt: one of ``FORMATS``.
        out: where the bytes go; UTF-8.
        width: columns of the terminal that a table must fit; ``None`` when there is none.
        sorted_up_to: how many triples are sorted before they are written; a larger graph is
            written as it comes, so that it need not fit in memory. By default all are sorted.

    Raises:
        UsageFault: the format is unknown, or cannot hold this form of answer.
    """
    possible = GRAPH_FORMATS if answer.kind == "graph" else RESULT_FORMATS
    chosen = fmt or possible[0]
    if chosen not in possible:
        form = {"select": "a SELECT", "ask": "an ASK"}.get(answer.kind, "a CONSTRUCT or DESCRIBE")
        raise UsageFault(
            f"The answer to {form} query cannot be written as {chosen}."
            f" Possible: {', '.join(possible)}."
        )
    results = answer.results
    try:
        if isinstance(results, ox.QueryTriples):
            write_triples(results, chosen, out, sorted_up_to=sorted_up_to)
        elif chosen == "table":
            out.write(table(results, width).encode())
        else:
            results.serialize(xml_only(out) if chosen == "xml" else out, MEDIA[chosen].results)
            if chosen in ("json", "xml") or isinstance(results, ox.QueryBoolean):
                out.write(b"\n")
    except RuntimeError as error:
        raise UsageFault(f"The query cannot be evaluated: {error}.") from None


def write_triples(
    triples: Iterable[ox.Triple],
    fmt: str,
    out: IO[bytes],
    *,
    sorted_up_to: int | None = _SORTED_UP_TO,
) -> None:
    """Write triples in one of ``GRAPH_FORMATS``, with the prefixes they use.

    Args:
        triples: what is written; read once.
        fmt: the format.
        out: where the bytes go.
        sorted_up_to: the most triples that are sorted; more are written as they come, and then
            with every prefix of the project. ``None`` sorts them all.

    Raises:
        UsageFault: the format cannot hold them.
    """
    rest = iter(triples)
    prefixes = dict(PREFIXES)
    first = list(rest if sorted_up_to is None else islice(rest, sorted_up_to))
    following = next(rest, None)
    if following is None:
        first.sort(key=str)
        prefixes = _used(first)
        rest = iter(first)
    else:
        rest = chain(first, (following,), rest)
    target = out
    if fmt == "rdfxml":
        rest, target = writable(rest), xml_only(out)
    try:
        ox.serialize(rest, target, MEDIA[fmt].rdf, prefixes=prefixes)
    except OSError as error:
        if error.errno is not None:
            raise
        raise UsageFault(f"The triples cannot be written as {fmt}: {error}.") from None


def _used(triples: Iterable[ox.Triple]) -> dict[str, str]:
    iris = {
        part.value
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        for part in (term, getattr(term, "datatype", None))
        if isinstance(part, ox.NamedNode)
    }
    text = "\n" + "\n".join(iris)
    return {prefix: base for prefix, base in PREFIXES.items() if f"\n{base}" in text}
