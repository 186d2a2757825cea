"""The endpoint ``/sparql`` itself: each operation of the protocol led to an answer, outside Flask.

Every query of the open web passes here, so nothing is done twice and nothing that is not needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping
from typing import Any, Final

from brain2face.screen import screen
from brain2face.server.bodies import body_of
from brain2face.server.changes import Order
from brain2face.server.environ import base_of
from brain2face.server.evaluated import Evaluated
from brain2face.server.frames import Ask
from brain2face.server.negotiation import CONTENT_TYPES, behind_pages, not_acceptable, wanted
from brain2face.server.protocol import ALLOW, Operation, read_operation
from brain2face.server.responses import READABLE, Answer, answer_of, encoding_of, etag_of, matches
from brain2face.server.serving import Serving
from brain2face.server.using import with_using

__all__ = ["Endpoint", "Heavy"]

Page = Callable[[Mapping[str, Any], Operation, Evaluated], str]

_LIGHT: Final = 4000
_PREFLIGHT: Final = [
    ("Allow", ALLOW),
    ("Access-Control-Allow-Headers", "Accept, Content-Type"),
    ("Access-Control-Allow-Methods", ALLOW),
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Max-Age", "86400"),
]
_RARE: Final = ("rand", "now", "uuid", "bnode", "service", "\\u")
_UNSTEADY: Final = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\b|SERVICE", re.IGNORECASE)


class Heavy(Exception):
    """A request that takes more than a moment and the evaluation of a query."""


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
        steps = self.steps(environ)
        try:
            steps.send(self._serving.pool.answer(next(steps)))
        except StopIteration as done:
            answer: Answer = done.value
            return answer
        raise AssertionError

    def steps(
        self, environ: Mapping[str, Any], *, light: bool = False
    ) -> Generator[Ask, Evaluated, Answer]:
        """Go the way to an answer, leaving the evaluation of a query to whoever goes it.

        Args:
            environ: the request.
            light: whether nothing but that evaluation may take long.

        Raises:
            Heavy: more than that would.
            Brain2FaceError: it cannot be answered; what it says is for the client.
        """
        if environ["REQUEST_METHOD"] == "OPTIONS":
            return Answer(204, [*_PREFLIGHT], kind="other")
        body = None
        if environ["REQUEST_METHOD"] == "POST":
            body = body_of(environ, self._serving)
        operation = read_operation(environ, body)
        if operation is None or operation.kind == "update":
            if light:
                raise Heavy
            return self._about(environ) if operation is None else self._update(environ, operation)
        return (yield from self._query(environ, operation, light))

    def _query(
        self, environ: Mapping[str, Any], operation: Operation, light: bool
    ) -> Generator[Ask, Evaluated, Answer]:
        serving = self._serving
        if light and (len(operation.text) > _LIGHT or serving.allowed is not None):
            raise Heavy
        screen(operation.text, longest=serving.limits.longest_query)
        formats = wanted(environ.get("HTTP_ACCEPT"), operation.format)
        if light and "html" in formats.values():
            raise Heavy
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
        evaluated = yield self._ask(operation, formats, encoding, base)
        form = formats[evaluated.kind]
        if form is None:
            raise not_acceptable(evaluated.kind)
        headers = [("Content-Type", CONTENT_TYPES[form]), *READABLE, *serving.cut_told(evaluated)]
        if form == "html":
            page = self._page(environ, operation, evaluated).encode()
            return Answer(200, headers, page, etag=etag, kind=evaluated.kind, digest=digest)
        return answer_of(
            evaluated, headers, encoding, etag=etag, kind=evaluated.kind, digest=digest
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
        return Ask(
            text,
            behind_pages(formats),
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
