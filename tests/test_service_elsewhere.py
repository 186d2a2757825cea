"""The pages and the endpoint over a store elsewhere, as if it were here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from brain2face.remote import Access, publish
from running_service import Running, running
from sparql_servers import oxigraph, updated


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("elsewhere")) as url:
        publish(Access(url))
        yield url


@pytest.fixture(scope="module")
def service(elsewhere: str) -> Iterator[Running]:
    with running("--endpoint", elsewhere, token=None) as service:
        yield service


def test_questions_and_pages_are_answered_from_there(service: Running) -> None:
    path = "/questions/exclusive-units?emotion=fear"
    table = service.send("GET", f"{path}&format=csv").body.decode()
    page = service.send("GET", path, None, {"Accept": "text/html"})
    assert "/AU20," in table
    assert page.status == 200
    assert b"b2f:AU20</a>" in page.body


def test_what_changes_there_is_answered_at_once(service: Running, elsewhere: str) -> None:
    asked = "ASK { GRAPH ?g { <urn:x:a> ?p ?o } }"
    named = f"{asked.replace('{ GRAPH', 'FROM NAMED <urn:x:mine> { GRAPH', 1)}"
    assert b"false" in service.query(named, "application/json").body
    updated(Access(elsewhere), "INSERT DATA { GRAPH <urn:x:mine> { <urn:x:a> <urn:x:b> 1 } }")
    assert b"true" in service.query(named, "application/json").body


def test_it_is_described_and_changes_nothing(service: Running) -> None:
    told = service.send("GET", "/sparql", None, {"Accept": "text/turtle"})
    assert told.status == 200
    assert b"sparql-service-description#" in told.body
    assert service.update("INSERT DATA { <a:a> <b:b> 1 }").status == 403
    assert service.query("SELECT").status == 400


def test_a_store_that_has_gone_is_told(tmp_path: Path) -> None:
    with ExitStack() as store:
        url = store.enter_context(oxigraph(tmp_path))
        publish(Access(url))
        with running("--endpoint", url, token=None) as service:
            assert service.query("ASK {}", "application/json").status == 200
            store.close()
            gone = service.query("ASK {}", "application/json")
            assert gone.status == 502
            assert url.encode() in gone.body
            assert b"Traceback" not in gone.body
            assert service.send("GET", "/health").status == 200
