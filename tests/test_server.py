"""What the server answers to each form of request, in which format, and how it tells a fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from brain2face.knowledge import Knowledge
from brain2face.questions import load_questions
from brain2face.server import create_app
from brain2face.server.evaluation import Pool
from brain2face.server.keeping import Keeper, Kept

SIGNALS = "<https://w3id.org/brain2face/signals>"
SELECT = f"SELECT ?unit {{ ?unit {SIGNALS} ?e }} ORDER BY ?unit"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = f"CONSTRUCT WHERE {{ ?u {SIGNALS} ?e }}"
DESCRIBE = "DESCRIBE <https://w3id.org/brain2face/AU12>"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
HOSTILE = '<script>alert("1")</script>'


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    store = Knowledge.load(Path(__file__).parent / "worlds" / "small").store
    for text in (HOSTILE, "javascript:alert(1)"):
        store.add(ox.Quad(ox.NamedNode("urn:x:bad"), ox.NamedNode("urn:x:says"), ox.Literal(text)))
    store.add(
        ox.Quad(
            ox.NamedNode("javascript:alert(1)"), ox.NamedNode("urn:x:at"), ox.NamedNode("http://a/")
        )
    )
    pool = Pool.over(Keeper(Kept(quads=store)), children=2)
    yield pool
    pool.close()


@pytest.fixture
def client(pool: Pool, small: Knowledge, questions_folder: Path) -> FlaskClient:
    return create_app(small, load_questions(questions_folder), pool).test_client()


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, "text/*", "text/csv"),
        (
            SELECT,
            "application/sparql-results+json;q=0, */*;q=0.1",
            "application/sparql-results+xml",
        ),
        (SELECT, BROWSER, "text/html"),
        (ASK, "", "application/sparql-results+json"),
        (ASK, "text/csv", "text/csv"),
        (ASK, BROWSER, "text/html"),
        (CONSTRUCT, "", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, BROWSER, "text/html"),
        (DESCRIBE, "application/rdf+xml, text/turtle;q=0.2", "application/rdf+xml"),
    ],
)
def test_an_answer_takes_the_format_that_accept_likes_best(
    client: FlaskClient, query: str, accept: str, media: str
) -> None:
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert (response.status_code, response.mimetype) == (200, media)
    assert response.data
    assert "Accept" in response.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "fmt", "media"),
    [
        (SELECT, "csv", "text/csv"),
        (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
        (CONSTRUCT, "ntriples", "application/n-triples"),
        (CONSTRUCT, "ttl", "text/turtle"),
        (CONSTRUCT, "n3", "text/turtle"),
    ],
)
def test_format_overrides_accept(client: FlaskClient, query: str, fmt: str, media: str) -> None:
    asked = {"query": query, "format": fmt}
    response = client.get("/sparql", query_string=asked, headers={"Accept": BROWSER})
    assert (response.status_code, response.mimetype) == (200, media)


@pytest.mark.parametrize(
    ("query", "asked", "available"),
    [
        (SELECT, {"format": "turtle"}, "text/csv"),
        (SELECT, {"format": "parquet"}, "text/csv"),
        (CONSTRUCT, {"format": "csv"}, "text/turtle"),
        (CONSTRUCT, {}, "text/turtle"),
    ],
)
def test_a_format_that_cannot_be_is_answered_by_those_that_can(
    client: FlaskClient, query: str, asked: dict[str, str], available: str
) -> None:
    response = client.get(
        "/sparql", query_string={"query": query, **asked}, headers={"Accept": "image/png"}
    )
    assert response.status_code == 406
    assert available in json.loads(response.data)["available"]


def test_the_three_ways_to_send_a_query_give_the_same(client: FlaskClient) -> None:
    got = client.get("/sparql", query_string={"query": SELECT, "format": "csv"})
    form = client.post("/sparql", data={"query": SELECT, "format": "csv"})
    direct = client.post("/sparql?format=csv", data=SELECT, content_type=f"{DIRECT}; charset=UTF-8")
    assert got.data == form.data == direct.data
    assert got.data.split() == [
        b"unit",
        b"https://w3id.org/brain2face/AU12",
        b"https://w3id.org/brain2face/AU6",
    ]


def test_head_gives_the_headers_of_get_alone(client: FlaskClient) -> None:
    response = client.head("/sparql", query_string={"query": SELECT})
    assert (response.status_code, response.data) == (200, b"")
    assert response.mimetype == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("method", "sent", "kind", "status"),
    [
        ("PUT", b"", None, 405),
        ("DELETE", b"", None, 405),
        ("PATCH", b"", None, 405),
        ("POST", b"ASK {}", "text/plain", 415),
        ("POST", b"ASK {}", None, 415),
        ("POST", b"ASK {}", f"{DIRECT}; charset=latin-1", 415),
        ("POST", b"ASK { ?s ?p '\xff' }", DIRECT, 400),
        ("POST", b"query=ASK%20%7B%FF%7D", FORM, 400),
        ("POST", b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        ("POST", b"update=CLEAR%20ALL", FORM, 403),
        ("POST", b"query=ASK%7B%7D&default-graph-uri=x", FORM, 400),
        ("POST", b"x" * 2_000_001, DIRECT, 413),
    ],
)
def test_what_the_protocol_does_not_allow_is_refused(
    client: FlaskClient, method: str, sent: bytes, kind: str | None, status: int
) -> None:
    response = client.open("/sparql", method=method, data=sent, content_type=kind)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert json.loads(response.data)["status"] == status
    assert ("Allow" in response.headers) == (status == 405)


def test_a_query_that_does_not_parse_is_told_with_line_column_and_what_was_expected(
    client: FlaskClient,
) -> None:
    response = client.get("/sparql", query_string={"query": "SELECT ?a\nWHERE { ?a ?b }"})
    told = json.loads(response.data)
    assert (response.status_code, told["line"]) == (400, 2)
    assert told["column"] > 1
    assert told["detail"].startswith("Line 2, column")
    assert "expected" in json.loads(client.get("/sparql?query=SELECT").data)


def test_a_problem_is_told_in_plain_text_or_as_a_page_when_asked(client: FlaskClient) -> None:
    asked = {"query": f"SELECT {HOSTILE}"}
    text = client.get("/sparql", query_string=asked, headers={"Accept": "text/plain"})
    page = client.get("/sparql", query_string=asked, headers={"Accept": BROWSER})
    assert (text.status_code, text.mimetype) == (400, "text/plain")
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert HOSTILE not in page.text
    assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize("query", ["INSERT DATA {}", "SELECT * { SERVICE <http://a/> {} }"])
def test_updates_and_other_endpoints_are_refused(client: FlaskClient, query: str) -> None:
    assert client.get("/sparql", query_string={"query": query}).status_code == 400


def test_a_page_escapes_every_term_and_links_the_web_alone(client: FlaskClient) -> None:
    asked = {"query": "SELECT * { ?s ?p ?o }"}
    page = client.get("/sparql", query_string=asked, headers={"Accept": BROWSER})
    assert HOSTILE not in page.text
    assert "&lt;script&gt;" in page.text
    assert "javascript:alert(1)" in page.text
    assert 'href="javascript:' not in page.text
    assert 'href="http://a/"' in page.text
    assert "b2f:AU12</a>" in page.text


@pytest.mark.parametrize("path", ["/", "/sparql", "/questions/units-of?emotion=joy", "/none"])
def test_every_answer_carries_the_safe_headers(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": BROWSER})
    assert response.mimetype == "text/html"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "<script" not in response.text
    assert "style=" not in response.text
