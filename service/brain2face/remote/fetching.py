"""What a remote store holds of the ontology, fetched into memory without a statement missing.

Stores cut long answers, some of them without a word. So every graph is counted first, small graphs
share a request, and what comes is counted again. A graph is never split over requests: its blank
nodes would fall apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from brain2face.errors import EnvironmentFault
from brain2face.knowledge import QueryAnswer
from brain2face.remote.asking import pose
from brain2face.remote.wire import Wire
from brain2face.terms import PREFIXES

__all__ = ["count_graphs", "fetch_all", "fetch_names"]

_AT_ONCE: Final = 5000
_NAMING: Final = ", ".join(
    f"<{PREFIXES[prefix]}{name}>"
    for prefix, name in (
        ("rdf", "type"),
        ("rdfs", "subClassOf"),
        ("rdfs", "label"),
        ("skos", "altLabel"),
        ("skos", "notation"),
    )
)
_NAMES: Final = f"SELECT ?s ?p ?o {{ ?s ?p ?o FILTER(?p IN ({_NAMING})) }}"
_COUNT: Final = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_COUNTS: Final = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_DEFAULT: Final = "SELECT ?s ?p ?o { ?s ?p ?o }"
_NAMED: Final = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
_PLACES: Final = "SELECT ?g { ?g <https://w3id.org/brain2face/inDefaultGraph> ?any }"


def fetch_names(wire: Wire, url: str, default: Sequence[str], named: Sequence[str]) -> ox.Store:
    """Fetch the kinds and names of things from the default graph.

    Raises:
        EnvironmentFault: there is no whole answer.
    """
    store = ox.Store()
    store.extend(_quads(pose(wire, url, _NAMES, default, named)))
    return store


def fetch_all(wire: Wire, url: str, default: Sequence[str], named: Sequence[str]) -> ox.Store:
    """Fetch the default graph and every named graph; without names, the places it describes.

    Raises:
        EnvironmentFault: there is no whole answer.
    """
    store = ox.Store()
    _take(store, pose(wire, url, _DEFAULT, default, named), _sole(wire, url, default, named), url)
    named = named or sorted(one["g"].value for one in _rows(pose(wire, url, _PLACES)))
    counts = count_graphs(wire, url, named) if named else {}
    for batch in _batches(counts):
        answer = pose(wire, url, _NAMED, (), batch)
        _take(store, answer, sum(counts[iri] for iri in batch), url)
    return store


def count_graphs(wire: Wire, url: str, named: Sequence[str]) -> dict[str, int]:
    """Count the statements of each of these graphs, as the store counts them.

    Raises:
        EnvironmentFault: there is no whole answer.
    """
    rows = _rows(pose(wire, url, _COUNTS, (), named))
    found = {one["g"].value: int(one["n"].value) for one in rows}
    return {iri: found[iri] for iri in named if iri in found}


def _sole(wire: Wire, url: str, default: Sequence[str], named: Sequence[str]) -> int:
    (row,) = _rows(pose(wire, url, _COUNT, default, named))
    return int(row["n"].value)


def _batches(counts: Mapping[str, int]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for iri, count in counts.items():
        if batch and size + count > _AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(iri)
        size += count
    if batch:
        yield batch


def _take(store: ox.Store, answer: QueryAnswer, expected: int, url: str) -> None:
    before = len(store)
    store.extend(_quads(answer))
    if len(store) - before != expected:
        raise EnvironmentFault(
            f"{url} holds {expected} statements and gave {len(store) - before} of them: it cuts"
            " long answers, or is being changed. Raise its limit of rows, or ask again."
        )


def _quads(answer: QueryAnswer) -> Iterator[ox.Quad]:
    for one in _rows(answer):
        graph = one["g"] if len(one) > 3 else ox.DefaultGraph()
        yield ox.Quad(one["s"], one["p"], one["o"], graph)


def _rows(answer: QueryAnswer) -> Iterable[ox.QuerySolution]:
    if isinstance(answer.results, ox.QuerySolutions):
        return answer.results
    raise EnvironmentFault("The endpoint answers a SELECT query as if it were another.")
