"""The door of the service: what was answered before is answered again without a look inside.

It keeps answers, validates them, packs them, counts them and logs them. Behind it lie the
endpoints, and Flask with all the pages.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Final

from brain2face.server.cache import Entry
from brain2face.server.responses import (
    COMMON,
    Answer,
    encoding_of,
    etag_of,
    matches,
    pieces,
)
from brain2face.server.serving import Serving
from brain2face.server.sinks import packer

__all__ = ["Front", "Observer", "Part"]

Observer = Callable[[Mapping[str, Any], str, int, float, int, bool, str], None]
Part = Callable[[Mapping[str, Any]], Answer]

_READING: Final = ("GET", "HEAD")
_OK: Final = 200
_LONGEST_NAME: Final = 8192
_WORTH_PACKING: Final = 1400


class Front:
    """The WSGI application in front of all others."""

    def __init__(
        self,
        serving: Serving,
        parts: Mapping[str, Part],
        pages: Part,
        told: Callable[[Mapping[str, Any], Exception], Answer],
        observe: Observer | None = None,
    ) -> None:
        """Put parts behind the door.

        Args:
            serving: the dataset and the cache.
            parts: what answers at a path, and at every path below it.
            pages: what answers everywhere else.
            told: makes the answer that tells a fault.
            observe: is told of each answer: the request, its kind, status, seconds, bytes, and
                whether it was kept, and what stands for its query.
        """
        self._serving = serving
        self._parts = parts
        self._pages = pages
        self._told = told
        self._observe = observe

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        began, name = time.perf_counter(), None
        try:
            generation = self._serving.generation()
            if environ["REQUEST_METHOD"] in _READING:
                name = _name(environ)
                entry = self._serving.cache.of_request(name, generation)
                if entry is not None:
                    return self._again(environ, start, entry, began)
            answer = self._part(environ["PATH_INFO"])(environ)
        except Exception as error:
            generation, answer = -1, self._told(environ, error)
        if answer.kept is not None:
            self._serving.cache.keep(answer.kept, name)
            return self._again(environ, start, answer.kept, began)
        headers = self._finished(environ, answer)
        if answer.etag and answer.status == _OK and answer.spool is None:
            entry = Entry(
                answer.line,
                headers,
                answer.body,
                answer.etag,
                generation,
                answer.kind,
                answer.digest,
            )
            if generation == self._serving.generation():
                self._serving.cache.keep(entry, name)
        start(answer.line, headers)
        size = answer.size if answer.spool is not None else len(answer.body)
        self._seen(environ, answer.kind, answer.status, began, size, answer.digest)
        if environ["REQUEST_METHOD"] == "HEAD":
            if answer.spool is not None:
                answer.spool.close()
            return []
        return [answer.body] if answer.spool is None else pieces(answer.spool)

    def _part(self, path: str) -> Part:
        for prefix, part in self._parts.items():
            if path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in ("", "/"):
                return part
        return self._pages

    def _again(
        self, environ: Mapping[str, Any], start: Callable[..., Any], entry: Entry, began: float
    ) -> list[bytes]:
        if "HTTP_IF_NONE_MATCH" in environ and matches(environ, entry.etag):
            start("304 Not Modified", _validated(entry.headers))
            self._seen(environ, entry.kind, 304, began, 0, entry.digest, kept=True)
            return []
        start(entry.line, entry.headers)
        self._seen(environ, entry.kind, _OK, began, len(entry.body), entry.digest, kept=True)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [entry.body]

    def _finished(self, environ: Mapping[str, Any], answer: Answer) -> list[tuple[str, str]]:
        """Pack the body where that is asked, and give all headers."""
        headers = [*answer.headers, *COMMON]
        if answer.etag is None and answer.status == _OK and answer.steady:
            self._validate(environ, answer)
        encoding = encoding_of(environ.get("HTTP_ACCEPT_ENCODING") or "")
        if encoding and not answer.encoded and len(answer.body) > _WORTH_PACKING:
            packing = packer(encoding)
            answer.body = packing.process(answer.body) + packing.finish()
            headers.append(("Content-Encoding", encoding))
        if answer.etag:
            headers.append(("ETag", answer.etag))
            headers = [one for one in headers if one[0] != "Cache-Control"]
            headers.append(("Cache-Control", "public, no-cache"))
        if answer.status == _OK and answer.etag and matches(environ, answer.etag):
            answer.status, answer.body = 304, b""
        if answer.status not in (204, 304):
            size = answer.size if answer.spool is not None else len(answer.body)
            headers.append(("Content-Length", str(size)))
        return _validated(headers) if answer.status == 304 else headers

    def _validate(self, environ: Mapping[str, Any], answer: Answer) -> None:
        names = {name.lower(): value for name, value in answer.headers}
        if environ["REQUEST_METHOD"] not in _READING:
            return
        if "no-store" not in names.get("cache-control", "") and "set-cookie" not in names:
            keys = ("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_ENCODING", "HTTP_HOST")
            parts = (str(environ.get(key)) for key in keys)
            answer.etag = etag_of((self._serving.identity(), "page", *parts))

    def _seen(
        self,
        environ: Mapping[str, Any],
        kind: str,
        status: int,
        began: float,
        size: int,
        digest: str,
        *,
        kept: bool = False,
    ) -> None:
        if self._observe:
            self._observe(environ, kind, status, time.perf_counter() - began, size, kept, digest)


def _name(environ: Mapping[str, Any]) -> Hashable:
    """Give what a request to read is found by; nothing where it is too long to be kept."""
    if len(environ["QUERY_STRING"]) > _LONGEST_NAME:
        return None
    get = environ.get
    return (
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        get("HTTP_ACCEPT"),
        get("HTTP_ACCEPT_ENCODING"),
        get("HTTP_HOST"),
    )


def _validated(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    dropped = ("content-length", "content-type", "content-encoding")
    return [one for one in headers if one[0].lower() not in dropped]
