"""Endpoints of others as real servers of this machine: honest ones, and ones that mean harm."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox

__all__ = ["JSON", "Asked", "Handler", "answering", "listening", "sending"]

JSON = "application/sparql-results+json"


class Handler(BaseHTTPRequestHandler):
    """A request to such an endpoint."""

    protocol_version = "HTTP/1.1"
    timeout = 20

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the output of tests is for failures."""

    def query(self) -> str:
        length = int(self.headers.get("Content-Length", 0))
        return parse_qs(self.rfile.read(length).decode()).get("query", [""])[0]

    def send(self, body: bytes, status: int = 200, **fields: str) -> None:
        self.send_response(status)
        given = {"Content_Type": JSON, "Content_Length": str(len(body)), **fields}
        for name, value in given.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


@dataclass
class Asked:
    """Where an endpoint listens, and what it was asked."""

    port: int
    queries: list[str] = field(default_factory=list)
    hosts: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"


@contextmanager
def listening(
    answer: Callable[[Handler, str], None], tls: ssl.SSLContext | None = None
) -> Iterator[Asked]:
    """Serve at a free port; every request is noted, then answered by the function."""

    class Own(Handler):
        def do_POST(self) -> None:
            query = self.query()
            asked.queries.append(query)
            asked.hosts.append(self.headers.get("Host"))
            try:
                answer(self, query)
            except OSError:
                self.close_connection = True

        def do_GET(self) -> None:
            self.do_POST()

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that goes away is what these tests are about."""

    server = Quiet(("127.0.0.1", 0), Own)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    asked = Asked(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sending(body: bytes, status: int = 200, **fields: str) -> Callable[[Handler, str], None]:
    """Always send the same."""
    return lambda handler, _: handler.send(body, status, **fields)


def answering(store: ox.Store) -> Callable[[Handler, str], None]:
    """Answer honestly from a store."""

    def answer(handler: Handler, query: str) -> None:
        try:
            results = store.query(query)
        except SyntaxError as error:
            handler.send(str(error).encode(), 400, Content_Type="text/plain")
            return
        assert isinstance(results, ox.QuerySolutions)
        handler.send(results.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    return answer
