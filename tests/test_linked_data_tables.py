"""A mapping set is also served as the table of SSSOM that it was read from."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from brain2face.files import mapping_files
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F, MAPPINGS
from term_service import BROWSER, client_of

TARGETS = [path.name.partition(".")[0] for path in mapping_files()]


@pytest.fixture(scope="module")
def client(knowledge: Knowledge) -> FlaskClient:
    return client_of(knowledge)


@pytest.mark.parametrize("path", mapping_files(), ids=lambda path: path.name)
def test_a_table_is_served_byte_for_byte(client: FlaskClient, path: Path) -> None:
    found = client.get(f"/mappings/{path.name}", headers={"Accept": "image/png"})
    assert found.status_code == 200
    assert found.data == path.read_bytes()
    assert found.headers["Content-Type"] == "text/tab-separated-values; charset=utf-8"


def test_the_locator_of_a_set_names_its_table(client: FlaskClient, knowledge: Knowledge) -> None:
    for target in TARGETS:
        node = ox.NamedNode(MAPPINGS + target)
        quads = knowledge.store.quads_for_pattern(node, ox.NamedNode(f"{B2F}locator"), None)
        (file,) = [quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)]
        assert client.head(f"/mappings/{file}").status_code == 200


def test_a_table_links_to_what_it_is_about_and_is_linked_to(client: FlaskClient) -> None:
    link = client.get("/mappings/uberon.sssom.tsv").headers["Link"]
    assert '<https://w3id.org/brain2face/mappings/uberon>; rel="describes"' in link
    assert '<https://w3id.org/brain2face/mappings/uberon.sssom.tsv>; rel="canonical"' in link
    assert '<http://localhost/mappings/uberon.ttl>; rel="alternate"; type="text/turtle"' in link
    assert 'rel="license"' in link
    alternate = (
        "<http://localhost/mappings/uberon.sssom.tsv>;"
        ' rel="alternate"; type="text/tab-separated-values"'
    )
    assert alternate not in link
    assert alternate in client.get("/mappings/uberon.ttl").headers["Link"]
    assert "sssom" not in client.get("/AU12.ttl").headers["Link"]
    page = client.get("/mappings/uberon.html", headers=BROWSER).text
    assert 'href="/mappings/uberon.sssom.tsv"' in page
    assert "sssom.tsv" not in client.get("/AU12.html", headers=BROWSER).text


def test_a_table_that_a_client_has_already_is_not_sent_again(client: FlaskClient) -> None:
    etag = client.get("/mappings/uberon.sssom.tsv").headers["ETag"]
    again = client.get("/mappings/uberon.sssom.tsv", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/mappings/uberonn.sssom.tsv", "mappings/uberon"),
        ("/mappings/.sssom.tsv", "mappings/"),
        ("/AU12.sssom.tsv", ".html, .ttl, .jsonld, .rdf, .nt"),
        ("/mappings/bridge-uberon.sssom.tsv", ".html, .ttl, .jsonld, .rdf, .nt"),
        ("/mappings/uberon.tsv", "not in .tsv"),
        ("/mappings/uberon.SSSOM.TSV", "mappings/uberon"),
        ("/mappings/..%2f..%2fuberon.sssom.tsv", ""),
    ],
)
def test_what_has_no_table_is_told(client: FlaskClient, path: str, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert said in json.loads(answer.data)["detail"]
