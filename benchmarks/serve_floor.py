"""The least that a server of this kind can do: a bare WSGI callable that gives one kept body."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

__all__ = ["application"]

_BODY: Final = b"x" * 2000
_HEADERS: Final = [
    ("Content-Type", "application/sparql-results+json"),
    ("Content-Length", str(len(_BODY))),
]


def application(_environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """Give the body, whatever is asked."""
    start("200 OK", _HEADERS)
    return [_BODY]
