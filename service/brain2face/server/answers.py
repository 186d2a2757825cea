"""How a child answers one query: as the engine does, within the limits, cut in a sound place.

The engine writes answers itself, far faster than Python could row by row. So an answer that proves
too long is asked for again with a LIMIT, and what comes out is whole and well formed, and told.
"""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Final

import pyoxigraph as ox

from brain2face.errors import QuerySyntaxError, UsageFault
from brain2face.formats import serialize, write_triples
from brain2face.guard import parse_only
from brain2face.knowledge import Knowledge, QueryAnswer
from brain2face.server.described import described
from brain2face.server.frames import Ask, Reply
from brain2face.server.graph_store import read_graph
from brain2face.server.refusals import Refused
from brain2face.server.sinks import Full, Sink
from brain2face.syntax import explain

__all__ = ["answer", "fault"]

_SORTED_UP_TO: Final = 20_000
_SHORTEST_ROW: Final = {"json": 3, "xml": 17, "csv": 2, "tsv": 1}
_PROBED: Final = 1000
_ROOM: Final = 0.9
_TRIES: Final = 6
_LAST_LIMIT: Final = re.compile(r"\bLIMIT\s+([0-9]+)(?=[^{}]*$)", re.IGNORECASE)


def answer(store: ox.Store, ask: Ask, sink: Sink) -> Reply:
    """Answer a query of a dataset into a sink; a fault of the query is an answer, too."""
    knowledge = Knowledge(store)
    try:
        if ask.about:
            return _told(store, ask, sink)
        found = _asked(knowledge, ask, ask.text)
        fmt = ask.formats[found.kind]
        if fmt is None:
            return Reply(found.kind, missing=True)
        if found.kind == "graph":
            cut = _graph(knowledge, ask, found, fmt, sink)
        else:
            cut = _table(knowledge, ask, found, fmt, sink)
        body = sink.finish()
        return Reply(found.kind, body, sink.spooled, cut, sink.packed)
    except UsageFault as error:
        return fault(error)


def fault(error: UsageFault) -> Reply:
    """Give a fault of what was asked as an answer."""
    if isinstance(error, QuerySyntaxError):
        said = {"detail": str(error), "line": error.line, "column": error.column}
        return Reply("syntax", json.dumps(said).encode())
    told: dict[str, object] = {"detail": str(error)}
    if isinstance(error, Refused):
        told["status"] = error.status
    return Reply("usage", json.dumps(told).encode())


def _told(store: ox.Store, ask: Ask, sink: Sink) -> Reply:
    """Tell what is no answer to a query: a whole graph, or a description of what is served."""
    if ask.about == "parse":
        _parsed(ask.text)
        return Reply("ask")
    fmt = ask.formats["graph"]
    assert fmt  # noqa: S101
    try:
        if ask.about == "graph":
            read_graph(store, ask.text or None, fmt, sink)  # type: ignore[arg-type]
        else:
            write_triples(described(store, ask.about, json.loads(ask.text)), fmt, sink)  # type: ignore[arg-type]
    except Refused:
        return Reply("absent")
    except Full:
        message = (
            f"The graph is longer than {ask.most_bytes} bytes as {fmt}; query for parts of it."
        )
        raise UsageFault(message) from None
    body = sink.finish()
    return Reply("graph", body, sink.spooled, None, sink.packed)


def _parsed(text: str) -> None:
    try:
        parse_only(text)
    except SyntaxError as error:
        raise explain(text, error) from None


def _table(knowledge: Knowledge, ask: Ask, found: QueryAnswer, fmt: str, sink: Sink) -> str | None:
    try:
        serialize(found, fmt, sink)  # type: ignore[arg-type]
    except Full:
        _fitting(knowledge, ask, fmt, sink)
        return "bytes"
    if found.kind == "ask" or sink.total < ask.most_rows * _SHORTEST_ROW[fmt]:
        return None
    again = _asked(knowledge, ask, ask.text).results
    assert isinstance(again, ox.QuerySolutions)  # noqa: S101
    if sum(1 for _ in islice(again, ask.most_rows + 1)) <= ask.most_rows:
        return None
    sink.restart()
    try:
        serialize(_asked(knowledge, ask, _limited(ask.text, ask.most_rows)), fmt, sink)  # type: ignore[arg-type]
    except Full:
        _fitting(knowledge, ask, fmt, sink)
        return "bytes"
    return "rows"


def _fitting(knowledge: Knowledge, ask: Ask, fmt: str, sink: Sink) -> None:
    """Write as many rows as fit: a thousand of them say how long a row is."""
    most = _PROBED
    for _ in range(_TRIES):
        sink.restart()
        try:
            serialize(_asked(knowledge, ask, _limited(ask.text, most)), fmt, sink)  # type: ignore[arg-type]
        except Full:
            most //= 4
            continue
        if most != _PROBED:
            return
        most = max(1, int(most * ask.most_bytes * _ROOM / max(sink.total, 1)))
    raise UsageFault(
        f"A single row of the answer is longer than {ask.most_bytes} bytes, the most one may have."
    )


def _graph(knowledge: Knowledge, ask: Ask, found: QueryAnswer, fmt: str, sink: Sink) -> str | None:
    most, cut = ask.most_rows, None
    for _ in range(_TRIES):
        assert isinstance(found.results, ox.QueryTriples)  # noqa: S101
        triples = _Counted(found.results, most)
        try:
            write_triples(triples, fmt, sink, sorted_up_to=_SORTED_UP_TO)  # type: ignore[arg-type]
        except Full:
            sink.restart()
            most = max(1, min(most, triples.given) // 2)
            cut = "bytes"
            found = _asked(knowledge, ask, ask.text)
            continue
        return cut or ("rows" if triples.more else None)
    raise UsageFault(f"The answer is longer than {ask.most_bytes} bytes; narrow the query.")


class _Counted:
    """Triples up to a number, and whether there were more."""

    def __init__(self, triples: ox.QueryTriples, most: int) -> None:
        self._triples = triples
        self._most = most
        self.given = 0
        self.more = False

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> ox.Triple:
        if self.given >= self._most:
            self.more = self.more or next(self._triples, None) is not None
            raise StopIteration
        triple: ox.Triple = next(self._triples)
        self.given += 1
        return triple


def _asked(knowledge: Knowledge, ask: Ask, text: str) -> QueryAnswer:
    return knowledge.query(text, ask.default_graphs, ask.named_graphs, base=ask.base)


def _limited(text: str, most: int) -> str:
    shorter = _LAST_LIMIT.sub(lambda found: f"LIMIT {min(int(found[1]), most)}", text)
    for candidate in (f"{text}\nLIMIT {most}", shorter):
        try:
            parse_only(candidate)
        except SyntaxError:
            continue
        if candidate != text:
            return candidate
    raise UsageFault("The answer is longer than an answer may be; add a LIMIT to the query.")
