"""SERVICE without the engine on the network: each clause replaced by what its endpoint answered.

The group of a clause is sent as a query of its own, and a VALUES block with the solutions takes its
place. So the joins, filters and optional parts around it mean what they meant.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from brain2face.server.allow_list import AllowList, Endpoint
from brain2face.server.federation import EndpointFault, Limits, fetch
from brain2face.server.foreign_table import ForeignTable
from brain2face.server.service_clauses import Clause, clauses_of, refusal

__all__ = ["Federation", "Fetch", "expand"]

Fetch = Callable[[Endpoint, str, frozenset[str]], ForeignTable]

_MOST_CLAUSES: Final = 10
_MOST_BYTES: Final = 32_000_000
_AT_ONCE: Final = 4
_NONE: Final = (
    ": queries are answered from this ontology alone and never reach another endpoint."
    " Ask that endpoint yourself and join the answers."
)


def expand(text: str, allow: AllowList, ask: Fetch) -> str:
    """Replace the SERVICE clauses of a query or update by what their endpoints answer.

    The text keeps its lines, so that a fault told of the rest is told at its place. A clause with
    SILENT whose endpoint fails becomes one solution that binds nothing. A blank node of an answer
    becomes an IRI, ``urn:uuid:…``, so an expanded query has another text each time.

    Args:
        text: the query or update; one without SERVICE is given back as it is.
        allow: which endpoints may be asked.
        ask: how one is asked: with the query, and the variables to keep.

    Raises:
        QuerySyntaxError: a clause that is refused: where it stands, and why.
        EndpointFault: an endpoint that fails, in a clause without SILENT.
    """
    asked = [(clause, _endpoint(clause, text, allow)) for clause in clauses_of(text)]
    if len(asked) > _MOST_CLAUSES:
        message = f"a query may have {_MOST_CLAUSES} SERVICE clauses, this one has {len(asked)}."
        raise refusal(text, asked[_MOST_CLAUSES][0].start, message)
    pieces, end = [], 0
    for clause, endpoint in asked:
        pieces += [text[end : clause.start], _in_place(clause, endpoint, text, ask)]
        end = clause.end
    return "".join([*pieces, text[end:]])


class Federation:
    """What a worker asks of other endpoints: which, how much, and how many queries at once."""

    def __init__(
        self,
        allow: AllowList,
        *,
        most_rows: int,
        most_bytes: int = _MOST_BYTES,
        at_once: int = _AT_ONCE,
        told: Callable[[bool], None] = lambda _: None,
    ) -> None:
        """Set the limits.

        Args:
            allow: which endpoints may be asked.
            most_rows: how many solutions one clause may give.
            most_bytes: how long the answers to one query may be together.
            at_once: how many queries may ask at the same time; the others are refused.
            told: told of each endpoint that was asked whether it gave a usable answer.
        """
        self._allow = allow
        self._most_rows = most_rows
        self._most_bytes = min(most_bytes, _MOST_BYTES)
        self._free = threading.BoundedSemaphore(at_once)
        self._told = told

    def expand(self, text: str, seconds: float) -> str:
        """Replace the SERVICE clauses of a text, as ``expand`` does, within a time.

        Raises:
            QuerySyntaxError: a clause that is refused: where it stands, and why.
            EndpointFault: an endpoint that fails, or too many queries that ask at this moment.
        """
        if not clauses_of(text):
            return text
        if not self._free.acquire(blocking=False):
            message = "Too many queries ask other endpoints at this moment. Try again soon."
            raise EndpointFault(message, HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            return expand(text, self._allow, self._fetching(seconds))
        finally:
            self._free.release()

    def _fetching(self, seconds: float) -> Fetch:
        """Make the way to ask for one query, whose clauses share the time and the bytes."""
        end = time.monotonic() + seconds
        left = self._most_bytes

        def ask(endpoint: Endpoint, query: str, wanted: frozenset[str]) -> ForeignTable:
            nonlocal left
            limits = Limits(end - time.monotonic(), left, self._most_rows)
            try:
                table = fetch(endpoint, query, wanted, limits)
            except EndpointFault:
                self._told(False)
                raise
            self._told(True)
            left -= table.size
            return table

        return ask


def _endpoint(clause: Clause, text: str, allow: AllowList) -> Endpoint:
    endpoint = allow.find(clause.address)
    if endpoint is not None:
        return endpoint
    shown = "".join(letter if letter.isprintable() else "?" for letter in clause.address[:100])
    known = ", ".join(map(str, allow.prefixes))
    hint = f": only endpoints below {known} may be asked." if known else _NONE
    raise refusal(text, clause.start, f"SERVICE <{shown}> is refused{hint}")


def _in_place(clause: Clause, endpoint: Endpoint, text: str, ask: Fetch) -> str:
    try:
        block = _values(ask(endpoint, clause.query, clause.wanted))
    except EndpointFault:
        if not clause.silent:
            raise
        block = "{}"
    replaced = text[clause.start : clause.end]
    lines = replaced.count("\n")
    if not lines:
        return f" {block} "
    column = len(replaced) - replaced.rfind("\n") - 1
    return f" {block}" + "\n" * lines + " " * column


def _values(table: ForeignTable) -> str:
    head = " ".join(f"?{name}" for name in table.variables)
    rows = (" ".join("UNDEF" if t is None else str(t) for t in row) for row in table.rows)
    return f"VALUES ({head}) {{ {' '.join(f'({row})' for row in rows)} }}"
