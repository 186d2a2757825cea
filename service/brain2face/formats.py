"""Answers as bytes: tables for people, the W3C formats for programs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import IO, Final

import pyoxigraph as ox

from brain2face.errors import UsageFault
from brain2face.knowledge import QueryAnswer
from brain2face.terms import PREFIXES, curie

__all__ = ["FORMATS", "GRAPH_FORMATS", "RESULT_FORMATS", "serialize"]

RESULT_FORMATS: Final = ("table", "csv", "tsv", "json", "xml")
GRAPH_FORMATS: Final = ("turtle", "ntriples")
FORMATS: Final = RESULT_FORMATS + GRAPH_FORMATS

_RESULTS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
_GAP: Final = "  "
_NARROWEST: Final = 12


def serialize(
    answer: QueryAnswer, fmt: str | None, out: IO[bytes], *, width: int | None = None
) -> None:
    """Write an answer in a format: by default a table, or Turtle for CONSTRUCT and DESCRIBE.

    Args:
        answer: what a query gave; it is read to its end.
        fmt: one of ``FORMATS``.
        out: where the bytes go; UTF-8.
        width: columns of the terminal that a table must fit; ``None`` when there is none.

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
            _write_graph(results, chosen, out)
        elif chosen == "table":
            out.write(_table(results, width).encode())
        else:
            results.serialize(out, _RESULTS[chosen])
            if chosen in ("json", "xml") or isinstance(results, ox.QueryBoolean):
                out.write(b"\n")
    except RuntimeError as error:
        raise UsageFault(f"The query cannot be evaluated: {error}.") from None


def _write_graph(triples: ox.QueryTriples, fmt: str, out: IO[bytes]) -> None:
    if fmt == "ntriples":
        triples.serialize(out, ox.RdfFormat.N_TRIPLES)
        return
    ordered = sorted(triples, key=str)
    iris = {
        part.value
        for triple in ordered
        for term in (triple.subject, triple.predicate, triple.object)
        for part in (term, getattr(term, "datatype", None))
        if isinstance(part, ox.NamedNode)
    }
    used = {p: base for p, base in PREFIXES.items() if any(i.startswith(base) for i in iris)}
    ox.serialize(ordered, out, ox.RdfFormat.TURTLE, prefixes=used)


def _table(results: ox.QuerySolutions | ox.QueryBoolean, width: int | None) -> str:
    if isinstance(results, ox.QueryBoolean):
        return "yes\n" if results else "no\n"
    head = [variable.value for variable in results.variables]
    rows = [[_cell(value) for value in solution] for solution in results]
    if not head:
        return f"(no variables; solutions: {len(rows)})\n"
    if not rows:
        return f"{_GAP.join(head)}\n(no rows)\n"
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    if width is not None:
        _shrink(widths, width)
    lines = [*_lines(head, widths), _GAP.join("-" * size for size in widths)]
    for row in rows:
        lines += _lines(row, widths)
    return "\n".join(lines) + "\n"


def _shrink(widths: list[int], width: int) -> None:
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _lines(cells: Iterable[str], widths: list[int]) -> list[str]:
    pieces = [textwrap.wrap(cell, size) or [""] for cell, size in zip(cells, widths, strict=True)]
    height = max(map(len, pieces))
    return [
        _GAP.join(
            (piece[i] if i < len(piece) else "").ljust(size)
            for piece, size in zip(pieces, widths, strict=True)
        ).rstrip()
        for i in range(height)
    ]


def _cell(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return curie(term.value)
    text = term.value if isinstance(term, ox.Literal) else str(term)
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()
