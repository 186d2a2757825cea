"""Large posts, worked off by a process apart: it may take its time, and takes nobody else's.

A child of the keeper reads the body, codes and writes the answer into a file. It is bounded in time
and memory and yields to all other work; two at a time is what a worker has of them.
"""

from __future__ import annotations

import json
import marshal
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from typing import IO, Any, Final

import pyoxigraph as ox

from brain2face.errors import UsageFault
from brain2face.server import jail
from brain2face.server.api.operations import Sent
from brain2face.server.evaluated import Evaluated, EvaluationError, evaluated
from brain2face.server.evaluation import Pool
from brain2face.server.frames import Reply
from brain2face.server.refusals import Refused
from brain2face.server.sinks import Full, Sink
from brain2face.server.wire import read_reply, receive, send, write_reply

__all__ = ["ORDER", "Apart", "Job", "carry_out"]

ORDER: Final = b"C"
_GRACE: Final = 2.0
_WAITING: Final = 3
_AT_ONCE: Final = 2
_MOST_WAITING: Final = 8
_MADE: Final = "made"
_FAULT: Final = "usage"


@dataclass(frozen=True, slots=True)
class Job:
    """A post that is worked off apart.

    Attributes:
        operation: the name of the operation.
        values: its parameters.
        media: the media type of the body.
        body: its bytes.
        wanted: the media type of the answer.
        sets: how many sets may be sent.
        seconds: how long it may compute; waiting for others that compute is not counted.
        most: bytes that the answer may have.
        encoding: how the answer is packed, where it is.
    """

    operation: str
    values: dict[str, Any]
    media: str
    body: bytes
    wanted: str
    sets: int
    seconds: float
    most: int
    encoding: str | None = None

    @property
    def sent(self) -> Sent:
        """Give what was posted."""
        return Sent(media=self.media, body=self.body, wanted=self.wanted, most=self.sets)


class Apart:
    """The processes apart of one worker."""

    def __init__(self) -> None:
        """Allow a few at the same time, and a few more to wait."""
        self._running = threading.BoundedSemaphore(_AT_ONCE)
        self._waiting = threading.BoundedSemaphore(_MOST_WAITING)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a turn, for a moment.

        Raises:
            EvaluationError: there is none.
        """
        if not self._waiting.acquire(blocking=False):
            raise _busy()
        try:
            if not self._running.acquire(timeout=_GRACE):
                raise _busy()
        finally:
            self._waiting.release()
        try:
            yield
        finally:
            self._running.release()

    def done(self, pool: Pool, job: Job) -> Evaluated:
        """Have a post worked off.

        Raises:
            UsageFault: what was posted cannot be answered.
            EvaluationError: it takes too long, or too much, or there are too many.
        """
        with self.turn():
            child = pool.child(ORDER, job.seconds * _WAITING + _GRACE)
            kept = False
            try:
                child.yield_to_others()
                send(child.channel, marshal.dumps(astuple(job)))
                reply = read_reply(child.channel)
                kept = reply is not None and reply.spooled is not None
            except OSError:
                reply = None
            finally:
                child.kill()
                child.close(keep_spool=kept)
        if reply is None:
            message = (
                f"This took longer than {job.seconds:g} seconds, or more memory than it may, and"
                " was stopped; send fewer sets at once."
            )
            raise EvaluationError(message, 503)
        if reply.kind == _FAULT:
            said = json.loads(reply.body)
            raise Refused(said["status"], said["detail"], members=said["members"])
        return evaluated(reply, child.spool)


def carry_out(
    channel: socket.socket, spool: IO[bytes], store: ox.Store | None, memory: int
) -> None:
    """Work off one post, in the process apart.

    Args:
        channel: where the worker is.
        spool: the file for the answer.
        store: the knowledge in memory; with none, that of the package is read.
        memory: bytes of address space that may be taken.
    """
    from brain2face.client import Embedded
    from brain2face.knowledge import Knowledge
    from brain2face.server.api.posts import posts

    known = Embedded(Knowledge(store) if store is not None else Knowledge.load())
    by_name = {one.name: one.post for one in posts()}
    jail.enter(memory=memory, writing=False)
    said = receive(channel)
    if said is None:
        return
    job = Job(*marshal.loads(said))  # noqa: S302
    signal.setitimer(signal.ITIMER_PROF, job.seconds)
    signal.setitimer(signal.ITIMER_REAL, job.seconds * _WAITING)
    post = by_name[job.operation]
    assert post  # noqa: S101
    sink = Sink(spool, job.encoding, job.most)
    try:
        for piece in post(known, job.values, job.sent):
            sink.write(piece)
        reply = Reply(_MADE, sink.finish(), sink.spooled, None, sink.packed)
    except UsageFault as error:
        reply = _fault(error)
    except Full:
        message = f"The answer is longer than {job.most} bytes; send fewer sets at once."
        reply = _fault(Refused(413, message))
    write_reply(channel, reply)


def _fault(error: UsageFault) -> Reply:
    told: dict[str, object] = {"detail": str(error), "status": 400, "members": {}}
    if isinstance(error, Refused):
        told |= {"status": error.status, "members": error.members}
    return Reply(_FAULT, json.dumps(told).encode())


def _busy() -> EvaluationError:
    return EvaluationError("Too much is being coded at this moment. Try again in a moment.", 503)
