"""The formats in one table: the name, the media types and the suffix that each of them has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

__all__ = ["FORMATS", "GRAPH_FORMATS", "MEDIA", "RESULT_FORMATS", "Format", "rdf_format"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is called on the command line, over HTTP and in the name of a file."""

    name: str
    media_type: str
    suffix: str
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    charset: bool = False
    rdf: ox.RdfFormat | None = None
    results: ox.QueryResultsFormat | None = None

    @property
    def content_type(self) -> str:
        """Give the value of ``Content-Type``; text formats say that they are UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


_RESULTS: Final = (
    Format(
        "json",
        "application/sparql-results+json",
        "srj",
        aliases=("application/json",),
        results=ox.QueryResultsFormat.JSON,
    ),
    Format(
        "xml",
        "application/sparql-results+xml",
        "srx",
        aliases=("application/xml",),
        results=ox.QueryResultsFormat.XML,
    ),
    Format("csv", "text/csv", "csv", charset=True, results=ox.QueryResultsFormat.CSV),
    Format(
        "tsv", "text/tab-separated-values", "tsv", charset=True, results=ox.QueryResultsFormat.TSV
    ),
)
_GRAPHS: Final = (
    Format("turtle", "text/turtle", "ttl", ("n3",), charset=True, rdf=ox.RdfFormat.TURTLE),
    Format("ntriples", "application/n-triples", "nt", ("n-triples",), rdf=ox.RdfFormat.N_TRIPLES),
    Format("nquads", "application/n-quads", "nq", ("n-quads",), rdf=ox.RdfFormat.N_QUADS),
    Format("trig", "application/trig", "trig", rdf=ox.RdfFormat.TRIG),
    Format(
        "rdfxml",
        "application/rdf+xml",
        "rdf",
        ("rdf+xml", "rdf/xml", "owl", "xml"),
        rdf=ox.RdfFormat.RDF_XML,
    ),
    Format(
        "jsonld",
        "application/ld+json",
        "jsonld",
        ("json-ld", "ld+json", "json"),
        rdf=ox.RdfFormat.JSON_LD,
    ),
)

MEDIA: Final[Mapping[str, Format]] = {fmt.name: fmt for fmt in (*_RESULTS, *_GRAPHS)}
RESULT_FORMATS: Final = ("table", "csv", "tsv", "json", "xml")
GRAPH_FORMATS: Final = tuple(fmt.name for fmt in _GRAPHS)
FORMATS: Final = RESULT_FORMATS + GRAPH_FORMATS

_BY_MEDIA: Final = {media: fmt for fmt in _GRAPHS for media in (fmt.media_type, *fmt.aliases)}


def rdf_format(media_type: str) -> Format | None:
    """Give the format of RDF that a media type, without its parameters, names."""
    return _BY_MEDIA.get(media_type.strip().lower())
