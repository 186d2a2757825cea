"""The protocol suite of SPARQL 1.1: every request as it is written there, against the service."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest

from fixture_files import shared_file
from w3c_listed import judged
from w3c_service import Answer, Service, service
from w3c_suites import http_cases

__all__ = ["service"]

BOOLEAN = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
MEDIA = {
    "boolean": set(BOOLEAN),
    "tabular": {*BOOLEAN, "text/csv", "text/tab-separated-values"},
    "RDF": {
        "text/turtle",
        "application/rdf+xml",
        "application/n-triples",
        "application/ld+json",
        "application/n-quads",
        "application/trig",
    },
}


@pytest.mark.parametrize("case", http_cases("protocol-tests.json"))
def test_a_request_is_answered_as_the_protocol_says(service: Service, case: dict[str, Any]) -> None:
    service.hold([])
    for graph in case["setup_graphs"]:
        service.put(graph["graph"], shared_file(f"w3c/sparql/sparql11/{graph['file']}"))
    faults = [fault(send(service, request), request["expect"]) for request in case["requests"]]
    judged(f"protocol/{case['id']}", next(filter(None, faults), None))


def send(service: Service, request: dict[str, Any]) -> Answer:
    """Make one request of the suite, at the endpoint that it is meant for."""
    headers, body = dict(request["headers"]), request["body"]
    params = [name for name, _ in request["query_params"] + request.get("form_params", [])]
    updates = "update" in params or "update" in headers.get("content-type", "")
    url = service.update_url if updates else service.query_url
    if request["query_string"]:
        url += f"?{request['query_string']}"
    content = body["chars"].encode(body["encoding"]) if body else None
    return service.send(request["method"], url, content, **headers)


def fault(answer: Answer, expected: dict[str, Any]) -> str | None:
    """Say what is wrong with an answer, if anything is."""
    if not any(low <= answer.status <= high for low, high in expected["status_ranges"]):
        return f"answered with {answer.status}, not {expected['status']}: {answer.body.decode()}"
    form = expected["format"]
    if form and answer.media_type not in MEDIA[form]:
        return f"answered as {answer.media_type}, which is not for {form}"
    if expected["boolean"] is not None:
        said = ox.parse_query_results(answer.body, BOOLEAN[answer.media_type])
        assert isinstance(said, ox.QueryBoolean)
        if bool(said) is not expected["boolean"]:
            return f"answered {bool(said)}"
    return None
