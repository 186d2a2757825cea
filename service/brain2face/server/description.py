"""What the service says of itself: the W3C service description, for clients that choose by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from brain2face.formats import GRAPH_FORMATS, MEDIA
from brain2face.server.statistics import Statistics
from brain2face.terms import B2F, PREFIXES

__all__ = ["SERVICE", "Limits", "describe"]

SERVICE: Final = f"{B2F}service#"
_SD, _VOID, _RDF, _RDFS, _XSD = (
    PREFIXES[prefix] for prefix in ("sd", "void", "rdf", "rdfs", "xsd")
)
_RESULT_FORMATS: Final = ("json", "xml", "csv", "tsv")
_WORDS: Final = {
    "secondsPerQuery": "The wall-clock seconds after which a query is stopped.",
    "bytesPerRequest": "The longest body of a request, in bytes.",
    "rowsPerAnswer": "The number of rows or triples after which an answer is cut, and says so.",
    "bytesPerAnswer": "The number of bytes after which an answer is cut, and says so.",
    "queriesAtOnce": "The number of queries that are evaluated at the same time.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What the service allows a client; a limit that is none is not told."""

    seconds_per_query: float | None = None
    bytes_per_request: int | None = None
    rows_per_answer: int | None = None
    bytes_per_answer: int | None = None
    queries_at_once: int | None = None

    def named(self) -> dict[str, float | int]:
        """Give the limits that there are, by the local name of the property that tells each."""
        values = (
            self.seconds_per_query,
            self.bytes_per_request,
            self.rows_per_answer,
            self.bytes_per_answer,
            self.queries_at_once,
        )
        return {name: v for name, v in zip(_WORDS, values, strict=True) if v is not None}


def describe(
    endpoint: str,
    statistics: Statistics,
    *,
    updates: bool = False,
    federation: bool = False,
    limits: Limits | None = None,
) -> list[ox.Triple]:
    """Describe the service by the W3C vocabulary.

    Args:
        endpoint: the address at which the description is asked for, and queries are.
        statistics: the graphs that are served, and how much is in them.
        updates: whether the endpoint takes updates, from those who may.
        federation: whether SERVICE is allowed, for some endpoints.
        limits: what a query may take; each is told by a property that the description defines.
    """
    service = ox.NamedNode(f"{endpoint}#service")
    triples = [
        _linked(service, _RDF, "type", f"{_SD}Service"),
        _linked(service, _SD, "endpoint", endpoint),
        *_abilities(service, updates, federation),
        *_dataset(service, endpoint, statistics),
    ]
    for name, value in (limits.named() if limits else {}).items():
        prop = f"{SERVICE}{name}"
        triples += [
            ox.Triple(service, ox.NamedNode(prop), _number(value)),
            _linked(ox.NamedNode(prop), _RDF, "type", f"{_RDF}Property"),
            _told(prop, "label", name),
            _told(prop, "comment", _WORDS[name]),
        ]
    return triples


def _abilities(service: ox.NamedNode, updates: bool, federation: bool) -> list[ox.Triple]:
    languages = ["SPARQL10Query", "SPARQL11Query"] + ["SPARQL11Update"] * updates
    features = ["EmptyGraphs"] + ["BasicFederatedQuery"] * federation
    graphs = [fmt.rdf.iri for name in GRAPH_FORMATS if (fmt := MEDIA[name]).rdf]
    tables = [fmt.results.iri for name in _RESULT_FORMATS if (fmt := MEDIA[name]).results]
    return [
        *(_linked(service, _SD, "supportedLanguage", f"{_SD}{name}") for name in languages),
        *(_linked(service, _SD, "feature", f"{_SD}{name}") for name in features),
        *(_linked(service, _SD, "resultFormat", iri) for iri in (*tables, *graphs)),
        *(_linked(service, _SD, "inputFormat", iri) for iri in graphs * updates),
    ]


def _dataset(service: ox.NamedNode, endpoint: str, statistics: Statistics) -> list[ox.Triple]:
    dataset = ox.NamedNode(f"{endpoint}#dataset")
    default = ox.NamedNode(f"{endpoint}#default-graph")
    triples = [
        _linked(service, _SD, "defaultDataset", dataset.value),
        _linked(dataset, _RDF, "type", f"{_SD}Dataset"),
        _linked(dataset, _SD, "defaultGraph", default.value),
        *_graph(default, statistics.default),
    ]
    for number, (name, count) in enumerate(sorted(statistics.named.items()), start=1):
        entry = ox.NamedNode(f"{endpoint}#named-graph-{number}")
        graph = ox.NamedNode(f"{endpoint}#graph-{number}")
        triples += [
            _linked(dataset, _SD, "namedGraph", entry.value),
            _linked(entry, _RDF, "type", f"{_SD}NamedGraph"),
            _linked(entry, _SD, "name", name),
            _linked(entry, _SD, "graph", graph.value),
            *_graph(graph, count),
        ]
    return triples


def _graph(graph: ox.NamedNode, count: int) -> list[ox.Triple]:
    return [
        _linked(graph, _RDF, "type", f"{_SD}Graph"),
        ox.Triple(graph, ox.NamedNode(f"{_VOID}triples"), _number(count)),
    ]


def _linked(subject: ox.NamedNode, namespace: str, name: str, value: str) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(f"{namespace}{name}"), ox.NamedNode(value))


def _told(subject: str, name: str, text: str) -> ox.Triple:
    literal = ox.Literal(text, language="en")
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(f"{_RDFS}{name}"), literal)


def _number(value: float) -> ox.Literal:
    kind = "integer" if isinstance(value, int) else "decimal"
    return ox.Literal(f"{value}", datatype=ox.NamedNode(f"{_XSD}{kind}"))
