"""Where the name of an endpoint may lead, and that nobody looks it up a second time."""

from __future__ import annotations

import ipaddress
import json
import socket
import ssl
import time
from pathlib import Path
from typing import Any

import pytest
import trustme

from brain2face.server.addresses import is_public
from brain2face.server.allow_list import AllowList
from brain2face.server.federation import EndpointFault, Limits, fetch
from brain2face.server.foreign_table import ForeignTable
from foreign_endpoints import listening, sending

EMPTY = json.dumps({"head": {"vars": []}, "results": {"bindings": []}}).encode()
PUBLIC = "93.184.216.34"
PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1",
    "169.254.169.254", "192.0.2.1", "198.18.0.1", "224.0.0.1", "224.0.1.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "ff0e::1",
    "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::",
    "2002:a00:1::1", "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2001:0:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip


def ask(url: str, *prefixes: str, seconds: float = 10) -> ForeignTable:
    endpoint = AllowList.read(prefixes or [url]).find(url)
    assert endpoint
    return fetch(endpoint, "SELECT * {}", frozenset(), Limits(seconds, 10_000, 10))


class Resolver:
    """Answers with one list of addresses after another, and counts."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        self.asked.append(host)
        addresses = self.answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, port)) for a in addresses]


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every address that is connected to; the public one leads to this machine instead."""
    seen: list[tuple[str, int]] = []

    class Noted(socket.socket):
        def connect(self, address: Any) -> None:
            seen.append(address)
            super().connect(("127.0.0.1", address[1]))

    monkeypatch.setattr("brain2face.server.federation.socket.socket", Noted)
    return seen


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_of_a_neighbourhood_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700::1111", "::ffff:93.184.216.34"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_into_the_neighbourhood_is_not_asked(
    address: str, monkeypatch: pytest.MonkeyPatch, connected: list[tuple[str, int]]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver([PUBLIC, address]))
    with pytest.raises(EndpointFault, match="leads to an address that is not public"):
        ask("http://rebound.example/sparql")
    assert connected == []


def test_a_name_is_looked_up_once_so_that_it_cannot_be_another_afterwards(
    monkeypatch: pytest.MonkeyPatch, connected: list[tuple[str, int]]
) -> None:
    resolver = Resolver([PUBLIC], ["127.0.0.1"])
    with listening(sending(EMPTY)) as asked:
        monkeypatch.setattr(socket, "getaddrinfo", resolver)
        ask(f"http://rebound.example:{asked.port}/sparql")
    assert connected == [(PUBLIC, asked.port)]
    assert resolver.asked == ["rebound.example"]
    assert asked.hosts == [f"rebound.example:{asked.port}"]


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(sending(EMPTY)) as proxy, listening(sending(EMPTY)) as asked:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        ask(asked.url)
    assert (len(asked.queries), len(proxy.queries)) == (1, 0)


def test_localhost_is_asked_where_the_operator_says_so() -> None:
    with listening(sending(EMPTY)) as asked:
        ask(f"http://localhost:{asked.port}/sparql")
    assert asked.hosts == [f"localhost:{asked.port}"]


def test_localhost_is_this_machine_whatever_the_resolver_says(
    monkeypatch: pytest.MonkeyPatch, connected: list[tuple[str, int]]
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(["10.0.0.1"]))
    with pytest.raises(EndpointFault, match="not public"):
        ask("http://localhost/sparql")
    assert connected == []


def test_a_resolver_that_does_not_answer_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: Any, **__: Any) -> list[Any]:
        time.sleep(2)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    with pytest.raises(EndpointFault, match="did not answer"):
        ask("http://slow.example/sparql", seconds=0.2)


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(EndpointFault, match="cannot be reached: Name or service not known"):
        ask("http://nowhere.example/sparql")


def test_a_certificate_must_be_trusted_and_be_that_of_the_host(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    with listening(sending(EMPTY), tls) as asked:
        with pytest.raises(EndpointFault, match="is not trusted"):
            ask(f"https://localhost:{asked.port}/sparql")
        authority.cert_pem.write_to_path(tmp_path / "authority.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        ask(f"https://localhost:{asked.port}/sparql")
        with pytest.raises(EndpointFault, match="is not trusted"):
            ask(f"https://127.0.0.1:{asked.port}/sparql")
    assert len(asked.queries) == 1
