"""The door of the service: validators, packing, what is kept and what is never kept."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import brotli
import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from brain2face.knowledge import Knowledge
from brain2face.questions import load_questions
from brain2face.server.application import assemble
from brain2face.server.cache import Cache
from brain2face.server.evaluation import Pool
from brain2face.server.keeping import Keeper, Kept
from brain2face.server.sent import Seen
from brain2face.server.serving import Limits, Serving
from brain2face.server.writing import Writer

SELECT = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"


class World:
    """A small service whose generation the test moves, and what it observed."""

    def __init__(self, small: Knowledge, questions: Path) -> None:
        self.number = 1
        self.seen: list[tuple[str, int, bool]] = []
        pool = Pool.over(Keeper(Kept(quads=small.store)), children=2)
        self.serving = Serving(
            lambda: small,
            load_questions(questions),
            pool,
            Writer(pool, None, 1.0, 1),
            Cache(1_000_000),
            generation=lambda: self.number,
            name="test",
        )

    def client(self, limits: Limits | None = None) -> FlaskClient:
        serving = replace(self.serving, limits=limits or Limits())
        return assemble(serving, self._observe).test_client()

    def _observe(self, seen: Seen) -> None:
        self.seen.append((seen.kind, seen.sent.status, seen.kept))


@pytest.fixture
def world(small: Knowledge, questions_folder: Path) -> Iterator[World]:
    world = World(small, questions_folder)
    yield world
    assert isinstance(world.serving.pool, Pool)
    world.serving.pool.close()


ADDRESSES = [
    "/",
    "/sparql",
    f"/sparql?query={SELECT}",
    "/questions/units-of?emotion=joy",
    "/.well-known/void",
    "/rdf-graph-store?default",
    "/static/style.css",
]


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("encoding", [None, "gzip", "br"])
def test_every_address_to_read_has_a_validator_that_holds_until_the_data_change(
    world: World, path: str, encoding: str | None
) -> None:
    client = world.client()
    headers = {"Accept-Encoding": encoding} if encoding else {}
    first = client.get(path, headers=headers)
    again = client.get(path, headers=headers)
    etag = first.headers["ETag"]
    assert first.status_code == again.status_code == 200
    assert first.data == again.data
    assert not etag.startswith("W/")
    same = client.get(path, headers={**headers, "If-None-Match": f'"other", {etag}'})
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", etag)
    head = client.head(path, headers=headers)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", etag)
    assert int(head.headers["Content-Length"]) == len(first.data)
    world.number += 1
    changed = client.get(path, headers={**headers, "If-None-Match": etag})
    assert (changed.status_code, changed.data) == (200, first.data)
    assert changed.headers["ETag"] != etag


def test_an_answer_is_packed_as_is_asked_and_each_packing_has_its_validator(world: World) -> None:
    client = world.client()
    path = f"/sparql?query={SELECT}"
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip, deflate"})
    best = client.get(path, headers={"Accept-Encoding": "gzip, deflate, br"})
    refused = client.get(path, headers={"Accept-Encoding": "gzip;q=0, br;q=0, identity"})
    assert gzip.decompress(packed.data) == plain.data
    assert brotli.decompress(best.data) == plain.data == refused.data
    assert packed.headers["Content-Encoding"] == "gzip"
    assert best.headers["Content-Encoding"] == "br"
    assert len({one.headers["ETag"] for one in (plain, packed, best)}) == 3
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_repeated_query_is_answered_without_a_child(world: World) -> None:
    client = world.client()
    first = client.get("/sparql", query_string={"query": SELECT})
    assert isinstance(world.serving.pool, Pool)
    world.serving.pool.close()
    again = client.get("/sparql", query_string={"query": SELECT})
    posted = client.post("/sparql", data={"query": SELECT})
    assert first.data == again.data == posted.data
    assert world.seen == [("select", 200, False), ("select", 200, True), ("select", 200, True)]
    assert client.get("/sparql", query_string={"query": "ASK {}"}).status_code == 503


@pytest.mark.parametrize("function", ["RAND()", "NOW()", "UUID()", "STRUUID()"])
def test_an_answer_that_differs_each_time_is_never_kept(world: World, function: str) -> None:
    client = world.client()
    asked = {"query": f"SELECT ({function} AS ?x) {{}}"}
    first = client.get("/sparql", query_string=asked)
    again = client.get("/sparql", query_string=asked)
    assert first.status_code == 200
    assert "ETag" not in first.headers
    assert first.data != again.data


def test_a_fault_is_never_kept(world: World) -> None:
    client = world.client()
    for _ in range(2):
        response = client.get("/sparql?query=SELECT")
        assert response.headers["Cache-Control"] == "no-store"
        assert "ETag" not in response.headers
    assert all(not kept for _, _, kept in world.seen)


def test_a_cut_answer_says_so_in_a_header_also_when_it_is_kept(world: World) -> None:
    client = world.client(Limits(most_rows=2))
    for _ in range(2):
        response = client.get("/sparql", query_string={"query": SELECT, "format": "tsv"})
        assert response.headers["Brain2face-Cut"] == "rows=2"
        assert response.data.count(b"\n") == 3
    page = client.get("/sparql", query_string={"query": SELECT}, headers={"Accept": "text/html"})
    assert "cut" in page.text


def test_a_long_answer_comes_whole_with_its_length(small: Knowledge, tmp_path: Path) -> None:
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"urn:x:{i}"), ox.NamedNode("urn:x:p"), ox.Literal(i))
        for i in range(20_000)
    )
    world = World(Knowledge(store), tmp_path)
    response = world.client().get("/sparql", query_string={"query": "SELECT * { ?s ?p ?o }"})
    assert len(response.data) == int(response.headers["Content-Length"]) > 1_000_000
    assert response.data.count(b"urn:x:p") == 20_000
    assert isinstance(world.serving.pool, Pool)
    world.serving.pool.close()


def test_reading_is_open_to_other_sites_and_changing_is_not(world: World) -> None:
    client = world.client()
    assert client.get("/sparql?query=ASK{}").headers["Access-Control-Allow-Origin"] == "*"
    for path in ("/sparql", "/rdf-graph-store?default"):
        asked = client.options(path, headers={"Origin": "http://a"})
        assert asked.status_code == 204
        assert "authorization" not in asked.headers["Access-Control-Allow-Headers"].lower()
        assert "Access-Control-Allow-Credentials" not in asked.headers
    put = client.options("/rdf-graph-store").headers["Access-Control-Allow-Methods"]
    assert "PUT" not in put
