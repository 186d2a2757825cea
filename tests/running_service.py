"""A service of its own process, with or without a store, started and ended by a test."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["TOKEN", "Answered", "Running", "free_port", "running"]

TOKEN = "a-token-of-the-tests.0123456789"  # noqa: S105
SECONDS = 60


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Running:
    """A service that runs."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body, dict(headers or {}))
            response = connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            return Answered(response.status, names, response.read())
        finally:
            connection.close()

    def query(self, text: str, accept: str = "text/csv", **more: str) -> Answered:
        headers = {"Content-Type": "application/sparql-query", "Accept": accept, **more}
        return self.send("POST", "/sparql", text.encode(), headers)

    def update(self, text: str, token: str | None = TOKEN) -> Answered:
        headers = {"Content-Type": "application/sparql-update"}
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return self.send("POST", "/sparql", text.encode(), headers)


def free_port() -> int:
    """Give a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port


@contextmanager
def running(
    *flags: str, store: Path | None = None, token: str | None = TOKEN, port: int | None = None
) -> Iterator[Running]:
    """Start a service and wait until it answers; end it, and all its processes, at last."""
    chosen = port or free_port()
    command = [sys.executable, "-m", "brain2face", "serve", "--port", str(chosen), *flags]
    if store is not None:
        command += ["--store", str(store)]
    environ = {k: v for k, v in os.environ.items() if not k.startswith("BRAIN2FACE_")}
    if token is not None:
        environ["BRAIN2FACE_TOKEN"] = token
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ
    ) as process:
        assert process.stdout
        assert process.stderr
        line = process.stdout.readline()
        if "answers at" not in line:
            process.kill()
            raise AssertionError(f"it did not start: {line}{process.stderr.read()}")
        try:
            yield Running(chosen, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
