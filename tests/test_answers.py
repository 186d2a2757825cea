"""Long answers of a pool: whole, packed, or cut in a sound place, and then told so."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import brotli
import pyoxigraph as ox
import pytest

from brain2face.server.evaluation import Pool
from brain2face.server.keeping import Keeper, Kept
from pool_answers import answers, ask, whole

ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture(scope="module")
def many() -> Iterator[Pool]:
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(ox.NamedNode(f"urn:x:{i}"), ox.NamedNode("urn:x:p"), ox.Literal(f"é{i}\n,"))
        for i in range(30_000)
    )
    pool = Pool.over(Keeper(Kept(quads=store)))
    yield pool
    pool.close()


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_a_long_answer_comes_whole_by_a_file(many: Pool, form: str) -> None:
    found = ask(many, ALL, form)
    assert found.spool is not None
    body = whole(found)
    assert len(body) == found.size
    assert body.count(b"urn:x:p") == 30_000
    assert answers(many)


def test_an_answer_is_packed_where_that_is_asked_and_worth_it(many: Pool) -> None:
    plain = whole(ask(many, ALL, "csv"))
    for encoding, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        found = ask(many, ALL, "csv", encoding=encoding)
        assert found.encoded
        assert unpack(whole(found)) == plain
    assert not ask(many, "ASK {}", "json", encoding="gzip").encoded


@pytest.mark.parametrize(
    "query", [ALL, f"{ALL} LIMIT 20000", f"{ALL} # to the end", f"{ALL} ORDER BY DESC(?s) OFFSET 5"]
)
def test_an_answer_is_cut_at_the_limit_of_rows_and_says_so(many: Pool, query: str) -> None:
    found = ask(many, query, "json", most_rows=7)
    assert found.cut == "rows"
    whole_answer = json.loads(whole(ask(many, query, "json")))
    rows = json.loads(whole(found))["results"]["bindings"]
    assert rows == whole_answer["results"]["bindings"][:7]


def test_an_answer_of_as_many_rows_as_may_be_is_not_cut(many: Pool) -> None:
    found = ask(many, ALL, "json", most_rows=30_000)
    assert found.cut is None
    assert whole(found).endswith(b"]}}\n")
    assert ask(many, f"{ALL} LIMIT 7", "json", most_rows=7).cut is None


def test_an_answer_is_cut_at_the_limit_of_bytes_and_stays_well_formed(many: Pool) -> None:
    found = ask(many, ALL, "json", most_bytes=200_000)
    body = whole(found)
    assert found.cut == "bytes"
    assert 100_000 < len(body) <= 200_000
    assert json.loads(body)["results"]["bindings"]


def test_a_graph_is_cut_too(many: Pool) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    by_rows = ask(many, query, "ntriples", most_rows=10)
    assert (by_rows.cut, len(whole(by_rows).splitlines())) == ("rows", 10)
    by_bytes = ask(many, query, "ntriples", most_bytes=100_000)
    body = whole(by_bytes)
    assert by_bytes.cut == "bytes"
    assert 20_000 < len(body) <= 100_000
    assert body.endswith(b".\n")
