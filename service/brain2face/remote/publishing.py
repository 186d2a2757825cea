"""The ontology put into a remote store: the words, every place, and what a plain query sees.

The list of graphs is written first without a version and last with it, so a publication that broke
off is known as such, and whatever it left behind is replaced by the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from brain2face import __version__
from brain2face.errors import EnvironmentFault
from brain2face.remote.access import Access, proven
from brain2face.remote.addresses import Addresses, addresses
from brain2face.remote.asking import pose
from brain2face.remote.dataset import DEFAULT, LIST, LISTED, local_graphs, read_list, written
from brain2face.remote.fetching import count_graphs
from brain2face.remote.refusals import Denied
from brain2face.remote.wire import Wire
from brain2face.remote.writing import Writer
from brain2face.terms import B2F, ONTOLOGY

__all__ = ["Published", "publish"]

_FILL: Final = (
    f"INSERT {{ GRAPH <{DEFAULT}> {{ ?s ?p ?o }} }} WHERE {{"
    f" {{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }} UNION"
    f" {{ GRAPH <{ONTOLOGY}> {{ ?g <{B2F}inDefaultGraph> true }} GRAPH ?g {{ ?s ?p ?o }} }} }}"
)


@dataclass(frozen=True, slots=True)
class Published:
    """What was put where.

    Attributes:
        graphs: how many graphs, with the list and the default graph.
        statements: how many statements, those of the default graph among them.
        removed: graphs of an earlier publication that are no more.
        version: of the ontology.
        by: the address that took the graphs.
    """

    graphs: int
    statements: int
    removed: tuple[str, ...]
    version: str
    by: str


def publish(
    access: Access,
    *,
    update: str | None = None,
    graph_store: str | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> Published:
    """Put the ontology that comes with the package into a store; only its own graphs change.

    Args:
        access: where the store is asked, and by whom.
        update: where updates go, if it is neither there nor where a known store has it.
        graph_store: where graphs are put by the Graph Store Protocol; ``none`` for updates only.
        tell: hears how many graphs out of how many are done.

    Raises:
        EnvironmentFault: the store is not there, or cannot be written to: why, in words.
        UsageFault: an address is none, or the store refuses what is written.
    """
    for url in (update, graph_store):
        if url and url != "none":
            proven(url)
    where = _addresses(access, update, graph_store)
    ends = [where.update, *([where.graph_store] if where.graph_store else [])]
    wire = Wire(access, ends)
    old = read_list(pose(wire, access.url, LISTED))
    graphs = local_graphs()
    named = [iri for iri in graphs if iri != ONTOLOGY]
    gone = tuple(sorted(set() if old is None else set(old.named) - set(named)))
    writer = Writer(wire, where)
    total = len(graphs) + len(gone) + 2
    try:
        writer.replace(LIST, list(ox.parse(written([*named, *gone], whole=False), _LINES)))
    except Denied as error:
        raise EnvironmentFault(f"{error} So nothing was changed there.") from None
    tell(1, total)
    for done, (iri, triples) in enumerate(graphs.items(), 2):
        writer.replace(iri, triples)
        tell(done, total)
    for iri in gone:
        writer.drop(iri)
    writer.drop(DEFAULT)
    writer.update(_FILL)
    held = _proven(wire, access.url, {iri: len(set(one)) for iri, one in graphs.items()})
    writer.replace(LIST, list(ox.parse(written(named, whole=True), _LINES)))
    tell(total, total)
    return Published(len(graphs) + 2, held, gone, __version__, ends[-1])


def _addresses(access: Access, update: str | None, graph_store: str | None) -> Addresses:
    """Ask the store what it is, by a query that costs nothing."""
    from urllib.parse import urlencode
    from urllib.request import Request

    data = urlencode({"query": "ASK {}"}).encode()
    asked = Request(access.url, data, {"Accept": "application/sparql-results+json"})  # noqa: S310
    return addresses(access.url, Wire(access).send(asked).server, update, graph_store)


def _proven(wire: Wire, url: str, expected: dict[str, int]) -> int:
    held = count_graphs(wire, url, [*expected, DEFAULT])
    for iri, count in expected.items():
        if held.get(iri, 0) != count:
            raise EnvironmentFault(
                f"{url} holds {held.get(iri, 0)} of the {count} statements of <{iri}>: it does not"
                " keep what it is given, or someone else writes there."
            )
    if held.get(DEFAULT, 0) < expected[ONTOLOGY]:
        raise EnvironmentFault(f"{url} did not fill <{DEFAULT}>: its updates cannot copy graphs.")
    return sum(held.values())


_LINES: Final = ox.RdfFormat.N_TRIPLES
