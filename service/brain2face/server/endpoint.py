"""The endpoint ``/sparql`` itself: each operation of the protocol led to an answer, outside Flask.

Every query of the open web passes here, so nothing is done twice and nothing that is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from brain2face.screen import screen
from brain2face.server.changes import Order
from brain2face.server.environ import base_of
from brain2face.server.evaluated import Evaluated
from brain2face.server.frames import Ask
from brain2face.server.negotiation import CONTENT_TYPES, not_acceptable, wanted
from brain2face.server.protocol import ALLOW, Operation, read_operation
from brain2face.server.refusals import Refused
from brain2face.server.responses import READABLE, Answer, encoding_of, etag_of, matches
from brain2face.server.serving import Serving
from brain2face.server.using import with_using

__all__ = ["Endpoint", "body_of", "cut_told"]

Page = Callable[[Mapping[str, Any], Operation, Evaluated], str]

_BEHIND_PAGES: Final = {"select": "json", "ask": "json", "graph": "turtle"}
_PREFLIGHT: Final = [
    ("Allow", ALLOW),
    ("Access-Control-Allow-Headers", "Accept, Content-Type"),
    ("Access-Control-Allow-Methods", ALLOW),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Max-Age", "86400"),
]
_RARE: Final = ("rand", "now", "uuid", "bnode", "service", "\\u")
_UNSTEADY: Final = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b|SERVICE", re.IGNORECASE)


class Endpoint:
    """What answers at ``/sparql``."""

    def __init__(self, serving: Serving, page: Page, about: Callable[[Any], Answer]) -> None:
        """Serve a dataset.

        Args:
            serving: the dataset, the children that evaluate, and the limits.
            page: makes the page that shows an answer to a person.
            about: answers a request without an operation: the service's description.
        """
        self._serving = serving
        self._page = page
        self._about = about

    def __call__(self, environ: Mapping[str, Any]) -> Answer:
        """Answer a request.

        Raises:
            Brain2FaceError: it cannot be answered; what it says is for the client.
        """
        if environ["REQUEST_METHOD"] == "OPTIONS":
            return Answer(204, [*_PREFLIGHT], kind="other")
        body = None
        if environ["REQUEST_METHOD"] == "POST":
            body = body_of(environ, self._serving)
        operation = read_operation(environ, body)
        if operation is None:
            return self._about(environ)
        if operation.kind == "update":
            return self._update(environ, operation)
        return self._query(environ, operation)

    def _query(self, environ: Mapping[str, Any], operation: Operation) -> Answer:
        serving = self._serving
        screen(operation.text, longest=serving.limits.longest_query)
        formats = wanted(environ.get("HTTP_ACCEPT"), operation.format)
        encoding = encoding_of(environ.get("HTTP_ACCEPT_ENCODING") or "")
        etag, base = None, base_of(environ, serving.base)
        if _is_steady(operation.text):
            etag = etag_of(
                (
                    serving.identity(),
                    operation.text,
                    base,
                    *("default", *operation.default_graphs),
                    *("named", *operation.named_graphs),
                    *("formats", *map(str, formats.values())),
                    str(encoding),
                )
            )
            if matches(environ.get("HTTP_IF_NONE_MATCH"), etag):
                return Answer(304, [*READABLE], etag=etag, kind="other")
            known = serving.cache.of_etag(etag)
            if known is not None:
                return Answer(200, kept=known)
        digest = etag[1:-1] if etag else ""
        evaluated = serving.pool.answer(self._ask(operation, formats, encoding, base))
        form = formats[evaluated.kind]
        if form is None:
            raise not_acceptable(evaluated.kind)
        headers = [("Content-Type", CONTENT_TYPES[form]), *READABLE, *cut_told(evaluated, serving)]
        if form == "html":
            page = self._page(environ, operation, evaluated).encode()
            return Answer(200, headers, page, etag=etag, kind=evaluated.kind, digest=digest)
        if evaluated.encoded and encoding:
            headers.append(("Content-Encoding", encoding))
        return Answer(
            200,
            headers,
            evaluated.body,
            evaluated.spool,
            evaluated.size,
            etag,
            encoded=True,
            kind=evaluated.kind,
            digest=digest,
        )

    def _ask(
        self,
        operation: Operation,
        formats: Mapping[str, str | None],
        encoding: str | None,
        base: str,
    ) -> Ask:
        serving = self._serving
        seconds = min(serving.pool.seconds, operation.timeout or serving.pool.seconds)
        text, seconds = serving.expanded(operation.text, seconds)
        inner = {
            kind: _BEHIND_PAGES[kind] if form == "html" else form for kind, form in formats.items()
        }
        return Ask(
            text,
            inner,
            operation.default_graphs,
            operation.named_graphs,
            seconds,
            None if "html" in formats.values() else encoding,
            serving.limits.most_rows,
            serving.limits.most_bytes,
            base=base,
        )

    def _update(self, environ: Mapping[str, Any], operation: Operation) -> Answer:
        serving = self._serving
        serving.writer.admit(environ)
        text = operation.text
        screen(text, longest=serving.limits.longest_upload)
        if operation.default_graphs or operation.named_graphs:
            text = with_using(text, operation.default_graphs, operation.named_graphs)
        seconds = min(serving.writer.seconds, operation.timeout or serving.writer.seconds)
        text, seconds = serving.expanded(text, seconds, update=True)
        changed = serving.writer.change(
            Order("update", text, seconds, base=base_of(environ, serving.base))
        )
        return Answer(204, [("Brain2face-Generation", str(changed.generation))], kind="update")


def _is_steady(text: str) -> bool:
    """Say whether the same query has the same answer each time."""
    lowered = text.lower()
    return not (any(part in lowered for part in _RARE) and _UNSTEADY.search(text))


def body_of(environ: Mapping[str, Any], serving: Serving) -> bytes:
    """Read what was sent: a query, or more where the client shows the token.

    Raises:
        Refused: it is longer than it may be, or its length is no number.
    """
    try:
        serving.writer.admit(environ)
        most = serving.limits.longest_upload
    except Refused:
        most = serving.limits.longest_query
    said = environ.get("CONTENT_LENGTH") or ""
    if said and not (said.isascii() and said.isdigit()):
        raise Refused(400, "Content-Length is no number.")
    too_long = Refused(413, f"What is sent may have {most} bytes at most.")
    if said and int(said) > most:
        raise too_long
    body: bytes = environ["wsgi.input"].read(int(said) if said else most + 1)
    if len(body) > most:
        raise too_long
    if said and len(body) < int(said):
        raise Refused(400, "The request ends before its body does.")
    return body


def cut_told(evaluated: Evaluated, serving: Serving) -> list[tuple[str, str]]:
    """Give the header that tells an answer was cut; none where it is whole."""
    if evaluated.cut is None:
        return []
    limits = serving.limits
    most = limits.most_rows if evaluated.cut == "rows" else limits.most_bytes
    return [("Brain2face-Cut", f"{evaluated.cut}={most}")]
