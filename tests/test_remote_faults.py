"""What goes wrong between here and a store elsewhere is told in words, and never with a secret."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme

from brain2face.errors import Brain2FaceError, EnvironmentFault, UsageFault
from brain2face.remote import Access, Remote, publish
from sparql_servers import free_port

JSON = "application/sparql-results+json"
EMPTY = b'{"head":{"vars":["what","value"]},"results":{"bindings":[]}}'
MARK = "t0psecret"
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers every request as the test says."""

    answer: Answer

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""

    def do_GET(self) -> None:
        self.do_POST()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        type(self).answer(self)

    def give(self, status: int, media: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


Serve = Callable[[Answer], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    running: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        handler = type("One", (Handler,), {"answer": answer})
        running.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=running[-1].serve_forever, args=(0.05,), daemon=True).start()
        return f"http://127.0.0.1:{running[-1].server_port}/sparql"

    yield start
    for one in running:
        one.shutdown()
        one.server_close()


def told(url: str, timeout: float = 5, **access: str) -> str:
    with pytest.raises(Brain2FaceError) as caught:
        Remote.at(Access(url, timeout=timeout, **access)).query("SELECT * { ?s ?p ?o }")
    return str(caught.value)


@pytest.mark.parametrize(
    ("status", "media", "body", "words"),
    [
        (200, "text/html", b"<html><body>Welcome</body></html>", "answers with a web page"),
        (200, JSON, EMPTY[:-20], "breaks off or is not the application/sparql-results"),
        (200, JSON, b"\xff\xfe", "breaks off or is not"),
        (200, JSON, b'{"head":{},"boolean":true}', "as if it were another"),
        (200, "image/png", b"\x89PNG", "answers with image/png"),
        (400, "text/plain", b"Parse error: no such thing", "(HTTP 400): Parse error: no such"),
        (401, "text/html", b"", "BRAIN2FACE_ENDPOINT_USER"),
        (403, "text/plain", b"Not for you.", "does not allow this (HTTP 403): Not for you."),
        (404, "text/html", b"<h1>404</h1>", "no endpoint at"),
        (405, "text/plain", b"", "does not do this (HTTP 405)"),
        (500, "text/plain", b"Out of cheese", "failed (HTTP 500): Out of cheese"),
        (503, "text/plain", b"", "too busy or gave up (HTTP 503)"),
    ],
)
def test_an_answer_that_is_none_is_told(
    serve: Serve, status: int, media: str, body: bytes, words: str
) -> None:
    assert words in told(serve(lambda one: one.give(status, media, body)))


def test_a_redirect_is_told_and_not_followed(serve: Serve) -> None:
    asked: list[str] = []
    there = serve(lambda one: asked.append(one.path))
    here = serve(lambda one: one.give(302, "text/plain", b"", Location=there))
    assert f"redirects to {there}" in told(here, token=MARK)
    assert not asked


def test_an_answer_that_breaks_off_is_told(serve: Serve) -> None:
    text = told(serve(lambda one: one.give(200, JSON, EMPTY[:20], length="500")))
    assert "broke off before its end" in text


def test_a_store_that_says_it_cut_the_answer_is_not_believed_whole(serve: Serve) -> None:
    text = told(serve(lambda one: one.give(200, JSON, EMPTY, X_SPARQL_MaxRows="10000")))
    assert "cuts every answer after 10000 rows" in text


def test_a_store_that_drips_is_given_up_in_time(serve: Serve) -> None:
    def drip(one: Handler) -> None:
        one.send_response(200)
        one.end_headers()
        for _ in range(40):
            one.wfile.write(b" ")
            time.sleep(0.1)

    begun = time.monotonic()
    assert "no whole answer within 0.5 seconds" in told(serve(drip), timeout=0.5)
    assert time.monotonic() - begun < 3


def test_nobody_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "connection refused" in told(f"http://127.0.0.1:{free_port()}/sparql")

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "there is no host nowhere.example" in told("http://nowhere.example/sparql")


def test_a_certificate_that_is_not_trusted_is_told(serve: Serve, tmp_path: Path) -> None:
    plain = serve(lambda one: one.give(200, JSON, EMPTY))
    assert "is it http rather than https" in told(plain.replace("http:", "https:"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        url = f"https://127.0.0.1:{server.server_port}/sparql"
        assert "certificate is not trusted" in told(url)
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "challenge", ["", 'Basic realm="x"', 'Digest realm="x", nonce="n", qop="auth"', "Negotiate"]
)
def test_no_fault_and_no_text_of_an_access_shows_a_secret(serve: Serve, challenge: str) -> None:
    headers = {"WWW_Authenticate": challenge} if challenge else {}
    url = serve(lambda one: one.give(401, "text/plain", b"", **headers))
    assert MARK not in told(url, user="me", password=MARK)
    assert MARK not in repr(Access(url, "me", MARK))
    assert MARK not in told(url, token=MARK)


@pytest.mark.parametrize(
    "url", ["", "sparql", "ftp://a/b", "http://", "http://a b/", "http://[::1/", "http://me:t0p@a/"]
)
def test_an_address_that_is_none_is_refused_at_once(url: str) -> None:
    with pytest.raises(UsageFault) as caught:
        Remote(url)
    assert "t0p" not in str(caught.value)


def test_a_store_that_is_not_writable_is_told_politely(serve: Serve) -> None:
    def answer(one: Handler) -> None:
        if one.path == "/sparql":
            one.give(200, JSON, EMPTY)
        else:
            one.give(403, "text/plain", b"read-only")

    url = serve(answer)
    with pytest.raises(EnvironmentFault, match="So nothing was changed there"):
        publish(Access(url), update=url.replace("sparql", "update"), graph_store="none")
