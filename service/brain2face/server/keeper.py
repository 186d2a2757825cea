"""The process that keeps the dataset and forks a child of itself for whoever asks for one.

``python -m brain2face.server.keeper SPECIFICATION`` loads the dataset once. A fork shares its
memory and takes a millisecond, so a child that died is nothing that anybody waits for. It has one
thread: only such a process may be forked safely.
"""

from __future__ import annotations

import contextlib
import gc
import json
import mmap
import os
import selectors
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from brain2face.errors import Brain2FaceError
from brain2face.knowledge import Knowledge
from brain2face.server.child import become_child
from brain2face.server.children import GENERATION
from brain2face.stores import Generations, ensure_ontology

__all__ = ["main"]

_PAUSE: Final = 1.0


def main(said: str) -> None:
    """Keep what a specification names, until the process that started this one is gone."""
    wanted = json.loads(said)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    listener = socket.socket(fileno=wanted["listener"])
    try:
        store = _kept(wanted)
    except Brain2FaceError as error:
        _tell({"fault": str(error), "code": error.exit_code})
        return
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    _tell({"ready": True})
    with selectors.DefaultSelector() as waiting:
        waiting.register(listener, selectors.EVENT_READ)
        while os.getppid() == wanted["parent"]:
            for key, _ in waiting.select(_PAUSE):
                one = key.fileobj
                assert isinstance(one, socket.socket)  # noqa: S101
                if one is listener:
                    waiting.register(listener.accept()[0], selectors.EVENT_READ)
                elif not _served(one, store, wanted):
                    waiting.unregister(one)
                    one.close()


def _kept(wanted: dict[str, Any]) -> ox.Store | None:
    """Load what is kept in memory; a store on disk is opened by each child for itself."""
    if wanted["store"]:
        _apart(wanted["store"])
        return None
    if wanted["quads"] is None:
        return Knowledge.load().store
    store, quads = ox.Store(), wanted["quads"]
    if os.fstat(quads).st_size:
        with mmap.mmap(quads, 0, access=mmap.ACCESS_READ) as content:
            store.bulk_load(input=content[:], format=ox.RdfFormat.N_QUADS)
    return store


def _apart(directory: str) -> None:
    """Bring the ontology of a store up to date in a process apart, since it starts threads."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        with open(reader, encoding="utf-8") as pipe:
            said = pipe.read()
        os.waitpid(pid, 0)
        if said != "well":
            raise Brain2FaceError(said or f"The store {directory} cannot be brought up to date.")
        return
    try:
        ensure_ontology(Generations.open(Path(directory)))
        told = "well"
    except Brain2FaceError as error:
        told = str(error)
    os.write(writer, told.encode())
    os._exit(0)


def _served(client: socket.socket, store: ox.Store | None, wanted: dict[str, Any]) -> bool:
    """Fork a child for one order of a worker; say whether the worker is still there."""
    try:
        order = client.recv(1)
    except OSError:
        return False
    if not order:
        return False
    ours, theirs = socket.socketpair()
    with ours, theirs, tempfile.TemporaryFile() as spool:
        pid = os.fork()
        if not pid:
            ours.close()
            become_child(order, theirs, spool, store, wanted)
        handle = os.pidfd_open(pid) if hasattr(os, "pidfd_open") else os.open(os.devnull, 0)
        try:
            descriptors = [ours.fileno(), spool.fileno(), handle]
            socket.send_fds(client, [pid.to_bytes(GENERATION, "big")], descriptors)
        except OSError:
            return False
        finally:
            os.close(handle)
    return True


def _tell(said: dict[str, object]) -> None:
    with contextlib.suppress(OSError):
        os.write(1, json.dumps(said).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1])
