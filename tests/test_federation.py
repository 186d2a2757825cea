"""Asking another endpoint: what an honest one gets through, and what no other one does."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest

from brain2face.server.allow_list import AllowList, Endpoint
from brain2face.server.federation import EndpointFault, Limits, fetch
from brain2face.server.foreign_table import ForeignTable
from foreign_endpoints import Asked, Handler, answering, listening, sending

QUERY = "SELECT * { ?s ?p ?o }"
FEW = 100_000
TERM = {"type": "uri", "value": "urn:a"}


def endpoint(asked: Asked) -> Endpoint:
    found = AllowList.read([asked.url]).find(asked.url)
    assert found
    return found


def ask(
    asked: Asked, seconds: float = 10, most_bytes: int = FEW, most_rows: int = 10
) -> ForeignTable:
    limits = Limits(seconds, most_bytes, most_rows)
    return fetch(endpoint(asked), QUERY, frozenset("spo"), limits)


def answer(*rows: dict[str, Any], names: str = "spo") -> bytes:
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": rows}}).encode()


def drip(handler: Handler, _: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.end_headers()
    for _turn in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def drip_of_headers(handler: Handler, _: str) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        handler.wfile.write(f"X-{number}: a\r\n".encode())
        time.sleep(0.05)


def continuing(handler: Handler, _: str) -> None:
    for _turn in range(100):
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def endless(handler: Handler, _: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/sparql-results+json")
    handler.end_headers()
    for _turn in range(1000):
        handler.wfile.write(b" " * 10_000)


def test_an_honest_answer_arrives_and_the_endpoint_sees_the_query_as_it_is() -> None:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal('"\n\\')))
    with listening(answering(store)) as asked:
        table = ask(asked)
    assert asked.queries == [QUERY]
    assert asked.hosts == [f"127.0.0.1:{asked.port}"]
    assert dict(zip(table.variables, table.rows[0], strict=True)) == {
        "s": ox.NamedNode("urn:a"),
        "p": ox.NamedNode("urn:b"),
        "o": ox.Literal('"\n\\'),
    }


def test_a_packed_answer_arrives_too() -> None:
    with listening(sending(gzip.compress(answer({"s": TERM})), Content_Encoding="gzip")) as asked:
        assert ask(asked).rows == ((ox.NamedNode("urn:a"), None, None),)


def test_an_endpoint_binds_no_variable_that_it_was_not_asked_for() -> None:
    with listening(sending(answer({"s": TERM, "x": TERM}, names="sx"))) as asked:
        assert ask(asked).variables == ("s",)


def test_the_blank_nodes_of_an_answer_become_fresh_iris() -> None:
    rows = [{"s": {"type": "bnode", "value": label}} for label in ("a", "b", "a")]
    with listening(sending(answer(*rows, names="s"))) as asked:
        first = [row[0] for row in ask(asked).rows]
        second = [row[0] for row in ask(asked).rows]
    assert first[0] == first[2] != first[1]
    assert not set(first) & set(second)
    assert all(isinstance(n, ox.NamedNode) and n.value.startswith("urn:uuid:") for n in first)


def test_a_redirect_is_not_followed() -> None:
    with listening(sending(answer())) as canary:
        for status in (301, 302, 303, 307, 308):
            with (
                listening(sending(b"", status, Location=canary.url)) as asked,
                pytest.raises(EndpointFault, match=f"status {status} and redirects are not"),
            ):
                ask(asked)
        assert canary.queries == []


@pytest.mark.parametrize("slow", [drip, drip_of_headers, continuing])
def test_an_endpoint_that_drips_is_left_in_time(slow: Callable[[Handler, str], None]) -> None:
    began = time.monotonic()
    with listening(slow) as asked:
        with pytest.raises(EndpointFault, match=r"in the 0\.3 seconds") as told:
            ask(asked, seconds=0.3)
        assert time.monotonic() - began < 3
    assert told.value.status == 504


DEEP = '{"type":"triple","value":{"subject":%s,"predicate":%s,"object":' % (("%s",) * 2)
DEEP = DEEP.replace("%s", json.dumps(TERM))
NEST = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":' + DEEP.encode() * 60_000
NEST += json.dumps(TERM).encode() + b"}}" * 60_000 + b"}]}}"
USELESS = {
    "endless": (endless, "longer than 100000 bytes"),
    "a gzip bomb": (
        sending(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"),
        "longer than 100000 bytes",
    ),
    "half a gzip": (
        sending(gzip.compress(answer())[:-12], Content_Encoding="gzip"),
        "ends too early",
    ),
    "no gzip": (sending(answer(), Content_Encoding="gzip"), "garbles"),
    "another packing": (sending(answer(), Content_Encoding="br"), "packed as 'br'"),
    "a page": (sending(b"<html></html>", Content_Type="text/html"), "'text/html', not"),
    "a page that claims to be an answer": (sending(b"<html></html>"), "cannot be read"),
    "half an answer": (sending(answer()[:-5]), "nests|cannot be read"),
    "fewer bytes than promised": (sending(answer(), Content_Length="900"), "ends too early"),
    "yes or no": (sending(b'{"head":{},"boolean":true}'), "no table"),
    "a fault": (sending(b"", 500), "status 500"),
    "many rows": (sending(answer(*[{"s": TERM}] * 11)), "more than 10 solutions"),
    "no IRI": (sending(answer({"s": {"type": "uri", "value": "a> } <b"}})), "cannot be read"),
    "a relative IRI": (sending(answer({"s": {"type": "uri", "value": "b"}})), "cannot be read"),
    "a triple": (
        sending(answer({"s": json.loads(DEEP + "1}}".replace("1", json.dumps(TERM)))})),
        "nests|triple",
    ),
    "no HTTP": (lambda handler, _: handler.wfile.write(b"\0\0\r\n" * 9) and None, "garbles"),
}


@pytest.mark.parametrize("name", USELESS)
def test_an_answer_that_is_of_no_use_is_told(name: str) -> None:
    behaviour, said = USELESS[name]
    with listening(behaviour) as asked, pytest.raises(EndpointFault, match=said) as told:
        ask(asked)
    assert told.value.status == 502
    assert asked.url in str(told.value)


def test_an_answer_that_nests_without_end_does_not_end_the_process() -> None:
    with listening(sending(NEST)) as asked, pytest.raises(EndpointFault, match="nests deeper"):
        ask(asked, most_bytes=50_000_000)


def test_an_endpoint_that_is_not_there_is_told() -> None:
    with listening(sending(b"")) as asked:
        pass
    with pytest.raises(EndpointFault, match="cannot be reached: Connection refused"):
        ask(asked)


def test_an_answer_that_unpacks_without_end_is_not_unpacked_further_than_it_may_be() -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    with listening(sending(bomb, Content_Encoding="gzip")) as asked:
        tracemalloc.start()
        try:
            with pytest.raises(EndpointFault, match="longer than"):
                ask(asked)
            assert tracemalloc.get_traced_memory()[1] < 10_000_000
        finally:
            tracemalloc.stop()
