"""Where known stores take what is written, told from where they are asked.

SPARQL 1.1 has three addresses, to query, to update and to put graphs, and a store says nowhere
what the other two are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Addresses", "addresses"]

_KNOWN: Final = (
    ("virtuoso", r"/sparql(?:-auth)?", "/sparql-auth", "/sparql-graph-crud-auth"),
    ("oxigraph", r"/query", "/update", "/store"),
    ("brain2face", r"/sparql", "/sparql", "/rdf-graph-store"),
    ("", r"(/repositories/[^/]+)", r"\1/statements", r"\1/rdf-graphs/service"),
)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where updates go, and where graphs are put, if anywhere."""

    update: str
    graph_store: str | None


def addresses(
    url: str, server: str, update: str | None = None, graph_store: str | None = None
) -> Addresses:
    """Give the addresses of a store.

    Args:
        url: where it is asked.
        server: what it says it is, by its header ``Server``.
        update: where updates go, if that is known.
        graph_store: where graphs are put, if that is known; ``none`` when by updates only.
    """
    found = Addresses(url, None)
    for name, path, updating, putting in _KNOWN:
        if name in server.lower() and re.search(f"{path}$", url):
            ends = [re.sub(f"{path}$", other, url) for other in (updating, putting)]
            found = Addresses(ends[0], ends[1])
            break
    chosen = None if graph_store == "none" else graph_store or (found.graph_store)
    return Addresses(update or found.update, chosen)
