"""The service as an operator sees it: reload, restart, stores, federation, logs and meters."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from foreign_endpoints import answering, listening
from running_service import TOKEN, Running, running

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
MINE = "SELECT ?o { GRAPH <urn:x:mine> { <urn:x:a> <urn:x:b> ?o } } ORDER BY ?o"


def insert(value: int) -> str:
    return f"INSERT DATA {{ GRAPH <urn:x:mine> {{ <urn:x:a> <urn:x:b> {value} }} }}"


def rows(service: Running, query: str) -> list[str]:
    answered = service.query(query)
    assert answered.status == 200, answered
    return answered.body.decode().split()[1:]


def metric(service: Running, name: str) -> float:
    text = service.send("GET", "/metrics").body.decode()
    (line,) = (one for one in text.splitlines() if one.startswith(f"{name} "))
    return float(line.split()[1])


def test_a_reload_loses_no_request() -> None:
    wrong: list[int] = []
    asked = 0
    stop = threading.Event()

    def asking(service: Running) -> None:
        nonlocal asked
        while not stop.is_set():
            answered = service.query(f"{COUNT} # {asked}")
            if answered.status != 200:
                wrong.append(answered.status)
            asked += 1

    with running(token=None) as service:
        thread = threading.Thread(target=asking, args=(service,))
        thread.start()
        before = workers(service.pid)
        os.kill(service.pid, signal.SIGHUP)
        end = time.monotonic() + 30
        while workers(service.pid) & before and time.monotonic() < end:
            time.sleep(0.1)
        stop.set()
        thread.join()
        assert not workers(service.pid) & before
        assert rows(service, COUNT) != ["0"]
    assert asked > 10
    assert wrong == []


def workers(parent: int) -> set[int]:
    """Give the processes that serve, which granian names so."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (line.split(None, 1) for line in listed.stdout.splitlines())
    return {int(pid) for pid, command in lines if "server.keeper" not in command}


def test_changes_are_there_after_the_service_and_only_with_a_store(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with running(store=store) as service:
        assert service.update(insert(1)).status == 204
        assert rows(service, MINE) == ["1"]
    with running(store=store) as service:
        assert rows(service, MINE) == ["1"]
    with running() as service:
        assert service.update(insert(2)).status == 204
        assert rows(service, MINE) == ["2"]
    with running() as service:
        assert rows(service, MINE) == []


def test_what_another_process_loads_is_answered_at_once(tmp_path: Path) -> None:
    store, mine = tmp_path / "store", tmp_path / "mine.ttl"
    mine.write_text("<urn:x:a> <urn:x:b> 7 .", encoding="utf-8")
    load = [sys.executable, "-m", "brain2face", "load", str(mine), "--store", str(store)]
    with running(store=store) as service:
        first = service.send("GET", f"/sparql?query={quote(MINE)}")
        subprocess.run([*load, "--graph", "urn:x:mine"], check=True, capture_output=True)
        second = service.send("GET", f"/sparql?query={quote(MINE)}")
        assert rows(service, MINE) == ["7"]
        assert first.headers["etag"] != second.headers["etag"]


@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN + "x", TOKEN[:-1]])
def test_nothing_changes_without_the_token(tmp_path: Path, token: str | None) -> None:
    with running(store=tmp_path / "store") as service:
        assert service.update(insert(1), token=token).status == 401
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        graph = {**headers, "Content-Type": "text/turtle"}
        for method in ("PUT", "POST", "DELETE"):
            path = "/rdf-graph-store?graph=urn:x:mine"
            assert service.send(method, path, b"<a:a> <b:b> 1 .", graph).status == 401
        assert rows(service, MINE) == []


def test_an_update_that_hangs_or_is_too_large_changes_nothing(tmp_path: Path) -> None:
    hanging = " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9))
    with running("--timeout", "0.3", store=tmp_path / "store") as service:
        before = rows(service, COUNT)
        hung = service.update(f"{insert(1)}; INSERT {{ ?a1 ?b2 ?c3 }} WHERE {{ {hanging} }}")
        assert hung.status == 503
        assert rows(service, MINE) == []
        assert service.update(insert(2)).status == 204
        assert rows(service, MINE) == ["2"]
        assert rows(service, COUNT) == before


def test_service_is_asked_only_where_it_is_allowed() -> None:
    store = ox.Store()
    there, word = ox.NamedNode("urn:x:there"), ox.Literal("word")
    store.add(ox.Quad(there, there, word))
    with (
        listening(answering(store)) as other,
        running("--allow-service", other.url, token=None) as service,
    ):
        text = "SELECT ?x { SERVICE <URL> { ?x ?p ?o } }"
        assert rows(service, text.replace("URL", other.url)) == ["urn:x:there"]
        refused = service.query(text.replace("URL", other.url.replace("/sparql", "/else")))
        assert refused.status == 400
        assert b"only endpoints below" in refused.body
        assert service.query("SELECT ?x { SERVICE <" + other.url + "> { ?x ?p").status == 400
        assert len(other.queries) == 1
        assert metric(service, "brain2face_services_asked_total") == 1


def test_the_log_and_the_meters_tell_what_happened_and_never_the_token(tmp_path: Path) -> None:
    log = tmp_path / "access.jsonl"
    with running("--access-log", str(log), store=tmp_path / "store") as service:
        for _ in range(3):
            service.send("GET", "/sparql?query=ASK%7B%7D", None, {"Accept": "application/json"})
        service.update(insert(1))
        service.query("SELECT *")
        assert metric(service, "brain2face_cache_hits_total") == 2
        assert metric(service, "brain2face_updates_total") == 1
        assert metric(service, "brain2face_generation") >= 2
        assert service.send("GET", "/health").body == b"ok\n"
        assert service.send("GET", "/ready").status == 200
        time.sleep(1)
    text = log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    told = [(one["kind"], one["status"], one["cache"]) for one in lines if one["path"] == "/sparql"]
    assert told == [
        ("ask", 200, "miss"),
        ("ask", 200, "hit"),
        ("ask", 200, "hit"),
        ("update", 204, "miss"),
        ("page", 400, "miss"),
    ]
    assert TOKEN not in text
    assert "INSERT" not in text


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--port", "http"], "--port"),
        (["--store", "/dev/null/x"], "store"),
        (["--allow-service", "ftp://a/"], "ftp"),
        (["--timeout", "0"], "--timeout"),
        (["--endpoint", "http://127.0.0.1:9/", "--store", "x"], "exclude"),
    ],
)
def test_what_cannot_be_served_is_said_before_it_starts(
    tmp_path: Path, flags: list[str], said: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "brain2face", "serve", *flags],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
