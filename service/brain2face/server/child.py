"""A child: it answers one query after another, or makes one change, until the other side is gone.

It may hang, or die of what it is asked, and nobody else suffers. A query that takes longer than it
may is ended by an alarm, which no code of the engine can hold up.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import threading
from pathlib import Path
from typing import IO, Any, Final, NoReturn

import pyoxigraph as ox

from brain2face.errors import Brain2FaceError, UsageFault
from brain2face.server import jail
from brain2face.server.answers import answer, fault
from brain2face.server.changes import make_change, read_order
from brain2face.server.children import GENERATION
from brain2face.server.refusals import Refused
from brain2face.server.sinks import Sink
from brain2face.server.wire import read_ask, write_reply
from brain2face.stores import Generations

__all__ = ["become_child"]

_HIGHEST: Final = 1 << 16
_STACK: Final = 96 << 20


def become_child(
    order: bytes,
    channel: socket.socket,
    spool: IO[bytes],
    store: ox.Store | None,
    wanted: dict[str, Any],
) -> NoReturn:
    """Carry out one order of a worker, in a process that has just been forked, and end.

    Args:
        order: ``R`` answers queries, ``W`` makes one change, ``C`` works off one post to the API.
        channel: where the worker is.
        spool: the file for one long answer.
        store: the dataset in memory; with none, the store on disk is opened.
        wanted: the specification of the keeper.
    """
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 2)
        _close_all_but(channel.fileno(), spool.fileno())
        threading.Thread(target=_end_with, args=(channel,), daemon=True).start()
        if order == b"W":
            _write(channel, wanted)
        elif order == b"C":
            from brain2face.server.api.apart import carry_out

            carry_out(channel, spool, store, wanted["memory"])
        else:
            _read(channel, spool, store, wanted)
        code = 0
    finally:
        os._exit(code)


def _read(
    channel: socket.socket, spool: IO[bytes], store: ox.Store | None, wanted: dict[str, Any]
) -> None:
    number = 0
    if store is None:
        reading = Generations.open(Path(wanted["store"]), create=False).read()
        store, number = reading.store, reading.number
    jail.enter(memory=wanted["memory"], writing=False, stack=_STACK)
    channel.sendall(number.to_bytes(GENERATION, "big"))
    _answer_queries(channel, spool, store)


def _write(channel: socket.socket, wanted: dict[str, Any]) -> None:
    order = read_order(channel)
    if order is None:
        return
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.setitimer(signal.ITIMER_REAL, order.seconds)
    generations = Generations.open(Path(wanted["store"]), create=False)
    jail.enter(memory=wanted["memory"], writing=True, stack=_STACK)
    try:
        reply = make_change(generations, order)
    except UsageFault as error:
        reply = fault(error)
    except Exception as error:
        told = str(error) if isinstance(error, Brain2FaceError) else f"The change failed: {error}."
        reply = fault(Refused(503, told.replace(f" {wanted['store']}", "")))
    write_reply(channel, reply)


def _end_with(channel: socket.socket) -> None:
    """End this process, whatever it does, as soon as nobody listens any more."""
    gone = select.poll()
    gone.register(channel, select.POLLHUP)
    gone.poll()
    os._exit(1)


def _close_all_but(*kept: int) -> None:
    low = 3
    for descriptor in sorted(kept):
        os.closerange(low, descriptor)
        low = descriptor + 1
    os.closerange(low, _HIGHEST)


def _answer_queries(channel: socket.socket, spool: IO[bytes], store: ox.Store) -> None:
    """Answer queries of a dataset until the other side closes the channel.

    Args:
        channel: where questions come from and answers go to.
        spool: the file for one long answer; the child ends with it, as the file is then taken.
        store: the dataset.
    """
    while (ask := read_ask(channel)) is not None:
        signal.setitimer(signal.ITIMER_REAL, ask.seconds)
        reply = answer(store, ask, Sink(spool, ask.encoding, ask.most_bytes))
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_reply(channel, reply)
        if reply.spooled is not None:
            return
