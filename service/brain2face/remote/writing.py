"""Graphs written into a remote store: put whole where it has a graph store, else by updates.

Blank nodes hold together within one request only, so triples that share some go into the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote
from urllib.request import Request

import pyoxigraph as ox

from brain2face.remote.addresses import Addresses
from brain2face.remote.wire import Wire

__all__ = ["Writer", "batches"]

_MOST: Final = 2000


class Writer:
    """The way in to a store."""

    def __init__(self, wire: Wire, where: Addresses) -> None:
        """Write at these addresses."""
        self._wire = wire
        self._where = where

    def replace(self, graph: str, triples: Sequence[ox.Triple]) -> None:
        """Make a graph hold these triples and no others.

        Raises:
            EnvironmentFault: the store cannot be reached or written to.
            UsageFault: it refuses what is written.
        """
        if self._where.graph_store is None:
            before = f"CLEAR SILENT GRAPH <{graph}> ;\n"
            for batch in batches(triples, _MOST):
                self.update(f"{before}INSERT DATA {{ GRAPH <{graph}> {{\n{_lines(batch)}}} }}")
                before = ""
            return
        url = f"{self._where.graph_store}?graph={quote(graph, safe='')}"
        headers = {"Content-Type": "text/turtle"}
        self._wire.send(
            Request(url, _lines(triples).encode(), headers, method="PUT")  # noqa: S310
        )

    def drop(self, graph: str) -> None:
        """Remove a graph, if it is there; Virtuoso empties what it will not drop."""
        self.update(f"CLEAR SILENT GRAPH <{graph}>")
        self.update(f"DROP SILENT GRAPH <{graph}>")

    def update(self, text: str) -> None:
        """Have the store do one update."""
        from urllib.parse import urlencode

        data = urlencode({"update": text}).encode()
        self._wire.send(Request(self._where.update, data))  # noqa: S310


def batches(triples: Sequence[ox.Triple], most: int) -> Iterator[list[ox.Triple]]:
    """Split triples into lists of about ``most``, none of which shares a blank node with another.

    A list is longer where its blank nodes hang together.
    """
    batch: list[ox.Triple] = []
    for group in _tied(triples):
        if batch and len(batch) + len(group) > most:
            yield batch
            batch = []
        batch += group
    if batch:
        yield batch


def _tied(triples: Sequence[ox.Triple]) -> Iterator[list[ox.Triple]]:
    parent: dict[ox.BlankNode, ox.BlankNode] = {}

    def root(node: ox.BlankNode) -> ox.BlankNode:
        while (above := parent.setdefault(node, node)) != node:
            parent[node] = parent[above]
            node = above
        return node

    tied: dict[ox.BlankNode, list[ox.Triple]] = {}
    nodes = [
        [part for part in (one.subject, one.object) if isinstance(part, ox.BlankNode)]
        for one in triples
    ]
    for ends in nodes:
        if len(ends) == 2:
            parent[root(ends[0])] = root(ends[1])
    for one, ends in zip(triples, nodes, strict=True):
        if ends:
            tied.setdefault(root(ends[0]), []).append(one)
        else:
            yield [one]
    yield from tied.values()


def _lines(triples: Sequence[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
