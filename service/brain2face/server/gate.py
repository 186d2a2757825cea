"""The gate between granian and the service: what is kept goes out at once, the rest by a thread.

Granian's WSGI reads a body with no limit of time and lets a slow client hold a thread, so the gate
speaks RSGI: bodies come and long answers go on one loop, and a client that drips bytes costs nobody
else anything.
"""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from brain2face.server.bodies import longest_body
from brain2face.server.environ import placed
from brain2face.server.evaluated import Evaluated
from brain2face.server.frames import Ask
from brain2face.server.front import Front
from brain2face.server.refusals import Refused
from brain2face.server.rsgi import Scope, environ_of, joined, path_of
from brain2face.server.sent import Sent

__all__ = ["Gate"]

_PIECE: Final = 1 << 16
_SECONDS: Final = 10.0
_LEAST_SPEED: Final = 50_000
_MOST_WAITING: Final = 128_000_000
_MOST_LONG: Final = 64
_MOST_AT_ONCE: Final = 1000
_NO_BODY: Final = (204, 304)
_TORN: Final = "The request ends before its body does."
_T = TypeVar("_T")


class Gate:
    """The RSGI application."""

    def __init__(self, front: Front, threads: int) -> None:
        """Stand before a service that answers by ``threads`` threads."""
        self._front = front
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._free = _MOST_AT_ONCE
        self._waiting = 0
        self._long = 0

    async def __rsgi__(self, scope: Scope, proto: Any) -> None:
        """Answer a request."""
        headers = scope.headers
        if scope.method in ("GET", "HEAD"):
            sent = self._front.kept(
                scope.method,
                (
                    path_of(scope),
                    scope.query_string,
                    joined(headers, "accept"),
                    joined(headers, "accept-encoding"),
                    joined(headers, "host"),
                ),
                joined(headers, "if-none-match"),
                scope.client,
            )
            if sent is not None:
                _send(proto, scope.method, sent)
                return
        began = time.perf_counter()
        environ = environ_of(scope)
        placed(environ, self._front.serving.base)
        try:
            sent = await self._answered(environ, proto, began)
        except Exception as error:
            sent = self._front.refused(environ, error, began)
        if sent.spool is None:
            _send(proto, scope.method, sent)
        else:
            await self._send_long(proto, environ, sent)

    async def _answered(self, environ: dict[str, Any], proto: Any, began: float) -> Sent:
        if self._free <= 0:
            raise Refused(503, "Too many requests are waiting. Try again in a few seconds.")
        self._free -= 1
        try:
            if "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ:
                await self._read(environ, proto)
            sent = await self._front.respond_soon(environ, began, self._evaluated)
            if sent is not None:
                return sent
            environ["wsgi.input"].seek(0)
            return await self._by_thread(self._front.respond, environ, began)
        finally:
            self._free += 1

    async def _evaluated(self, ask: Ask) -> Evaluated:
        return await self._front.serving.pool.answer_soon(ask, self._by_thread)

    async def _by_thread(self, work: Callable[..., _T], *given: Any) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work, *given)

    async def _read(self, environ: dict[str, Any], proto: AsyncIterator[bytes]) -> None:
        """Read a body as far as it may be long, while it comes at some speed.

        Granian gives an empty part at the end, and one more where a body in chunks is torn.
        """
        most = longest_body(environ, self._front.serving)
        said = environ.get("CONTENT_LENGTH", "")
        size = int(said) if said.isascii() and said.isdigit() else most
        if size > most:
            return
        parts: list[bytes] = []
        taken = 0
        self._free += 1
        try:
            async with asyncio.timeout(_SECONDS + size / _LEAST_SPEED):
                async for part in proto:
                    if parts and not parts[-1] and not said:
                        raise Refused(400, _TORN)
                    parts.append(part)
                    taken += len(part)
                    self._waiting += len(part)
                    if taken > most:
                        break
                    if self._waiting > _MOST_WAITING:
                        raise Refused(503, "Too much is being sent at this moment. Try again.")
        except TimeoutError:
            raise Refused(408, "The body of the request does not come.") from None
        finally:
            self._waiting -= taken
            self._free -= 1
        if said and taken < size:
            raise Refused(400, _TORN)
        environ["wsgi.input"] = io.BytesIO(b"".join(parts))

    async def _send_long(self, proto: Any, environ: dict[str, Any], sent: Sent) -> None:
        """Send a file; where it fails, less comes than was announced and the connection breaks."""
        assert sent.spool is not None  # noqa: S101
        method = environ["REQUEST_METHOD"]
        with sent.spool as spool:
            if method == "HEAD":
                proto.response_empty(sent.status, sent.headers)
                return
            self._long += 1
            try:
                if self._long > _MOST_LONG:
                    message = "Too many long answers are on their way. Try again."
                    refused = self._front.refused(
                        environ, Refused(503, message), time.perf_counter()
                    )
                    _send(proto, method, refused)
                    return
                transport = proto.response_stream(sent.status, sent.headers)
                async with asyncio.timeout(_SECONDS + sent.size / _LEAST_SPEED):
                    while piece := spool.read(_PIECE):
                        await transport.send_bytes(piece)
            except TimeoutError:
                return
            finally:
                self._long -= 1


def _send(proto: Any, method: str, sent: Sent) -> None:
    if method == "HEAD" or sent.status in _NO_BODY:
        proto.response_empty(sent.status, sent.headers)
    else:
        proto.response_bytes(sent.status, sent.headers, sent.body)
