"""Hostile load: requests that cost much, break the protocol, or never end."""

from __future__ import annotations

import gzip
import random
import socket
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable
from typing import Final

__all__ = ["Hostile"]

_SECONDS: Final = 40
_CLOSING: Final = 0.1
_BOMB: Final = gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n" * 12_000_000, 1)
_NUMBERS: Final = " ".join(map(str, range(3000)))
_VALUES: Final = " ".join(f"VALUES ?{name} {{ {_NUMBERS} }}" for name in "xyz")
_ENTITIES: Final = "".join(
    f'<!ENTITY e{number + 1} "{f"&e{number};" * 10}">' for number in range(9)
)
_XML: Final = f"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "x">{_ENTITIES}]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e#">
<rdf:Description rdf:about="urn:s"><e:p>&e9;</e:p></rdf:Description></rdf:RDF>"""
_ALL: Final = "/sparql?query=" + urllib.parse.quote("SELECT * { ?a ?b ?c }")
_QUERIES: Final = {
    "cartesian": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "cartesian, sorted": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "nested": f"SELECT * {{ {'{' * 20_000} ?s ?p ?o {'}' * 20_000} }}",
    "nested expression": f"SELECT * {{ FILTER({'(' * 5000}1{')' * 5000}) }}",
    "nested lists": f"SELECT * {{ ?s ?p {'(' * 25}{')' * 25} }}",
    "chain": f"SELECT * {{ FILTER(1{'+1' * 100_000} > 0) }}",
    "path": f"SELECT * {{ ?s <urn:p>{'/<urn:p>' * 20_000} ?o }}",
    "unions": f"SELECT * {{ {{}}{' UNION {}' * 20_000} }}",
    "closure": "SELECT (COUNT(*) AS ?n) { ?s (<urn:p>|!<urn:p>)* ?o }",
    "values": f"SELECT (COUNT(*) AS ?n) {{ {_VALUES} }}",
    "regular expression": 'SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), "(x+x+)+y(x+x+)+z{1000}")) }',
    "repeated text": "SELECT (STRLEN(GROUP_CONCAT(STR(?c))) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "elsewhere": "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }",
    "big answer": "SELECT * { ?a ?b ?c . ?a ?d ?e }",
}
_BROKEN: Final = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    "no method": b"/sparql HTTP/1.1\r\nHost: x\r\n\r\n",
    "two lengths": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
    b"Content-Length: 5\r\n\r\nabc",
    "negative length": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "length and chunks": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "long header": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    "no UTF-8": b"GET /sparql?query=%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
    "no host": b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n\r\n",
    "bad chunk": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nzz\r\nASK {}\r\n0\r\n\r\n",
}


class Hostile:
    """One hostile client; what it met is counted by what it did and what came back."""

    def __init__(self, port: int, token: str, number: int, met: Counter[tuple[str, str]]) -> None:
        """Talk to the service at a port; the token is used for uploads alone."""
        self._port = port
        self._token = token
        self._met = met
        self._draw = random.Random(-number - 1)  # noqa: S311
        self._acts: list[Callable[[], tuple[str, str]]] = [
            self._query,
            self._query,
            self._query,
            self._broken,
            self._left,
            self._slow_reader,
            self._slow_sender,
            self._unfinished,
            self._document_type,
            self._bomb,
            self._without_token,
        ]

    def act(self) -> None:
        """Do one thing, drawn by chance."""
        act = self._draw.choice(self._acts)
        try:
            met = act()
        except OSError as error:
            met = act.__name__.strip("_").replace("_", " "), type(error).__name__
        self._met[met] += 1

    def _query(self) -> tuple[str, str]:
        name = self._draw.choice(list(_QUERIES))
        head = "Content-Type: application/sparql-query\r\nAccept: text/csv\r\n"
        return name, self._sent(_request("POST", "/sparql", _QUERIES[name].encode(), head))

    def _broken(self) -> tuple[str, str]:
        name = self._draw.choice(list(_BROKEN))
        return name, self._sent(_BROKEN[name])

    def _document_type(self) -> tuple[str, str]:
        return "document type", self._upload(_XML.encode(), "application/rdf+xml")

    def _bomb(self) -> tuple[str, str]:
        packed = "Content-Encoding: gzip\r\n"
        return "gzip bomb", self._upload(_BOMB, "application/n-triples", packed)

    def _upload(self, body: bytes, media: str, more: str = "") -> str:
        head = f"Content-Type: {media}\r\nAuthorization: Bearer {self._token}\r\n{more}"
        return self._sent(_request("PUT", "/rdf-graph-store?graph=urn:soak:bad", body, head))

    def _without_token(self) -> tuple[str, str]:
        head = "Content-Type: application/sparql-update\r\nAuthorization: Bearer wrong\r\n"
        return "wrong token", self._sent(_request("POST", "/sparql", b"DROP ALL", head))

    def _left(self) -> tuple[str, str]:
        """Ask for much, and leave after its first bytes, or before."""
        with self._connected() as client:
            client.sendall(_request("GET", _ALL))
            if self._draw.random() < 0.5:
                client.recv(1000)
        return "left", "-"

    def _slow_reader(self) -> tuple[str, str]:
        with self._connected() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.sendall(_request("GET", _ALL))
            for _ in range(30):
                if not client.recv(1000):
                    break
                time.sleep(0.1)
        return "slow reader", "-"

    def _slow_sender(self) -> tuple[str, str]:
        with self._connected() as client:
            for letter in "GET /sparql?query=ASK%20%7B%7D HTTP/1.1":
                client.sendall(letter.encode())
                time.sleep(0.1)
        return "slow sender", "-"

    def _unfinished(self) -> tuple[str, str]:
        """Say that much comes, send little, and wait."""
        with self._connected() as client:
            head = "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
            client.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\nASK".encode())
            time.sleep(self._draw.random() * 5)
        return "unfinished", "-"

    def _connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._port), timeout=_SECONDS)

    def _sent(self, request: bytes) -> str:
        """Send a request, read its answer to the end, and give the status."""
        try:
            with self._connected() as client:
                client.sendall(request)
                if self._draw.random() < _CLOSING:
                    client.shutdown(socket.SHUT_WR)
                first = client.recv(1 << 16)
                while client.recv(1 << 16):
                    pass
        except OSError as error:
            return type(error).__name__
        return first[9:12].decode("ascii", "replace") if first else "closed"


def _request(method: str, path: str, body: bytes = b"", head: str = "") -> bytes:
    start = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    return f"{start}Content-Length: {len(body)}\r\n{head}\r\n".encode() + body
