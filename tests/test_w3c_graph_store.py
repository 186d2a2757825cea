"""The suite of the Graph Store Protocol: every request as it is written there."""

from __future__ import annotations

from typing import Any

import pytest

from w3c_listed import judged
from w3c_results import same_graph
from w3c_service import Answer, Service, service
from w3c_suites import http_cases

__all__ = ["service"]

BASE = "http://www.example/gsp"


@pytest.mark.parametrize("case", http_cases("gsp-tests.json"))
def test_a_request_is_answered_as_the_graph_store_protocol_says(
    service: Service, case: dict[str, Any]
) -> None:
    service.hold([])
    known: dict[str, str] = {}
    faults = []
    for request in case["requests"]:
        answer = send(service, request, known)
        faults.append(fault(answer, request["expect"]))
        if variable := request["expect"]["location"]:
            known[variable] = answer.headers.get("location", "")
    judged(f"graph-store-protocol/{case['id']}", next(filter(None, faults), None))


def send(service: Service, request: dict[str, Any], known: dict[str, str]) -> Answer:
    """Make one request of the suite, with the addresses that were given before."""
    path = request["absolutePath"].removeprefix("/gsp")
    for variable, value in known.items():
        path = path.replace(variable, value)
    body = request["body"]
    return service.send(
        request["method"],
        f"{service.store_url}{path}",
        body["chars"].encode(body["encoding"]) if body else None,
        **dict(request["headers"]),
    )


def fault(answer: Answer, expected: dict[str, Any]) -> str | None:
    """Say what is wrong with an answer, if anything is."""
    if not any(low <= answer.status <= high for low, high in expected["status_ranges"]):
        return f"answered with {answer.status}, not {expected['status']}: {answer.body.decode()}"
    if expected["location"] and not answer.headers.get("location"):
        return "has no Location"
    for name, value in expected["headers"]:
        if answer.headers.get(name) != value:
            return f"has {name} {answer.headers.get(name)}, not {value}"
    if expected["body"] and not same_graph(answer.body, expected["body"]["chars"].encode(), BASE):
        return f"answered {answer.body.decode()}"
    return None
