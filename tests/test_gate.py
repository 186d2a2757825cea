"""Clients that send or read slowly, or not at all, cost nobody else an answer."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator

import pytest

from running_service import Running, running

PROBE = 2.0
MANY = 150
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 60000"


@pytest.fixture(scope="module")
def service() -> Iterator[Running]:
    with running(token=None) as service:
        yield service


def connected(service: Running, sent: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", service.port))
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.sendall(sent)
    return client


def post(length: int, body: bytes) -> bytes:
    head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n"
    return f"{head}Content-Type: application/sparql-query\r\n\r\n".encode() + body


def answers(service: Running) -> bool:
    """Say whether honest requests, kept and not kept, by GET and POST, are answered in time."""
    began = time.monotonic()
    mark = f"ASK {{}} # {began}"
    told = [
        service.query(mark, "application/json"),
        service.send("GET", "/sparql?query=ASK%7B%7D", None, {"Accept": "application/json"}),
        service.send("GET", "/questions/codes?format=csv"),
    ]
    return all(one.status == 200 for one in told) and time.monotonic() - began < PROBE


def until(service: Running) -> bool:
    """Give the service a moment to refuse whom it cannot serve, then see that it answers."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if answers(service):
            return True
        time.sleep(0.2)
    return False


def test_slow_senders_hold_nobody_up(service: Running) -> None:
    clients = [connected(service, post(1000, b"ASK")) for _ in range(MANY)]
    assert answers(service)
    time.sleep(1)
    assert answers(service)
    for client in clients:
        client.close()
    assert until(service)


def test_a_body_that_does_not_come_is_told_in_time(service: Running) -> None:
    with connected(service, post(1000, b"ASK")) as client:
        client.settimeout(30)
        assert client.recv(100).startswith(b"HTTP/1.1 408 ")


def test_a_body_that_ends_too_early_or_is_too_long_is_refused(service: Running) -> None:
    with connected(service, post(1000, b"ASK")) as client:
        client.shutdown(socket.SHUT_WR)
        client.settimeout(10)
        assert client.recv(100).startswith((b"HTTP/1.1 400 ", b""))
    with connected(service, post(10**12, b"ASK")) as client:
        client.settimeout(10)
        assert client.recv(100).startswith(b"HTTP/1.1 413 ")
    assert answers(service)


def test_slow_readers_hold_nobody_up(service: Running) -> None:
    asked = f"GET /sparql?query={LONG.replace(' ', '+').replace('{', '%7B').replace('}', '%7D')}"
    request = f"{asked} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    clients = [connected(service, request) for _ in range(MANY)]
    assert until(service)
    time.sleep(2)
    assert answers(service)
    for client in clients:
        client.close()
    assert until(service)


def test_a_long_answer_comes_whole_also_to_one_who_reads_in_small_pieces(service: Running) -> None:
    answered = service.query(LONG)
    assert answered.status == 200
    assert len(answered.body) == int(answered.headers["content-length"])
    assert answered.body.count(b"\n") == 60_001


def test_a_chunked_body_is_read(service: Running) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
    body = b"Content-Type: application/sparql-query\r\n\r\n3\r\nASK\r\n2\r\n{}\r\n0\r\n\r\n"
    with connected(service, head + body) as client:
        client.settimeout(10)
        assert client.recv(1000).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("garbage", [b"\x16\x03\x01\x00", b"GET\r\n\r\n", b"\x00" * 5000])
def test_what_is_no_http_is_closed(service: Running, garbage: bytes) -> None:
    with connected(service, garbage) as client:
        client.settimeout(40)
        client.recv(1000)
    assert answers(service)
