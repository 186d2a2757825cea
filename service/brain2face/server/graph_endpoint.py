"""The graph store at ``/rdf-graph-store``: graphs read, and changed by those who may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, cast

from brain2face.server.bodies import body_of
from brain2face.server.changes import Order
from brain2face.server.environ import named_format
from brain2face.server.frames import Ask
from brain2face.server.graph_store import ALLOW, GraphOperation, read_graph_operation
from brain2face.server.negotiation import CONTENT_TYPES, graph_format
from brain2face.server.responses import READABLE, Answer, answer_of, encoding_of, etag_of, matches
from brain2face.server.serving import Serving

__all__ = ["STORE", "GraphEndpoint"]

STORE: Final = "/rdf-graph-store"
_PREFLIGHT: Final = [
    ("Allow", ALLOW),
    ("Access-Control-Allow-Headers", "Accept"),
    ("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"),
    ("Access-Control-Allow-Origin", "*"),
]


class GraphEndpoint:
    """What answers at the graph store and at the address of each graph in it."""

    def __init__(self, serving: Serving) -> None:
        """Serve the graphs of a dataset."""
        self._serving = serving

    def __call__(self, environ: Mapping[str, Any]) -> Answer:
        """Answer a request.

        Raises:
            Brain2FaceError: it cannot be answered; what it says is for the client.
        """
        if environ["REQUEST_METHOD"] == "OPTIONS":
            return Answer(204, [*_PREFLIGHT], kind="other")
        operation = read_graph_operation(environ, STORE, self._serving.base)
        if operation.writes:
            return self._changed(environ, operation)
        return self._read(environ, operation)

    def _read(self, environ: Mapping[str, Any], operation: GraphOperation) -> Answer:
        serving = self._serving
        form = graph_format(environ.get("HTTP_ACCEPT"), named_format(environ))
        encoding = encoding_of(environ.get("HTTP_ACCEPT_ENCODING") or "")
        etag = etag_of((serving.identity(), "graph", operation.graph or "", form, str(encoding)))
        if matches(environ.get("HTTP_IF_NONE_MATCH"), etag):
            return Answer(304, [*READABLE], etag=etag, kind="graph-store")
        ask = Ask(
            operation.graph or "",
            {"graph": form},
            seconds=serving.pool.seconds,
            encoding=encoding,
            most_bytes=serving.limits.most_bytes,
            about="graph",
        )
        found = serving.pool.answer(ask)
        headers = [("Content-Type", CONTENT_TYPES[form]), *READABLE]
        return answer_of(found, headers, encoding, etag=etag, kind="graph-store")

    def _changed(self, environ: Mapping[str, Any], operation: GraphOperation) -> Answer:
        writer = self._serving.writer
        writer.admit(environ)
        body = b"" if operation.method == "DELETE" else body_of(environ, self._serving)
        order = Order(
            cast("Literal['PUT', 'POST', 'DELETE']", operation.method),
            operation.graph or "",
            writer.seconds,
            operation.location,
            body,
            str(environ.get("CONTENT_TYPE") or ""),
            str(environ.get("HTTP_CONTENT_ENCODING") or ""),
            operation.graph or operation.location,
            writer.most,
        )
        changed = writer.change(order)
        headers = [("Brain2face-Generation", str(changed.generation))]
        if changed.location:
            headers.append(("Location", changed.location))
        return Answer(changed.status, headers, kind="graph-store")
