"""The servers that are held against each other, each a tree of processes on a port of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from brain2face.errors import EnvironmentFault
from process_tree import Taken, processes_of, taken

__all__ = ["BARE", "COLD", "HOT", "NAMES", "OXIGRAPH", "RDFLIB", "Data", "Peer", "peers"]

HOT: Final = "brain2face, hot"
COLD: Final = "brain2face, cold"
OXIGRAPH: Final = "Oxigraph"
RDFLIB: Final = "rdflib-endpoint"
BARE: Final = "bare callable"
NAMES: Final = {"hot": HOT, "cold": COLD, "oxigraph": OXIGRAPH, "rdflib": RDFLIB, "bare": BARE}
_BIN: Final = Path(sys.executable).parent
_HERE: Final = Path(__file__).resolve().parent
_SECONDS_TO_ANSWER: Final = 600
_SECONDS_TO_STOP: Final = 15
_PAUSE: Final = 0.005


@dataclass(frozen=True, slots=True)
class Data:
    """What is served: as a file, as a store of Oxigraph's, and as one of ours where there is one.

    Attributes:
        name: what it is, in a word.
        file: N-Quads.
        oxigraph: the folder of Oxigraph's store.
        store: the folder of our store; none for the ontology in memory.
    """

    name: str
    file: Path
    oxigraph: Path
    store: Path | None


@dataclass
class Peer:
    """A server that can be started, and asked at ``address`` while it runs.

    Attributes:
        name: what it is called in the tables.
        command: what starts it, with ``{port}`` where the port belongs.
        path: where it answers queries.
        kept: variables of the environment that it needs, beside those that all get.
        seconds: from each start to the first answer of status 200 to ``ASK {}``.
    """

    name: str
    command: list[str]
    path: str = "/sparql"
    kept: tuple[str, ...] = ()
    seconds: list[float] = field(default_factory=list)
    _port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Give where it is asked."""
        return f"http://127.0.0.1:{self._port}{self.path}"

    @property
    def listening(self) -> tuple[int, int]:
        """Give its port, and the id of its first process."""
        assert self._process  # noqa: S101
        return self._port, self._process.pid

    def start(self) -> None:
        """Start it, and wait until it answers.

        Raises:
            EnvironmentFault: it ends, or does not answer in time.
        """
        self._port = _free_port()
        command = [part.format(port=self._port) for part in self.command]
        began = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(self.kept),
            cwd=_HERE,
            start_new_session=True,
        )
        while not self.answers():
            late = time.perf_counter() - began > _SECONDS_TO_ANSWER
            if late or self._process.poll() is not None:
                self.stop()
                raise EnvironmentFault(f"It does not answer: {' '.join(command)}.")
            time.sleep(_PAUSE)
        self.seconds.append(time.perf_counter() - began)

    def answers(self, patience: float = 10) -> bool:
        """Say whether it answers ``ASK {}`` within some seconds."""
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(f"{self.address}?query=ASK%20%7B%7D", timeout=patience):
                return True
        except OSError:
            return False

    def stop(self) -> None:
        """End it, and whatever it started."""
        if self._process is None:
            return
        family = processes_of(self._process.pid)
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            for one in family:
                _kill(one)
            self._process.wait()
        self._process = None

    def taken(self) -> Taken:
        """Give what all its processes take of the machine."""
        assert self._process  # noqa: S101
        return taken(self._process.pid)


def peers(data: Data, wanted: list[str]) -> list[Peer]:
    """Give the wanted ones of ``NAMES`` for some data; none is started."""
    ours = [str(_BIN / "brain2face"), "serve", "--port", "{port}"]
    if data.store:
        ours += ["--store", str(data.store)]
    oxigraph = [str(_BIN / "oxigraph"), "serve-read-only", "--bind", "127.0.0.1:{port}"]
    granian = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", "{port}", "--no-ws"]
    rdflib = ["serve", "--host", "127.0.0.1", "--port", "{port}", str(data.file)]
    made = {
        "hot": Peer(HOT, ours),
        "cold": Peer(COLD, [*ours, "--cache-bytes", "0"]),
        "oxigraph": Peer(OXIGRAPH, [*oxigraph, "--location", str(data.oxigraph)], "/query"),
        "rdflib": Peer(RDFLIB, [str(_BIN / "rdflib-endpoint"), *rdflib], "/"),
        "bare": Peer(BARE, [str(_BIN / "granian"), *granian, "serve_floor:application"]),
    }
    return [made[name] for name in wanted]


def _environment(kept: tuple[str, ...]) -> dict[str, str]:
    """Give the environment without what would change how Python runs, or brain2face serves."""
    return {
        name: value
        for name, value in os.environ.items()
        if name in kept or not name.startswith(("PYTHON", "BRAIN2FACE_"))
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)  # noqa: S101
    return port


def _kill(number: int) -> None:
    try:
        os.kill(number, signal.SIGKILL)
    except ProcessLookupError:
        return
