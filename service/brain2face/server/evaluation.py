"""Children that evaluate foreign queries, each replaced when a query hangs it or kills it.

Oxigraph cannot be told to give a query up, and some texts end the process that parses them. So the
process that talks to the world evaluates nothing itself.
"""

from __future__ import annotations

import asyncio
import time
import weakref
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Self

from brain2face.server.children import GENERATION, Child, Source
from brain2face.server.crowd import Crowd
from brain2face.server.ends import busy, fault_of
from brain2face.server.evaluated import Evaluated, EvaluationError, evaluated
from brain2face.server.frames import Ask, Reply
from brain2face.server.wire import CHUNK, frame_of, lacking_of, read_reply, reply_of, write_ask

if TYPE_CHECKING:
    from brain2face.server.keeping import Keeper

__all__ = ["ByThread", "Pool"]

ByThread = Callable[..., Awaitable[Any]]

_GRACE: Final = 2.0


class Pool:
    """Children that answer one query at a time each; safe to share between threads."""

    def __init__(
        self,
        address: str,
        *,
        children: int,
        seconds: float = 10.0,
        generation: Callable[[], int] = int,
        count: Callable[[str], None] = lambda event: None,
    ) -> None:
        """Take children from a keeper.

        Args:
            address: where it listens.
            children: how many queries are evaluated at the same time, at most.
            seconds: how long a query may run at most.
            generation: gives the current one; a child of another is asked no more.
            count: is told of children ``started``, ``killed`` by time, ``died``, ``shed`` for
                others that wait, of queries refused since all are ``busy``, and of answers ``cut``.
        """
        self.seconds = seconds
        self._source = Source(address)
        self._generation = generation
        self._count = count
        self._keeper: Keeper | None = None
        self.crowd = Crowd(children)
        self._finalizer = weakref.finalize(self, self.crowd.close)

    @classmethod
    def over(cls, keeper: Keeper, *, children: int = 3, seconds: float = 10.0) -> Self:
        """Take children from a keeper of this process, which ends with the pool."""
        pool = cls(keeper.address, children=children, seconds=seconds)
        weakref.finalize(pool, keeper.close)
        pool._keeper = keeper
        return pool

    def answer(self, ask: Ask) -> Evaluated:
        """Evaluate a query in a child.

        Raises:
            QuerySyntaxError: the query does not parse.
            UsageFault: the query cannot be evaluated, or the graph that is wanted is not there.
            EvaluationError: it takes too long, or too much, or there is no child free.
        """
        child = self._sent(ask)
        try:
            reply = read_reply(child.channel)
        except TimeoutError:
            reply = None
        return self._result(child, reply, ask)

    async def answer_soon(self, ask: Ask, by_thread: ByThread) -> Evaluated:
        """Evaluate a query on a loop; what takes long is done by a thread.

        Raises:
            Brain2FaceError: as ``answer`` does.
        """
        child = await self._free_soon()
        if child is self.crowd.none:
            child = await by_thread(self._new)
        child.began = time.monotonic()
        self.crowd.runs(child)
        said, kept = b"", False
        loop = asyncio.get_running_loop()
        try:
            child.channel.setblocking(False)
            await loop.sock_sendall(child.channel, frame_of(ask))
            while lacking_of(said) > 0 and (part := await loop.sock_recv(child.channel, CHUNK)):
                said += part
            child.channel.setblocking(True)
            kept = True
        except OSError:
            kept = True
        finally:
            if not kept:
                self.crowd.drop(child)
        return self._result(child, None if lacking_of(said) > 0 else reply_of(said), ask)

    async def _free_soon(self) -> Child:
        place = self.crowd.line_up(self._generation())
        if place is not None and place.child is None:
            loop = asyncio.get_running_loop()
            called = asyncio.Event()
            place.tell = partial(loop.call_soon_threadsafe, called.set)
            try:
                async with asyncio.timeout(min(self.seconds, _GRACE)):
                    if place.child is None:
                        await called.wait()
            except TimeoutError:
                pass
            child = self.crowd.leave(place)
        else:
            child = None if place is None else place.child
        if child is None:
            raise self._told(busy())
        return child

    def child(self, order: bytes, patience: float) -> Child:
        """Ask the keeper for a child of its own sort; an EvaluationError where it gives none."""
        try:
            return self._source.child(order, patience)
        except OSError:
            raise EvaluationError("No query can be evaluated now. Try again.", 503) from None

    def close(self) -> None:
        """End all children, whatever they do."""
        self._finalizer()
        if self._keeper is not None:
            self._keeper.close()
        self._source.close()

    def _result(self, child: Child, reply: Reply | None, ask: Ask) -> Evaluated:
        """Let a child go, and give what it said."""
        if reply is None:
            ran = time.monotonic() - child.began
            self.crowd.drop(child)
            raise self._told(fault_of(child, ran, ask))
        if reply.spooled is None:
            self.crowd.back(child)
        else:
            self.crowd.drop(child, keep_spool=True)
        if reply.cut:
            self._count("cut")
        return evaluated(reply, child.spool)

    def _sent(self, ask: Ask) -> Child:
        """Give a child that has the question; one that died at rest is replaced."""
        while True:
            child = self.crowd.free(self._generation(), min(self.seconds, _GRACE))
            if child is None:
                raise self._told(busy())
            new = child is self.crowd.none
            if new:
                child = self._new()
            child.began = time.monotonic()
            self.crowd.runs(child)
            try:
                write_ask(child.channel, ask)
            except OSError:
                self.crowd.drop(child)
                if new:
                    raise self._told(fault_of(child, 0.0, ask)) from None
                continue
            return child

    def _told(self, fault: tuple[str, EvaluationError]) -> EvaluationError:
        """Count a fault, and give it."""
        event, error = fault
        self._count(event)
        return error

    def _new(self) -> Child:
        try:
            child = self.child(b"R", self.seconds + _GRACE)
            said = child.channel.recv(GENERATION)
            if len(said) != GENERATION:
                child.close()
                raise EvaluationError("What is served cannot be read. Try again in a moment.", 503)
        except (EvaluationError, OSError) as error:
            self.crowd.gone()
            if isinstance(error, EvaluationError):
                raise
            raise EvaluationError("No query can be evaluated just now.", 503) from None
        child.generation = int.from_bytes(said, "big")
        self._count("started")
        return child
