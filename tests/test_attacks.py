"""Hostile requests, each against no data, the ontology and many triples: nobody else is hurt."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from attack_texts import Canary, attacks, listening, text_of
from fixture_files import shared_file
from running_service import TOKEN, Answered, Running, running

LIMIT = 1
GRACE = 2
PROBE = 1.0
MANY = 100_000
FORM = "application/x-www-form-urlencoded"
ROUTES = {"/api/v1/search?q=": "/api/v1/terms?q="}
DEATH = (200, 400, 503, 504)
REFUSED = {"ssrf": range(400, 500), "parser": range(400, 500), "death": DEATH, "redos": DEATH}
EXACT: dict[str, tuple[int, ...]] = {
    "P005": (200, *range(400, 500)),
    "P012": (200, 413),
    "P013": (400,),
    "P014": (200,),
    "P023": (200, 415),
    "P024": (200,),
    "P025": (200,),
    "P026": (400,),
    "P027": (400,),
    "P028": (405,),
    "P029": (401, 403),
    "P030": (200,),
    "P031": (406,),
}


def known() -> list[dict[str, Any]]:
    try:
        return attacks()
    except pytest.skip.Exception:
        return []


@pytest.fixture(scope="module", params=["nothing", "ontology", "many"])
def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    shared_file("security/attacks-public.json")
    store = tmp_path_factory.mktemp("stores") / "store"
    if request.param == "many":
        many = store.with_name("many.nt")
        lines = (f'<urn:s:{i}> <urn:p:{i % 50}> "{i}" .\n' for i in range(MANY))
        many.write_text("".join(lines), encoding="utf-8")
        load = [sys.executable, "-m", "brain2face", "load", str(many), "--store", str(store)]
        subprocess.run(load, check=True, capture_output=True)
    with running("--timeout", str(LIMIT), store=store) as service:
        if request.param == "nothing":
            assert service.update("DROP ALL").status == 204
        yield service


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listening() as canary:
        yield canary


def test_there_are_attacks_to_survive(service: Running) -> None:
    assert len(known()) >= 31


@pytest.mark.parametrize("attack", known(), ids=lambda attack: str(attack["id"]))
def test_an_attack_hurts_nobody(service: Running, canary: Canary, attack: dict[str, Any]) -> None:
    expected = EXACT.get(attack["id"]) or REFUSED.get(attack["cls"], range(400, 500))
    for answered in sent(service, attack, canary.port):
        assert answered.status in expected, (attack["name"], answered)
        if attack["id"] == "P013":
            told = json.loads(answered.body)
            assert {told["line"], told["column"]} <= set(range(1, 30))
        if attack["cls"] in ("xss", "header"):
            assert b"<svg" not in answered.body
            assert b'href="data:' not in answered.body
            assert "x" not in answered.headers
        if answered.status == 503:
            assert "retry-after" in answered.headers
        began = time.monotonic()
        assert b"true" in service.query("ASK {}", "application/json").body
        assert time.monotonic() - began < PROBE
    assert canary.hits == []
    assert Path(f"/proc/{service.pid}").exists()


def sent(service: Running, attack: dict[str, Any], port: int) -> Iterator[Answered]:
    if attack["kind"] == "http":
        yield as_it_is(service, attack, port)
        return
    text = text_of(attack["text"], port)
    if attack["kind"] == "update":
        refused = service.update(text.decode(), token=None)
        assert refused.status in (401, 403)
        yield service.update(text.decode())
        return
    began = time.monotonic()
    form = f"query={quote(text)}".encode()
    if len(form) < 60_000:
        yield service.send("GET", f"/sparql?{form.decode()}")
    yield service.send("POST", "/sparql", form, {"Content-Type": FORM})
    yield service.query(text.decode(), "*/*")
    assert time.monotonic() - began < 3 * (LIMIT + GRACE)


def as_it_is(service: Running, attack: dict[str, Any], port: int) -> Answered:
    headers = {
        name: value.replace("{VALID}", f"Bearer {TOKEN}")
        for name, value in attack["headers"].items()
    }
    path = attack["path"]
    for placeholder, route in ROUTES.items():
        path = path.replace(placeholder, route)
    body = text_of(attack["body"], port) if attack["body"] else None
    return service.send(attack["method"], path, body, headers)


@pytest.mark.parametrize("raw", [b"\xff", b"%ff", b"%ED%A0%80"])
def test_a_byte_that_is_no_text_is_refused(service: Running, raw: bytes) -> None:
    form = b"query=ASK { ?s ?p '" + raw + b"' }"
    assert service.send("POST", "/sparql", form, {"Content-Type": FORM}).status == 400
