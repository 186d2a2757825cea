"""Starting the server: the port proven free, granian in front, the address told once it answers."""

from __future__ import annotations

import errno
import os
import socket
import sys
import threading
import time
import urllib.request
from typing import TYPE_CHECKING, Final

from brain2face.errors import Brain2FaceError, EnvironmentFault
from brain2face.knowledge import Knowledge
from brain2face.questions import load_questions

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["application", "prove_free", "run"]

_ADDRESS: Final = "BRAIN2FACE_ADDRESS"
_PAUSE: Final = 0.01
_THREADS: Final = 16
_LAST_PORT: Final = 65535
_SECONDS_TO_ANSWER: Final = 30
_SECONDS_TO_STOP: Final = 3


def prove_free(host: str, port: int) -> None:
    """Try the port that is to be served.

    Raises:
        EnvironmentFault: it is taken, not allowed, or not of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise EnvironmentFault(_told(host, port, error)) from None


def run(host: str, port: int) -> None:
    """Serve until a signal ends it.

    Raises:
        Brain2FaceError: what is to be served cannot be loaded, or the port not be had.
    """
    prove_free(host, port)
    Knowledge.load()
    load_questions()
    from granian.constants import Interfaces
    from granian.server import MPServer

    class Interruptible(MPServer):
        """Granian sets an event in its signal handler, which blocks if the event is in use."""

        def signal_handler_interrupt(self, *_args: object) -> None:
            self.interrupt_signal = True
            threading.Thread(target=self.main_loop_interrupt.set, daemon=True).start()

    os.environ[_ADDRESS] = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    server = Interruptible(
        f"{__name__}:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=_THREADS,
        workers_kill_timeout=_SECONDS_TO_STOP,
        log_enabled=False,
    )
    try:
        server.serve()
    except SystemExit:
        if not server.interrupt_signal:
            raise EnvironmentFault("The server ended unexpectedly. Start it again.") from None


def application() -> Flask:
    """Make the application in the process that serves; it tells the address once it answers.

    Ctrl-C is for the process above alone, which then ends this one by one signal: granian can
    block when it gets two. Without that process this one ends itself.
    """
    from brain2face.server import create_app

    if os.name == "posix":
        os.setpgrp()
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    try:
        app = create_app(Knowledge.load(), load_questions())
    except Brain2FaceError as error:
        print(f"Error: {error}", file=sys.stderr, flush=True)  # noqa: T201
        sys.exit(error.exit_code)
    address = os.environ.get(_ADDRESS)
    if address:
        threading.Thread(target=_announce, args=(address,), daemon=True).start()
    return app


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _announce(address: str) -> None:
    here = address.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + _SECONDS_TO_ANSWER
    while time.monotonic() < end:
        try:
            with direct.open(f"{here}health", timeout=_SECONDS_TO_ANSWER):
                print(f"brain2face answers at {address} (SPARQL at {address}sparql).", flush=True)  # noqa: T201
                return
        except OSError:
            time.sleep(_PAUSE)
    print(f"Error: {address} does not answer.", file=sys.stderr, flush=True)  # noqa: T201


def _told(host: str, port: int, error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return f"There is no host {host!r}; try --host 127.0.0.1."
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < _LAST_PORT else port - 1
        return f"Port {port} of {host} is taken by another program; try --port {other}."
    if error.errno == errno.EACCES:
        return f"Port {port} of {host} is not allowed to this user; try --port 8000."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is no address of this machine; try --host 127.0.0.1."
    return f"Port {port} of {host} cannot be served: {error.strerror}."
