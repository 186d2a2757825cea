"""A running service that the suites of the W3C are put to, over HTTP as any client would.

``BRAIN2FACE_W3C_PEER=oxigraph`` puts the server of Oxigraph to them instead, for comparison.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
import pytest

__all__ = ["PEER", "Answer", "Service", "service"]

PEER = os.environ.get("BRAIN2FACE_W3C_PEER", "")
TOKEN = "a-token-for-the-suites"  # noqa: S105
SECONDS = 60


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """Give the type of the body without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip()


@dataclass
class Service:
    """The addresses of a service, and what a request to it must carry."""

    query_url: str
    update_url: str
    store_url: str
    headers: Mapping[str, str]
    _open: dict[str, http.client.HTTPConnection] = field(default_factory=dict)

    def send(self, method: str, url: str, body: bytes | None = None, **headers: str) -> Answer:
        """Make one request; a name of a header is written with ``_`` for ``-``."""
        parts = urlsplit(url)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        for last in (False, True):
            connection = self._open.setdefault(
                parts.netloc, http.client.HTTPConnection(parts.netloc, timeout=SECONDS)
            )
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            try:
                connection.request(method, target, body, {**self.headers, **given})
                response = connection.getresponse()
                content = response.read()
            except (http.client.HTTPException, ConnectionError):
                self._open.pop(parts.netloc).close()
                if last:
                    raise
                continue
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, content)
        raise AssertionError("unreachable")

    def query(self, text: str, accept: str) -> Answer:
        """Ask a query as the body of a POST."""
        return self.send(
            "POST",
            self.query_url,
            text.encode(),
            Content_Type="application/sparql-query",
            Accept=accept,
        )

    def update(self, text: str) -> Answer:
        """Post an update."""
        if PEER and re.search(r"\bLOAD\b", text, re.IGNORECASE):
            pytest.skip("this server would go to the network")
        kind = "application/sparql-update"
        return self.send("POST", self.update_url, text.encode(), Content_Type=kind)

    def hold(self, quads: Iterable[ox.Quad], graphs: Iterable[str] = ()) -> None:
        """Forget everything, and hold these quads instead, and graphs that may be empty."""
        lines = []
        for quad in quads:
            fact = f"{quad.subject} {quad.predicate} {quad.object} ."
            named = isinstance(quad.graph_name, ox.NamedNode)
            lines.append(f"GRAPH {quad.graph_name} {{ {fact} }}" if named else fact)
        created = "".join(f"CREATE SILENT GRAPH <{iri}> ; " for iri in graphs)
        answer = self.update(f"DROP ALL ; {created}INSERT DATA {{ {' '.join(lines)} }}")
        assert answer.status in (200, 204), answer.body

    def put(self, iri: str, path: Path) -> None:
        """Put a file of N-Triples into a graph."""
        answer = self.send(
            "PUT",
            f"{self.store_url}?graph={quote(iri, safe='')}",
            path.read_bytes(),
            Content_Type="application/n-triples",
        )
        assert answer.status in (200, 201, 204), answer.body

    def held(self) -> ox.Dataset:
        """Read everything back."""
        text = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        answer = self.query(text, "application/sparql-results+json")
        assert answer.status == 200, answer.body
        rows = ox.parse_query_results(answer.body, ox.QueryResultsFormat.JSON)
        assert isinstance(rows, ox.QuerySolutions)
        return ox.Dataset(ox.Quad(s, p, o, g or ox.DefaultGraph()) for g, s, p, o in rows)

    def close(self) -> None:
        """Close what is open."""
        for connection in self._open.values():
            connection.close()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("store")
    with _oxigraph(folder) if PEER else _ours(folder) as running:
        yield running
        running.close()


@contextmanager
def _ours(folder: Path) -> Iterator[Service]:
    port = _free_port()
    command = [sys.executable, "-m", "brain2face", "serve", "--port", str(port)]
    with subprocess.Popen(
        [*command, "--store", str(folder / "store")],
        env={**os.environ, "BRAIN2FACE_TOKEN": TOKEN},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline().startswith("brain2face answers at")
            here = f"http://127.0.0.1:{port}"
            headers = {"Authorization": f"Bearer {TOKEN}"}
            yield Service(f"{here}/sparql", f"{here}/sparql", f"{here}/rdf-graph-store", headers)
        finally:
            process.terminate()


@contextmanager
def _oxigraph(folder: Path) -> Iterator[Service]:
    port = _free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    command = [program, "serve", "-l", str(folder), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if not probe.connect_ex(("127.0.0.1", port)):
                        break
                time.sleep(0.05)
            here = f"http://127.0.0.1:{port}"
            yield Service(f"{here}/query", f"{here}/update", f"{here}/store", {})
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
