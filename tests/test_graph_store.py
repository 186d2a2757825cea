"""The Graph Store Protocol: which graph a request means, and what becomes of it."""

from __future__ import annotations

import io
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.errors import UsageFault
from brain2face.server.graph_store import (
    ALLOW,
    GraphOperation,
    apply,
    read_graph,
    read_graph_operation,
)
from brain2face.server.refusals import Refused

STORE = "/store"
HERE = "http://here:80"
GRAPH = ox.NamedNode("urn:g")
ONE = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("one"))
TWO = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("two"))


def environ(method: str, path: str = STORE, params: str = "") -> dict[str, Any]:
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": params,
        "HTTP_HOST": "here:80",
        "wsgi.url_scheme": "http",
    }


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "POST", "DELETE"])
@pytest.mark.parametrize(
    ("path", "params", "graph", "location"),
    [
        (STORE, "default", None, f"{HERE}/store?default"),
        (STORE, "default=", None, f"{HERE}/store?default"),
        (STORE, "graph=urn:g", "urn:g", f"{HERE}/store?graph=urn%3Ag"),
        (
            STORE,
            "graph=http://a/%2531",
            "http://a/%31",
            f"{HERE}/store?graph=http%3A%2F%2Fa%2F%2531",
        ),
        (STORE, "graph=a", f"{HERE}/store/a", None),
        (STORE, "graph=//other/b%23c", "http://other/b#c", None),
        (f"{STORE}/", "graph=../a", f"{HERE}/a", None),
        (f"{STORE}/a/b.ttl", "format=ttl", f"{HERE}/store/a/b.ttl", f"{HERE}/store/a/b.ttl"),
        (f"{STORE}/\xc3\xa9 x", "", f"{HERE}/store/%C3%A9%20x", f"{HERE}/store/%C3%A9%20x"),
    ],
)
def test_a_graph_is_named_by_parameter_or_by_its_address(
    method: str, path: str, params: str, graph: str | None, location: str | None
) -> None:
    operation = read_graph_operation(environ(method, path, params), STORE)
    assert (operation.method, operation.graph, operation.new) == (method, graph, False)
    assert operation.writes == (method not in ("GET", "HEAD"))
    assert location in (None, operation.location)


def test_the_address_of_the_service_counts_more_than_the_host_that_a_client_names() -> None:
    sent = environ("GET", f"{STORE}/a")
    assert read_graph_operation(sent, STORE, "https://out.org/").graph == "https://out.org/store/a"


def test_a_post_to_the_store_makes_a_graph_of_its_own() -> None:
    one, two = (read_graph_operation(environ("POST"), STORE) for _ in range(2))
    assert one.new
    assert one.graph == one.location
    assert one.graph != two.graph
    assert str(one.graph).startswith(f"{HERE}/store/")


@pytest.mark.parametrize(
    ("method", "path", "params", "status"),
    [
        ("GET", STORE, "", 400),
        ("PUT", STORE, "", 400),
        ("DELETE", f"{STORE}/", "", 400),
        ("GET", STORE, "graph=urn:g&default", 400),
        ("GET", STORE, "graph=urn:g&graph=urn:h", 400),
        ("GET", f"{STORE}/a", "graph=urn:g", 400),
        ("GET", f"{STORE}/a", "default", 400),
        ("GET", STORE, "graph=", 400),
        ("GET", STORE, "graph=urn:a%0Ab", 400),
        ("GET", STORE, "graph=http://[", 400),
        ("GET", STORE, "graph=//[", 400),
        ("GET", STORE, "graph=%FF", 400),
        ("PATCH", STORE, "graph=urn:g", 405),
        ("", STORE, "graph=urn:g", 405),
    ],
)
def test_a_request_that_means_no_graph_or_several_is_refused(
    method: str, path: str, params: str, status: int
) -> None:
    with pytest.raises(Refused) as refused:
        read_graph_operation(environ(method, path, params), STORE)
    assert refused.value.status == status
    assert refused.value.headers.get("Allow") == (ALLOW if status == 405 else None)


def quad(triple: ox.Triple, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def changed(store: ox.Store, method: Any, *triples: ox.Triple, graph: str | None = "urn:g") -> int:
    return apply(store, GraphOperation(method, graph, "there"), triples).status


def held(store: ox.Store, graph: ox.NamedNode | ox.DefaultGraph = GRAPH) -> set[ox.Triple]:
    return {one.triple for one in store.quads_for_pattern(None, None, None, graph)}


def test_put_replaces_post_adds_and_delete_removes() -> None:
    store = ox.Store()
    store.add(quad(ONE, ox.NamedNode("urn:other")))
    assert changed(store, "PUT", ONE) == 201
    assert changed(store, "PUT", TWO) == 204
    assert held(store) == {TWO}
    assert changed(store, "POST", ONE) == 204
    assert held(store) == {ONE, TWO}
    assert changed(store, "DELETE") == 204
    assert not store.contains_named_graph(GRAPH)
    assert held(store, ox.NamedNode("urn:other")) == {ONE}
    with pytest.raises(Refused) as refused:
        changed(store, "DELETE")
    assert refused.value.status == 404


def test_the_default_graph_is_always_there() -> None:
    store = ox.Store()
    for method, triples, left in (("PUT", [ONE], {ONE}), ("POST", [TWO], {ONE, TWO})):
        assert changed(store, method, *triples, graph=None) == 204
        assert held(store, ox.DefaultGraph()) == left
    assert changed(store, "DELETE", graph=None) == 204
    assert not held(store, ox.DefaultGraph())


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_an_empty_graph_exists_once_it_is_sent(method: str) -> None:
    store = ox.Store()
    outcome = apply(store, GraphOperation(method, "urn:g", "there"))  # type: ignore[arg-type]
    assert (outcome.status, outcome.location) == (201, "there")
    assert store.contains_named_graph(GRAPH)
    assert changed(store, method) == 204


def test_the_graphs_that_sent_quads_name_do_not_count() -> None:
    store = ox.Store()
    apply(store, GraphOperation("PUT", "urn:g", ""), [quad(ONE, ox.NamedNode("urn:other"))])
    assert held(store) == {ONE}
    assert [graph.value for graph in store.named_graphs()] == ["urn:g"]


def test_a_graph_is_written_out_or_is_not_there() -> None:
    store, out = ox.Store(), io.BytesIO()
    store.add(quad(ONE, GRAPH))
    read_graph(store, "urn:g", "ntriples", out)
    assert out.getvalue() == b'<urn:s> <urn:p> "one" .\n'
    read_graph(store, None, "ntriples", empty := io.BytesIO())
    assert empty.getvalue() == b""
    with pytest.raises(Refused) as refused:
        read_graph(store, "urn:other", "turtle", out)
    assert refused.value.status == 404


@given(
    method=st.sampled_from(ALLOW.split(", ")) | st.text(),
    below=st.text(),
    params=st.text() | st.text(alphabet="graph=default&:/%20?#[]"),
    host=st.text(),
)
def test_any_request_means_a_graph_or_is_refused(
    method: str, below: str, params: str, host: str
) -> None:
    sent = {**environ(method, f"{STORE}/{below}", params), "HTTP_HOST": host}
    try:
        operation = read_graph_operation(sent, STORE)
    except UsageFault:
        return
    assert operation.graph is None or ox.NamedNode(operation.graph)
