"""The address of a term leads to its documents, and what is no term is told so."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from brain2face.knowledge import Knowledge
from brain2face.server.term_documents import shapes
from brain2face.server.term_names import TermNames
from term_service import BROWSER, client_of

TYPES = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nt": "application/n-triples",
}
TERMS = ["AU12", "Happiness", "signals", "source/dong2022", "source/dong2022/section3.2.2"]
TERMS += ["source/dong2022/inferred", "shapes/NoAlignments", "ontology", "AffdexChannelSmile"]


@pytest.fixture(scope="module")
def client(knowledge: Knowledge) -> FlaskClient:
    return client_of(knowledge)


@pytest.mark.parametrize("name", TERMS)
@pytest.mark.parametrize("suffix", TYPES)
def test_a_term_leads_to_the_document_that_is_accepted(
    client: FlaskClient, name: str, suffix: str
) -> None:
    led = client.get(f"/{name}", headers={"Accept": TYPES[suffix]})
    assert led.status_code == 303
    assert led.headers["Location"] == f"http://localhost/{name}.{suffix}"
    assert "Accept" in led.headers["Vary"]
    assert f'<{led.headers["Location"]}>; rel="describedby"' in led.headers["Link"]
    found = client.get(f"/{name}.{suffix}", headers={"Accept": "image/png"})
    assert found.status_code == 200
    assert found.mimetype == TYPES[suffix]


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "html"),
        ("*/*", "html"),
        (BROWSER["Accept"], "html"),
        ("text/turtle;q=0.9, application/rdf+xml", "rdf"),
        ("text/*;q=0.5, application/ld+json;q=0.4, text/html;q=0", "ttl"),
    ],
)
def test_of_several_types_the_one_liked_best_is_led_to(
    client: FlaskClient, accept: str | None, suffix: str
) -> None:
    led = client.get("/AU12", headers={"Accept": accept} if accept else {})
    assert led.headers["Location"] == f"http://localhost/AU12.{suffix}"


def test_format_overrides_accept(client: FlaskClient) -> None:
    led = client.get("/AU12?format=jsonld", headers=BROWSER)
    assert led.headers["Location"].endswith("/AU12.jsonld")


@pytest.mark.parametrize("path", ["/AU12", "/ontology"])
def test_a_type_that_no_document_has_is_refused_with_those_that_there_are(
    client: FlaskClient, path: str
) -> None:
    refused = client.get(path, headers={"Accept": "application/trig, image/png"})
    assert refused.status_code == 406
    assert json.loads(refused.data)["available"] == list(TYPES.values())


@pytest.mark.parametrize("path", ["/AU12", "/AU12.ttl", "/AU12.svg", "/ontology.html"])
def test_head_gives_what_get_does_without_its_body(client: FlaskClient, path: str) -> None:
    got, headed = client.get(path), client.head(path)
    assert headed.data == b""
    assert (headed.status_code, headed.headers) == (got.status_code, got.headers)


@pytest.mark.parametrize("path", ["/AU12.ttl", "/AU12.html", "/AU12.svg", "/ontology.nt"])
def test_a_document_that_a_client_has_already_is_not_sent_again(
    client: FlaskClient, path: str
) -> None:
    etag = client.get(path).headers["ETag"]
    again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_document_links_to_its_term_its_like_in_other_formats_and_its_licence(
    client: FlaskClient,
) -> None:
    link = client.get("/AU12.ttl").headers["Link"]
    assert '<https://w3id.org/brain2face/AU12>; rel="describes"' in link
    assert '<https://w3id.org/brain2face/AU12.ttl>; rel="canonical"' in link
    assert '<http://localhost/AU12.rdf>; rel="alternate"; type="application/rdf+xml"' in link
    assert '<http://localhost/AU12.svg>; rel="alternate"; type="image/svg+xml"' in link
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in link
    assert '<http://localhost/AU12.ttl>; rel="alternate"' not in link
    assert ".svg" not in client.get("/Amygdala.ttl").headers["Link"]


def test_a_version_links_to_the_latest_one(client: FlaskClient) -> None:
    led = client.get("/ontology/0.2.0", headers={"Accept": "text/turtle"})
    assert led.headers["Location"] == "http://localhost/ontology/0.2.0.ttl"
    link = client.get("/ontology/0.2.0.ttl").headers["Link"]
    assert '<http://localhost/ontology.ttl>; rel="latest-version"' in link


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/AU99", "AU9"),
        ("/Hapiness", "Happiness"),
        ("/au12", "AU12"),
        ("/AU12/", "AU12"),
        ("/Hapiness.ttl", "Happiness"),
        ("/AU12.xyz", ".html, .ttl, .jsonld, .rdf, .nt"),
        ("/AU12.TTL", ".ttl"),
        ("/source/dong2022/section3.2.3", "source/dong2022/section3.2.2"),
        ("/source/dong2022/", "source/dong2022"),
        ("/source//dong2022", "start page"),
        ("/ontology/9.9.9", "0.2.0"),
        ("/ontology/0.1.0", "0.2.0"),
        ("/zygomaticus%20major", "ZygomaticusMajor"),
        ("/UBERON:0008593", "ZygomaticusMajor"),
        ("/Amygdala.svg", "no picture of Amygdala"),
        ("/%C3%9Cber", "Über"),
        ("/AU12%00", "AU12"),
        ("/.ttl", "''"),
        ("/../AU12", "start page"),
        ("/source/../AU12", "source/../AU12"),
        (f"/{'a' * 7000}", "aaa"),
        ("/source/" + "a/" * 3000, "source/a/a"),
    ],
    ids=lambda value: value[:40],
)
def test_what_is_no_term_is_told_with_what_would_be_right(
    client: FlaskClient, path: str, said: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert said in json.loads(answer.data)["detail"]
    assert client.get(path, headers=BROWSER).mimetype == "text/html"


def test_a_term_is_not_written_to(client: FlaskClient) -> None:
    answer = client.post("/AU12")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_no_term_lies_at_an_address_that_answers_otherwise(
    client: FlaskClient, knowledge: Knowledge
) -> None:
    taken = {rule.rule for rule in client.application.url_map.iter_rules()}
    first = {path.split("/")[1] for path in taken | {"/api", "/rdf-graph-store"}} - {"<name>"}
    assert {"sparql", "questions", "terms", "static", "health"} <= first
    names = TermNames.of(knowledge.store, shapes().store).names
    assert {name.partition("/")[0] for name in names} & first <= {
        "mappings",
        "ontology",
        "shapes",
        "source",
    }
    assert not {"source", "mappings", "shapes"} & names
