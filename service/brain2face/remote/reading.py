"""The bytes of a remote answer into the same values that the ontology in memory answers with."""

from __future__ import annotations

import re
from typing import Final, Literal

import pyoxigraph as ox

from brain2face.errors import EnvironmentFault
from brain2face.knowledge import QueryAnswer
from brain2face.remote.wire import Reply

__all__ = ["ACCEPT", "read_answer"]

ACCEPT: Final = {
    "results": "application/sparql-results+json, application/sparql-results+xml;q=0.9",
    "graph": "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5",
}
_RESULTS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
_GRAPHS: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/x-turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_NODE_JSON: Final = re.compile(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://')
_NODE_XML: Final = re.compile(rb"(<bnode>\s*)nodeID://")
_BIT_JSON: Final = re.compile(
    rb'("datatype"\s*:\s*"http://www\.w3\.org/2001/XMLSchema#boolean"\s*,\s*"value"\s*:\s*")([01])"'
)
_BIT_XML: Final = re.compile(
    rb'(<literal datatype="http://www\.w3\.org/2001/XMLSchema#boolean">)([01])<'
)


def read_answer(reply: Reply, url: str, kind: Literal["results", "graph"]) -> QueryAnswer:
    """Read an answer whole.

    Raises:
        EnvironmentFault: it is not what SPARQL answers with, or it is cut.
    """
    if reply.cut:
        raise EnvironmentFault(
            f"The endpoint {url} cuts every answer after {reply.cut} rows, and cut this one: ask"
            " for less (LIMIT, OFFSET), or raise its limit."
        )
    try:
        if kind == "results" and reply.media in _RESULTS:
            return _results(reply.body, _RESULTS[reply.media])
        if kind == "graph" and reply.media in _GRAPHS:
            return _graph(reply.body, _GRAPHS[reply.media])
    except (SyntaxError, ValueError) as error:
        at = str(error)[:200]
        raise EnvironmentFault(
            f"The answer of {url} breaks off or is not the {reply.media} it says it is: {at}."
        ) from None
    what = "a web page" if reply.media in ("text/html", "application/xhtml+xml") else reply.media
    raise EnvironmentFault(
        f"{url} answers with {what or 'something of no type'}, not with an answer to SPARQL:"
        " is it the address of the endpoint itself?"
    )


def _results(body: bytes, form: ox.QueryResultsFormat) -> QueryAnswer:
    if form == ox.QueryResultsFormat.JSON:
        body = _BIT_JSON.sub(_said, _NODE_JSON.sub(rb"\1", body))
    else:
        body = _BIT_XML.sub(_said, _NODE_XML.sub(rb"\1", body))
    answer = ox.parse_query_results(body, form)
    if isinstance(answer, ox.QueryBoolean):
        return QueryAnswer(answer)
    again = ox.parse_query_results(body, form)
    for _ in answer:
        pass
    return QueryAnswer(again)


def _said(found: re.Match[bytes]) -> bytes:
    end = found[0][-1:]
    return found[1] + (b"true" if found[2] == b"1" else b"false") + end


def _graph(body: bytes, form: ox.RdfFormat) -> QueryAnswer:
    store = ox.Store()
    store.extend(ox.parse(body, form))
    return QueryAnswer(store.query(_ALL))
