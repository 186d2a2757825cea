"""The command ``serve`` as a process of its own, asked over a real port."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from SPARQLWrapper import CSV, JSON, TURTLE, XML, SPARQLWrapper

COMMAND = [sys.executable, "-m", "brain2face", "serve", "--port"]
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }"
SECONDS = 30


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port


def start(port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline()


def post(url: str, query: str) -> tuple[int, bytes]:
    request = urllib.request.Request(  # noqa: S310
        f"{url}sparql", query.encode(), {"Content-Type": "application/sparql-query"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as response:  # noqa: S310
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    port = free_port()
    with start(port) as process:
        assert first_line(process).startswith(f"brain2face answers at http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/"
        process.terminate()
        process.communicate(timeout=SECONDS)


def wrapped(url: str, query: str, form: str) -> Any:
    wrapper = SPARQLWrapper(f"{url}sparql")
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    return wrapper.query().convert()


def test_it_answers_as_soon_as_it_says_so(url: str) -> None:
    assert post(url, "ASK { ?s ?p ?o }") == (200, b'{"head":{},"boolean":true}\n')


def test_sparqlwrapper_reads_its_answers(url: str) -> None:
    select = "SELECT ?x { VALUES ?x { 1 } }"
    found = wrapped(url, select, JSON)
    assert found["results"]["bindings"][0]["x"]["value"] == "1"
    assert wrapped(url, select, CSV).split() == [b"x", b"1"]
    assert "<binding name" in wrapped(url, select, XML).toxml()
    construct = "CONSTRUCT { <urn:a> <urn:b> ?x } WHERE { VALUES ?x { 1 } }"
    assert b"<urn:a> <urn:b> 1" in wrapped(url, construct, TURTLE)


def test_hostile_queries_do_not_keep_an_honest_one_waiting(url: str) -> None:
    status, body = post(url, "SELECT * " + "{" * 100_000)
    assert status == 400
    assert json.loads(body)["status"] == 400
    told: list[int] = []
    hanging = threading.Thread(target=lambda: told.append(post(url, ENDLESS)[0]))
    hanging.start()
    began = time.monotonic()
    assert post(url, "ASK {}")[0] == 200
    assert time.monotonic() - began < 5
    hanging.join()
    assert told == [504]
    assert post(url, "ASK {}")[0] == 200


def test_a_taken_port_is_said_and_another_one_offered() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run([*COMMAND, str(port)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {port} of 127.0.0.1 is taken" in done.stderr
    assert f"--port {port + 1 if port < 65535 else port - 1}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("host", "said"), [("203.0.113.7", "no address of this machine"), ("a host", "no host")]
)
def test_a_host_that_cannot_be_is_said(host: str, said: str) -> None:
    done = subprocess.run(
        [*COMMAND, str(free_port()), "--host", host], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert said in done.stderr


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("busy", [False, True])
def test_a_signal_ends_it_quietly_even_while_a_query_hangs(sent: int, busy: bool) -> None:
    port = free_port()
    with start(port) as process:
        first_line(process)
        if busy:
            with socket.create_connection(("127.0.0.1", port)) as client:
                head = "POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query"
                body = f"\r\nContent-Length: {len(ENDLESS)}\r\n\r\n{ENDLESS}"
                client.sendall((head + body).encode())
                time.sleep(0.5)
                os.killpg(process.pid, sent)
                told, faults = process.communicate(timeout=8)
        else:
            os.killpg(process.pid, sent)
            told, faults = process.communicate(timeout=8)
    assert (process.returncode, told, faults) == (0, "", "")
