"""Servers that are no brain2face, or one that misbehaves: each answers in a way that is set."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

__all__ = ["JSON", "PROBLEM", "Said", "said", "strange"]

JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class Said:
    """An answer; ``{own}`` in a header is the server's own address.

    ``claimed`` is the length that it says it has, where that is not true.
    """

    status: int = 200
    media: str = JSON
    body: bytes = b"[]"
    headers: Mapping[str, str] = field(default_factory=dict)
    claimed: int | None = None
    pause: float = 0


def said(status: int, detail: str, **more: object) -> Said:
    """Give a problem document."""
    document = {"title": "x", "status": status, "detail": detail, **more}
    return Said(status, PROBLEM, json.dumps(document).encode())


@contextmanager
def strange(answers: Mapping[str, Said]) -> Iterator[tuple[str, list[str]]]:
    """Serve answers by the beginning of a path; give the address and what was asked."""
    asked: list[str] = []
    ended = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fitting = [one for one in answers if self.path.startswith(one)]
            one = answers[max(fitting, key=len)]
            ended.wait(one.pause)
            self.send_response(one.status)
            if one.media:
                self.send_header("Content-Type", one.media)
            self.send_header(
                "Content-Length", str(len(one.body) if one.claimed is None else one.claimed)
            )
            for name, value in one.headers.items():
                self.send_header(name, value.replace("{own}", url))
            self.end_headers()
            self.wfile.write(one.body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield url, asked
        finally:
            ended.set()
            server.shutdown()
            thread.join()
