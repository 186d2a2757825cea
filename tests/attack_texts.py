"""Hostile requests as they are written down, made into bytes."""

from __future__ import annotations

import gzip
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fixture_files import shared_file

__all__ = ["Canary", "attacks", "listening", "text_of"]


@dataclass
class Canary:
    """Where nobody should knock, and who did."""

    port: int
    hits: list[tuple[str, int]] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Canary]:
    """Listen at a free port, and note every connection."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            canary.hits.append(self.client_address)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        canary = Canary(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield canary
        server.shutdown()


def attacks() -> list[dict[str, Any]]:
    """Read the list of hostile requests."""
    told = json.loads(shared_file("security/attacks-public.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = told["attacks"]
    assert len(found) == told["count"]
    return found


def text_of(form: Any, port: int) -> bytes:
    """Write out one of the forms in which a text is kept."""
    if isinstance(form, str):
        return form.replace("{CANARY_PORT}", str(port)).encode()
    ((kind, said),) = form.items()
    if kind == "repeat":
        start, unit, times, middle, end, ends, last = said
        return f"{start}{unit * times}{middle}{end * ends}{last}".encode()
    if kind == "join":
        start, template, times, last = said
        parts = (template.replace("{i}", str(i)).replace("{i1}", str(i + 1)) for i in range(times))
        return f"{start}{''.join(parts)}{last}".encode()
    if kind == "values3":
        rows = " ".join(map(str, range(said)))
        names = "".join(f" VALUES ?{name} {{ {rows} }}" for name in "xyz")
        return f"SELECT (COUNT(*) AS ?n) {{{names} }}".encode()
    assert kind == "gzip_of"
    return gzip.compress(text_of(said, port), 9)
