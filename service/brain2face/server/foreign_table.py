"""What another endpoint answers: solutions as SPARQL JSON, believed in nothing but their terms."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

__all__ = ["ForeignTable", "read_table"]

_NO_BRACKETS: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|[^][{}"]+', re.DOTALL)
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class ForeignTable:
    """The solutions that another endpoint gave, and how many bytes they came in."""

    variables: tuple[str, ...]
    rows: tuple[tuple[ox.NamedNode | ox.Literal | None, ...], ...]
    size: int = 0


def read_table(body: bytes, wanted: frozenset[str], most_rows: int, end: float) -> ForeignTable:
    """Read an answer in SPARQL JSON.

    A blank node of the answer becomes a fresh IRI (``urn:uuid:…``), the same wherever the answer
    has that node: its label would mean nothing in the query that the answer is put into. What the
    parser gives belongs to one thread, and a traceback could carry it to another: it is let go of.

    Args:
        body: the answer, in SPARQL JSON.
        wanted: the variables to keep; an endpoint cannot bind others.
        most_rows: how many solutions are taken.
        end: until when, on the monotonic clock.

    Raises:
        ValueError: it is no answer to a SELECT query, or has too many rows.
        TimeoutError: it cannot be read in time.
    """
    if not _shallow(body):
        raise ValueError("its answer nests deeper than solutions do")
    results: Any = None
    try:
        results = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        if not isinstance(results, ox.QuerySolutions):
            raise ValueError("its answer is no table of solutions")
        names = [variable.value for variable in results.variables]
        kept = [(place, name) for place, name in enumerate(names) if name in wanted]
        rows = tuple(_rows(results, [place for place, _ in kept], most_rows, end))
    except SyntaxError as error:
        raise ValueError(f"its answer cannot be read ({error.msg})") from None
    finally:
        del results
    return ForeignTable(tuple(name for _, name in kept), rows, len(body))


def _rows(
    results: ox.QuerySolutions, places: list[int], most: int, end: float
) -> Iterator[tuple[ox.NamedNode | ox.Literal | None, ...]]:
    fresh: dict[str, ox.NamedNode] = {}
    try:
        for count, solution in enumerate(results):
            if count == most:
                raise ValueError(f"it gives more than {most} solutions; narrow the clause")
            if time.monotonic() > end:
                raise TimeoutError
            yield tuple(_term(solution[place], fresh) for place in places)
    finally:
        del results


def _term(
    term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None,
    fresh: dict[str, ox.NamedNode],
) -> ox.NamedNode | ox.Literal | None:
    if isinstance(term, ox.BlankNode):
        if term.value not in fresh:
            fresh[term.value] = ox.NamedNode(uuid.uuid4().urn)
        return fresh[term.value]
    if isinstance(term, ox.Triple):
        raise ValueError("its answer holds a triple as a term, which is not carried over")
    return term


def _shallow(body: bytes) -> bool:
    """Say whether a JSON text nests no deeper than solutions do: the parser dies of deep ones."""
    brackets = _NO_BRACKETS.sub(b"", body)
    for _ in range(_DEEPEST):
        brackets = brackets.replace(b"{}", b"").replace(b"[]", b"")
    return not brackets
