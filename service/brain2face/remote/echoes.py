"""Answers whose head repeats the graphs that were asked: Virtuoso sends a line for each of them.

``http.client`` refuses a head of more than a hundred lines. Those that repeat the question are
passed over before it counts; every other line counts as ever.
"""

from __future__ import annotations

import http.client
import urllib.request
from typing import Any, BinaryIO, Final, cast

__all__ = ["HANDLERS"]

_ECHOES: Final = (b"x-sparql-default-graph:", b"x-sparql-named-graph:")
_MOST: Final = 10_000


class _Head:
    """The lines of a head, without those that repeat the question."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self._left = _MOST

    def readline(self, limit: int = -1, /) -> bytes:
        line = self._inner.readline(limit)
        while self._left and line.lower().startswith(_ECHOES):
            self._left -= 1
            line = self._inner.readline(limit)
        return line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _Response(http.client.HTTPResponse):
    def begin(self) -> None:
        whole = self.fp
        self.fp = cast("Any", _Head(whole))
        try:
            super().begin()
        finally:
            if self.fp is not None:
                self.fp = whole


class _Connection(http.client.HTTPConnection):
    response_class = _Response


class _SafeConnection(http.client.HTTPSConnection):
    response_class = _Response


class _Http(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_Connection, req)


class _Https(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_SafeConnection, req)


HANDLERS: Final = (_Http, _Https)
