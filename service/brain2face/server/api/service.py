"""The web API as a part of the service: a request is routed, proven and answered.

What is posted and long is worked off by a process apart; the rest takes milliseconds.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from brain2face.errors import UnknownNameError
from brain2face.server.api.apart import Apart, Job
from brain2face.server.api.operations import ROOT, Call, Operation, Sent
from brain2face.server.api.parameters import proven
from brain2face.server.api.replies import OPEN, nobody, preflight, sent, wanted
from brain2face.server.api.requests import MOST_SETS
from brain2face.server.api.routing import Found, Routes
from brain2face.server.bodies import body_of
from brain2face.server.environ import base_of, media_type, parameters
from brain2face.server.evaluation import Pool
from brain2face.server.refusals import Refused
from brain2face.server.responses import Answer, encoding_of
from brain2face.server.serving import Serving

if TYPE_CHECKING:
    from brain2face.client import Embedded

__all__ = ["API", "Api"]

API: Final = "/api"
_SMALL: Final = 2000
_PATIENCE: Final = 6
_BYTES_A_SET: Final = 50_000
_CONTEXT: Final = "/context.jsonld"


class Api:
    """What answers at every address below ``/api``."""

    def __init__(self, serving: Serving, render: Callable[..., str]) -> None:
        """Answer from a dataset.

        Args:
            serving: the dataset.
            render: makes a page out of a request, the name of a template and what it shows.
        """
        self._serving = serving
        self._render = render
        self._routes = Routes(serving.questions)
        self._apart = Apart()
        self._lock = threading.Lock()
        self._embedded: Embedded | None = None

    def __call__(self, environ: Mapping[str, Any]) -> Answer:
        """Answer a request.

        Raises:
            Brain2FaceError: it cannot be answered; what it says is for the client.
        """
        method = "GET" if environ["REQUEST_METHOD"] == "HEAD" else environ["REQUEST_METHOD"]
        found = self._routes.found(environ["PATH_INFO"])
        if isinstance(found, str):
            address = base_of(environ, self._serving.base).rstrip("/")
            base = address.removesuffix(ROOT).removesuffix(API)
            return Answer(308, [("Location", base + found), *OPEN], kind="api")
        if method == "OPTIONS":
            return Answer(204, preflight(found), kind="api")
        operation = found.by_method.get(method)
        if operation is None:
            message = f"{ascii(method)[1:-1]} is not possible here. Possible: {found.allow}."
            raise Refused(405, message, {"Allow": found.allow})
        try:
            return self._answered(environ, operation, found)
        except UnknownNameError as error:
            raise nobody(error, operation) from None

    def known(self) -> Embedded:
        """Give what answers, made when it is first needed."""
        from brain2face.client import Embedded

        with self._lock:
            if self._embedded is None:
                self._embedded = Embedded(self._serving.knowledge(), self._serving.questions)
            return self._embedded

    def _answered(self, environ: Mapping[str, Any], operation: Operation, found: Found) -> Answer:
        given = parameters(environ.get("QUERY_STRING", ""))
        values = proven(operation, found.in_path, given)
        form = wanted(environ, operation, values.pop("format", None))
        if operation.post:
            return self._posted(environ, operation, values, form)
        assert operation.read  # noqa: S101
        address = base_of(environ, self._serving.base)
        base = address[: len(address) - len(ROOT + found.path)] if found.path else address
        asked = tuple((name, texts[0]) for name, texts in given.items())
        made = operation.read(
            Call(
                values=values,
                known=self.known(),
                serving=self._serving,
                address=address,
                base=base,
                asked=asked,
                wanted=form,
                render=partial(self._render, environ),
            )
        )
        context = f"{base}{ROOT}{_CONTEXT}"
        return sent(made, operation, form, context, self.known().knowledge)

    def _posted(
        self, environ: Mapping[str, Any], operation: Operation, values: dict[str, Any], form: str
    ) -> Answer:
        assert operation.post  # noqa: S101
        assert operation.body  # noqa: S101
        media = media_type(environ, "What is posted")
        if media not in operation.body.types:
            known = ", ".join(operation.body.types)
            message = f"This takes {known}, not {media[:80]!a}."
            raise Refused(415, message, {"Accept-Post": known}, {"field": "Content-Type"})
        body = body_of(environ, self._serving)
        headers = [("Content-Type", form), *OPEN, ("Cache-Control", "no-store")]
        pool = self._serving.pool
        if len(body) <= _SMALL or not isinstance(pool, Pool):
            posted = Sent(media=media, body=body, wanted=form, most=MOST_SETS)
            with self._apart.turn():
                answer = b"".join(operation.post(self.known(), values, posted))
            return Answer(200, headers, answer, kind="api")
        encoding = encoding_of(environ.get("HTTP_ACCEPT_ENCODING") or "")
        most = max(self._serving.limits.most_bytes, MOST_SETS * _BYTES_A_SET)
        seconds = pool.seconds * _PATIENCE
        job = Job(operation.name, values, media, body, form, MOST_SETS, seconds, most, encoding)
        done = self._apart.done(pool, job)
        if done.encoded and encoding:
            headers.append(("Content-Encoding", encoding))
        return Answer(
            200, headers, done.body, done.spool, done.size, encoded=done.encoded, kind="api"
        )
