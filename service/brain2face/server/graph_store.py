"""The Graph Store Protocol: which graph a request means, and what becomes of that graph.

Nothing here talks HTTP or chooses a store: a worker reads the request, the process that writes
changes the store, and a child writes a graph out.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final, Literal, cast
from urllib.parse import quote, urljoin

import pyoxigraph as ox

from brain2face.formats import write_triples
from brain2face.server.environ import base_of, graph_iri, parameters
from brain2face.server.refusals import Refused

__all__ = ["ALLOW", "GraphOperation", "Outcome", "apply", "read_graph", "read_graph_operation"]

ALLOW: Final = "DELETE, GET, HEAD, OPTIONS, POST, PUT"
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class GraphOperation:
    """What a request does to a graph.

    Attributes:
        method: GET, HEAD, PUT, POST or DELETE.
        graph: the IRI of the graph; none is the default graph.
        location: the address at which the graph is found.
        new: whether the graph has just been given its name, by a POST to the store itself.
    """

    method: Literal["GET", "HEAD", "PUT", "POST", "DELETE"]
    graph: str | None
    location: str
    new: bool = False

    @property
    def writes(self) -> bool:
        """Say whether it changes the store."""
        return self.method not in ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a graph: whether it was there before, and is there only since now."""

    existed: bool
    created: bool = False
    location: str | None = None

    @property
    def status(self) -> int:
        """Give the HTTP status that says so."""
        return 201 if self.created else 204


def read_graph_operation(
    environ: Mapping[str, Any], store: str, public: str | None = None
) -> GraphOperation:
    """Read which graph a request means, and what is to be done to it.

    Args:
        environ: the WSGI environment; OPTIONS is answered by the caller.
        store: the path of the graph store, such as ``/rdf-graph-store``; every path below it is
            the address of a graph.
        public: what comes before the path, where the host that the client names does not count.

    Raises:
        Refused: there is no such method, no graph, or more than one.
    """
    method = environ.get("REQUEST_METHOD")
    if method not in ALLOW.replace("OPTIONS, ", "").split(", "):
        message = f"{method!a} is not possible here. Possible: {ALLOW}."
        raise Refused(405, message, {"Allow": ALLOW})
    known = cast("Literal['GET', 'HEAD', 'PUT', 'POST', 'DELETE']", method)
    params = parameters(environ.get("QUERY_STRING", ""))
    named, default = params.get("graph", []), "default" in params
    address = base_of(environ, public)
    below = str(environ.get("PATH_INFO", "")).removeprefix(store) not in ("", "/")
    if len(named) + default + below > 1:
        raise Refused(400, "A request means one graph: one graph=IRI, or default, or its address.")
    if below:
        return GraphOperation(known, address, address)
    address = address.rstrip("/")
    if named:
        iri = _resolved(named[0], address)
        return GraphOperation(known, iri, f"{address}?graph={quote(iri, safe='')}")
    if default:
        return GraphOperation(known, None, f"{address}?default")
    if method == "POST":
        iri = f"{address}/{uuid.uuid4()}"
        return GraphOperation(known, iri, iri, new=True)
    raise Refused(400, "Name a graph: by graph=IRI, by default, or by an address below this one.")


def apply(
    store: ox.Store, operation: GraphOperation, quads: Iterable[ox.Quad | ox.Triple] = ()
) -> Outcome:
    """Change a store as an operation says; a failure half way leaves it to be thrown away.

    Args:
        store: what is changed.
        operation: a PUT, POST or DELETE.
        quads: what was sent with it; the graphs that quads name do not count.

    Raises:
        Refused: the graph to be deleted is not there.
    """
    name = _name(operation.graph)
    existed = _exists(store, name)
    if operation.method == "DELETE":
        if not existed:
            raise _absent(operation.graph)
        if isinstance(name, ox.NamedNode):
            store.remove_graph(name)
        else:
            store.clear_graph(name)
        return Outcome(existed)
    if operation.method == "PUT":
        store.clear_graph(name) if existed else None
    if isinstance(name, ox.NamedNode):
        store.add_graph(name)
    store.bulk_extend(ox.Quad(one.subject, one.predicate, one.object, name) for one in quads)
    return Outcome(existed, not existed, None if existed else operation.location)


def read_graph(
    store: ox.Store,
    graph: str | None,
    fmt: str,
    out: IO[bytes],
) -> None:
    """Write a graph out.

    Args:
        store: where it is.
        graph: its IRI; none is the default graph.
        fmt: one of ``GRAPH_FORMATS``.
        out: where the bytes go.

    Raises:
        Refused: it is not there.
        UsageFault: the format cannot hold it.
    """
    name = _name(graph)
    if not _exists(store, name):
        raise _absent(graph)
    quads = store.quads_for_pattern(None, None, None, name)
    write_triples((quad.triple for quad in quads), fmt, out)


def _resolved(iri: str, base: str) -> str:
    if not iri:
        raise Refused(400, "graph takes an IRI, and this one is empty.")
    if not _ABSOLUTE.match(iri):
        try:
            iri = urljoin(f"{base}/", iri)
        except ValueError:
            raise Refused(400, f"graph takes an IRI, and {iri[:200]!a} is none.") from None
    return graph_iri(iri, "graph")


def _name(graph: str | None) -> ox.NamedNode | ox.DefaultGraph:
    return ox.DefaultGraph() if graph is None else ox.NamedNode(graph)


def _exists(store: ox.Store, name: ox.NamedNode | ox.DefaultGraph) -> bool:
    return isinstance(name, ox.DefaultGraph) or store.contains_named_graph(name)


def _absent(graph: str | None) -> Refused:
    return Refused(404, f"There is no graph <{graph}> here.")
