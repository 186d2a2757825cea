"""The identifiers under an address of one's own, behind a proxy and not, at a service that runs."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from brain2face.knowledge import Knowledge
from running_service import free_port, running
from term_service import client_of

BASE = "https://example.org/faces"


@pytest.fixture(scope="module")
def client(knowledge: Knowledge) -> FlaskClient:
    return client_of(knowledge, f"{BASE}/")


@pytest.mark.parametrize("before", ["", "/faces"], ids=["taken off", "left on"])
def test_below_a_path_all_links_lead_there(client: FlaskClient, before: str) -> None:
    led = client.get(f"{before}/AU12", headers={"Accept": "text/turtle"})
    assert led.status_code == 303
    assert led.headers["Location"] == f"{BASE}/AU12.ttl"
    document = client.get(f"{before}/AU12.ttl")
    assert f"<{BASE}/AU12.rdf>" in document.headers["Link"]
    assert "https://w3id.org/brain2face/AU12.rdf" not in document.headers["Link"]
    assert b"example.org" not in document.data
    page = client.get(f"{before}/AU12.html").text
    links = [link for link in re.findall(r'(?:href|action)="([^"]+)"', page) if link[0] == "/"]
    assert links
    assert all(link.startswith("/faces/") for link in links)
    for link in set(links):
        if "/questions/" not in link:
            assert client.get(link).status_code in (200, 303), link


def test_the_base_decides_and_not_the_host_of_a_request(client: FlaskClient) -> None:
    led = client.get("/ontology", headers={"Host": "elsewhere.example", "Accept": "text/turtle"})
    assert led.headers["Location"] == f"{BASE}/ontology.ttl"


def test_a_path_that_only_begins_like_the_base_is_another(client: FlaskClient) -> None:
    assert client.get("/facesAU12").status_code == 404
    assert client.get("/faces").status_code == client.get("/faces/").status_code == 200


def test_a_service_that_runs_below_a_base_answers_from_its_cache_too() -> None:
    port = free_port()
    with running(
        "--base", f"http://127.0.0.1:{port}/faces", "--workers", "1", port=port
    ) as service:
        led = service.send("GET", "/faces/AU12", headers={"Accept": "text/turtle"})
        assert led.status == 303
        path = led.headers["location"].removeprefix(service.url)
        assert path == "/faces/AU12.ttl"
        first, again = service.send("GET", path), service.send("GET", path)
        assert first.status == again.status == 200
        assert first.body == again.body
        etag = {"If-None-Match": first.headers["etag"]}
        assert service.send("GET", path, headers=etag).status == 304
        assert service.send("HEAD", path).headers["content-length"] == str(len(first.body))
        assert service.send("GET", "//AU12").headers["location"].endswith("/faces/AU12.html")
        result = service.send(
            "GET", "/faces/sparql?query=ASK%7B%7D", headers={"Accept": "text/html"}
        )
        assert b'href="/faces/static/style.css"' in result.body
        for odd in ("/%00", "/%E2%82", "/AU12%2F..", "/%F0%9F%98%80.ttl", "/" + "a." * 2000):
            assert service.send("GET", odd).status == 404


def test_the_page_of_the_web_api_stays_below_the_path(client: FlaskClient) -> None:
    led = client.get("/api/v1")
    assert (led.status_code, led.headers["Location"]) == (308, f"{BASE}/api/v1/")
    assert led.headers["Access-Control-Allow-Origin"] == "*"
    page = client.get("/faces/api/v1/").text
    links = re.findall(r'(?:href|action)="([^"#]+)"', page)
    assert "openapi.json" in links
    assert not [one for one in links if one.startswith("/") and not one.startswith("/faces/")]
    for link in sorted({one for one in links if one[0] not in "/."})[:12]:
        assert client.get(f"/faces/api/v1/{link}").status_code in (200, 303, 400), link


@pytest.mark.parametrize("host", ["evil.example/x?y", "a@b.example", "a.example#b", "a\\b"])
def test_a_host_that_is_more_than_a_name_is_refused(knowledge: Knowledge, host: str) -> None:
    told = client_of(knowledge, None).get("/AU12", headers={"Host": host})
    assert told.status_code == 400
    assert "Host is" in told.text
