"""The door of the service: what was answered before is answered again without a look inside.

It keeps answers, validates them, packs them, counts them and logs them. Behind it lie the
endpoints, and Flask with all the pages.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Final

from brain2face.errors import Brain2FaceError
from brain2face.server.cache import Entry
from brain2face.server.endpoint import Endpoint, Heavy
from brain2face.server.environ import placed
from brain2face.server.evaluated import Evaluated
from brain2face.server.finishing import finished
from brain2face.server.frames import Ask
from brain2face.server.responses import Answer, pieces
from brain2face.server.sent import LONGEST_NAME, Name, Observer, Seen, Sent, again, name_of
from brain2face.server.serving import Serving

__all__ = ["Front", "Part"]

Part = Callable[[Mapping[str, Any]], Answer]
Evaluate = Callable[[Ask], Awaitable[Evaluated]]

_OK: Final = 200


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
            observe: is told of each answer.
        """
        self.serving = serving
        self._parts = parts
        self._pages = pages
        self._told = told
        self._observe = observe

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request as a WSGI application."""
        placed(environ, self.serving.base)
        sent = self.respond(environ, time.perf_counter())
        start(sent.line, sent.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            if sent.spool is not None:
                sent.spool.close()
            return []
        return [sent.body] if sent.spool is None else pieces(sent.spool)

    def kept(
        self,
        method: str,
        name: Name,
        validators: str | None,
        client: str,
    ) -> Sent | None:
        """Give an answer that is kept, without a look at the request; nothing where there is none.

        ``validators`` is the header If-None-Match, and ``client`` is who asks, for the log.
        """
        began = time.perf_counter()
        entry = self.serving.cache.of_request(name, self._generation())
        if entry is None or len(name[1]) > LONGEST_NAME:
            return None
        sent = again(entry, validators)
        if self._observe:
            self._observe(
                Seen(method, name[0], client, began, sent, entry.kind, entry.digest, True)
            )
        return sent

    def respond(self, environ: dict[str, Any], began: float) -> Sent:
        """Answer a request; whatever goes wrong is an answer, too.

        ``began`` is when it came, by the performance counter.
        """
        try:
            generation = self._generation()
            answer = self._part(environ["PATH_INFO"])(environ)
        except Exception as error:
            return self.refused(environ, error, began)
        return self._out(environ, answer, generation, began)

    async def respond_soon(
        self, environ: dict[str, Any], began: float, evaluate: Evaluate
    ) -> Sent | None:
        """Answer a request on a loop; nothing where it is to be answered by a thread.

        Args:
            environ: the request, as WSGI gives it.
            began: when it came, by the performance counter.
            evaluate: evaluates a query.
        """
        part = self._parts.get(environ["PATH_INFO"])
        if not isinstance(part, Endpoint):
            return None
        try:
            generation = self._generation()
            steps = part.steps(environ, light=True)
            try:
                steps.send(await evaluate(next(steps)))
            except StopIteration as done:
                return self._out(environ, done.value, generation, began)
        except Heavy:
            return None
        except Exception as error:
            return self.refused(environ, error, began)
        raise AssertionError

    def _out(
        self, environ: Mapping[str, Any], answer: Answer, generation: int, began: float
    ) -> Sent:
        name = name_of(environ)
        if answer.kept is not None:
            self.serving.cache.keep(answer.kept, name)
            sent = again(answer.kept, environ.get("HTTP_IF_NONE_MATCH"))
            self._seen(environ, began, sent, answer.kept.kind, answer.kept.digest, kept=True)
            return sent
        headers = finished(environ, answer, self._identity())
        sent = Sent(answer.status, headers, answer.body, answer.spool, answer.size)
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
            if generation == self._generation():
                self.serving.cache.keep(entry, name)
        self._seen(environ, began, sent, answer.kind, answer.digest)
        return sent

    def refused(self, environ: dict[str, Any], error: Exception, began: float) -> Sent:
        """Give the answer that tells why there is no other."""
        answer = self._told(environ, error)
        sent = Sent(answer.status, finished(environ, answer, self._identity()), answer.body)
        self._seen(environ, began, sent, answer.kind, "")
        return sent

    def _part(self, path: str) -> Part:
        for prefix, part in self._parts.items():
            if path.startswith(prefix) and path[len(prefix) : len(prefix) + 1] in ("", "/"):
                return part
        return self._pages

    def _generation(self) -> int:
        try:
            return self.serving.generation()
        except Brain2FaceError:
            return -1

    def _identity(self) -> str:
        try:
            return self.serving.identity()
        except Brain2FaceError:
            return ""

    def _seen(
        self,
        environ: Mapping[str, Any],
        began: float,
        sent: Sent,
        kind: str,
        digest: str,
        *,
        kept: bool = False,
    ) -> None:
        if self._observe:
            method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
            client = str(environ.get("REMOTE_ADDR", ""))
            self._observe(Seen(method, path, client, began, sent, kind, digest, kept))
