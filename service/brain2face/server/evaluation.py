"""Children that evaluate foreign queries, each replaced when a query hangs it or kills it.

Oxigraph cannot be told to give a query up, and some texts end the process that parses them. So the
process that talks to the world evaluates nothing itself.
"""

from __future__ import annotations

import asyncio
import time
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Self

from brain2face.server.children import GENERATION, Child, Source
from brain2face.server.crowd import Crowd
from brain2face.server.evaluated import Evaluated, EvaluationError, evaluated
from brain2face.server.frames import Ask, Reply
from brain2face.server.wire import CHUNK, frame_of, lacking_of, read_reply, reply_of, write_ask

if TYPE_CHECKING:
    from brain2face.server.keeping import Keeper

__all__ = ["Pool"]

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
            address: where the keeper listens.
            children: how many queries are evaluated at the same time, at most.
            seconds: how long a query may run at most.
            generation: gives the current one; a child of another is not asked any more.
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

    async def answer_soon(self, ask: Ask) -> Evaluated | None:
        """Evaluate a query on a loop, in a child that rests; nothing where none does.

        Raises:
            Brain2FaceError: as ``answer`` does.
        """
        child = self.crowd.at_rest(self._generation())
        if child is None:
            return None
        child.began = time.monotonic()
        self.crowd.runs(child)
        said = b""
        done = False
        loop = asyncio.get_running_loop()
        try:
            child.channel.setblocking(False)
            await loop.sock_sendall(child.channel, frame_of(ask))
            while lacking_of(said) > 0 and (part := await loop.sock_recv(child.channel, CHUNK)):
                said += part
            child.channel.setblocking(True)
            done = True
        except OSError:
            done = True
        finally:
            if not done:
                self.crowd.drop(child)
        return self._result(child, None if lacking_of(said) > 0 else reply_of(said), ask)

    def child(self, order: bytes, patience: float) -> Child:
        """Ask the keeper for a child of its own sort.

        Raises:
            EvaluationError: the keeper gives none.
        """
        try:
            return self._source.child(order, patience)
        except OSError:
            message = "No query can be evaluated just now. Try again in a moment."
            raise EvaluationError(message, 503) from None

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
            raise self._fault(child, ran, ask)
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
                self._count("busy")
                message = "All evaluators are busy with long queries. Try again in a few seconds."
                raise EvaluationError(message, 503)
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
                    raise self._fault(child, 0.0, ask) from None
                continue
            return child

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

    def _fault(self, child: Child, ran: float, ask: Ask) -> EvaluationError:
        if child.shed:
            self._count("shed")
            message = f"Others waited, and the query had run for {ran:.1f} seconds; it was stopped."
            return EvaluationError(f"{message} Try again later, or make it narrower.", 503)
        if ran >= ask.seconds:
            self._count("killed")
            message = f"The query took longer than {ask.seconds:g} seconds and was stopped."
            return EvaluationError(f"{message} Make it narrower, or add a LIMIT.", 504)
        self._count("died")
        message = "The query could not be evaluated: it nests too deep or needs too much memory."
        return EvaluationError(message, 503)
