"""The keeper as others see it: it is started, started again when it dies, and asked for children.

The socket at which it listens belongs to the process that starts it. So whoever asks while a keeper
is being replaced waits for the next one, and gets its child.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import pyoxigraph as ox

from brain2face.errors import Brain2FaceError

__all__ = ["Keeper", "Kept"]

_ADDRESS: Final = "keeper"
_SECONDS_TO_LOAD: Final = 120
_PAUSE: Final = 0.2
_SETTINGS: Final = "BRAIN2FACE_"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a keeper keeps: a store on disk, a dataset that is handed over, or the ontology.

    Attributes:
        store: the folder of a store; none for a dataset in memory.
        quads: a dataset in memory; none for the ontology that comes with the package.
        memory: bytes of address space that a child may take.
    """

    store: Path | None = None
    quads: ox.Store | None = None
    memory: int = 2_000_000_000


class Keeper:
    """A keeper that is started at once, and again whenever it ends."""

    def __init__(self, kept: Kept) -> None:
        """Start a keeper and wait until it has loaded what it keeps.

        Raises:
            Brain2FaceError: what it says it cannot load.
        """
        self._kept = kept
        self._home = tempfile.mkdtemp(prefix="brain2face-")
        self.address = f"{self._home}/{_ADDRESS}"
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self.address)
        self._listener.listen(64)
        self._quads = _dumped(kept.quads)
        self._ending = threading.Event()
        self._process = self._start()
        self.starts = 1
        self._finalizer = weakref.finalize(self, _clear, self._home, self._listener)
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def restart(self) -> None:
        """Replace it by a new one, which reads everything anew; children live on."""
        old, self._process = self._process, self._start()
        self.starts += 1
        _end(old)

    def close(self) -> None:
        """End it."""
        self._ending.set()
        self._watcher.join()
        _end(self._process)
        self._finalizer()
        if self._quads:
            self._quads.close()

    def _watch(self) -> None:
        while not self._ending.wait(_PAUSE):
            process = self._process
            if process.poll() is not None and process is self._process:
                with contextlib.suppress(Brain2FaceError):
                    _end(process)
                    self._process = self._start()
                    self.starts += 1

    def _start(self) -> subprocess.Popen[bytes]:
        passed = [self._listener.fileno(), *([self._quads.fileno()] if self._quads else [])]
        said = {
            "parent": os.getpid(),
            "listener": self._listener.fileno(),
            "store": str(self._kept.store) if self._kept.store else None,
            "quads": self._quads.fileno() if self._quads else None,
            "memory": self._kept.memory,
        }
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "brain2face.server.keeper", json.dumps(said)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            pass_fds=passed,
            start_new_session=True,
            env={**_harmless(), "PYTHONUTF8": "1"},
        )
        told: dict[str, Any] = _heard(process)
        if "ready" not in told:
            _end(process)
            fault = Brain2FaceError(told.get("fault", "What is to be served cannot be loaded."))
            fault.exit_code = told.get("code", 1)
            raise fault
        return process


def _harmless() -> dict[str, str]:
    """Give the environment without the settings, of which one is the token."""
    return {name: said for name, said in os.environ.items() if not name.startswith(_SETTINGS)}


def _dumped(store: ox.Store | None) -> IO[bytes] | None:
    if store is None:
        return None
    quads = tempfile.TemporaryFile()
    store.dump(quads, format=ox.RdfFormat.N_QUADS)
    quads.flush()
    return quads


def _heard(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout  # noqa: S101
    timer = threading.Timer(_SECONDS_TO_LOAD, process.kill)
    timer.daemon = True
    timer.start()
    try:
        line = process.stdout.readline()
    finally:
        timer.cancel()
    try:
        told: dict[str, Any] = json.loads(line)
    except ValueError:
        return {}
    return told


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def _clear(home: str, listener: socket.socket) -> None:
    listener.close()
    shutil.rmtree(home, ignore_errors=True)
