"""Starting the server: the port proven free, the keeper loaded, granian in front of it all."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile
import threading
import time
import urllib.request
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from brain2face.errors import Brain2FaceError, EnvironmentFault
from brain2face.remote import Access
from brain2face.server.allow_list import AllowList
from brain2face.server.keeping import Keeper, Kept
from brain2face.server.meters import Meters
from brain2face.server.ports import prove_free
from brain2face.server.work import Plan, serve_from

if TYPE_CHECKING:
    from brain2face.server.gate import Gate
    from brain2face.settings import Settings

__all__ = ["application", "run"]

_ARENAS: Final = -8
_PAUSE: Final = 0.01
_SECONDS_TO_ANSWER: Final = 30
_SECONDS_TO_STOP: Final = 3
_ENVIRONMENT_OF_A_WORKER: Final = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR", "TZ")
_plans: list[Plan] = []


def run(settings: Settings) -> None:
    """Serve until a signal ends it; SIGHUP reads everything anew without losing a request.

    Raises:
        Brain2FaceError: what is to be served cannot be loaded, or the port not be had.
    """
    prove_free(settings.host, settings.port)
    AllowList.read(settings.allow_service)
    access = None
    if settings.endpoint:
        access = replace(Access.from_environment(settings.endpoint), timeout=settings.timeout)
    with tempfile.TemporaryDirectory(prefix="brain2face-") as passing, ExitStack() as ending:
        meters = Path(passing) / "meters"
        store = settings.store
        if store is None and settings.token and not settings.endpoint:
            store = Path(passing) / "store"
        keeper = None
        if not settings.endpoint:
            keeper = Keeper(Kept(store=store, memory=settings.memory))
            ending.callback(keeper.close)
        plan = Plan(settings, keeper.address if keeper else "", store, meters, access)
        Meters.create(meters, plan.rows)
        _serve(settings, plan, keeper)


def _serve(settings: Settings, plan: Plan, keeper: Keeper | None) -> None:
    import multiprocessing

    from granian.constants import HTTPModes, Interfaces
    from granian.server import MPServer

    class Interruptible(MPServer):
        """Granian sets an event in its signal handler, which blocks if the event is in use."""

        def signal_handler_interrupt(self, *_args: object) -> None:
            self.interrupt_signal = True
            threading.Thread(target=self.main_loop_interrupt.set, daemon=True).start()

        def signal_handler_reload(self, *_args: object) -> None:
            self.reload_signal = True
            threading.Thread(target=self._renew, daemon=True).start()

        def _renew(self) -> None:
            try:
                if keeper:
                    keeper.restart()
            except Brain2FaceError as error:
                _tell(f"Error: {error} What was served before is served on.")
            self.main_loop_interrupt.set()

    multiprocessing.set_start_method("fork", force=True)
    _plans[:] = [plan]
    server = Interruptible(
        f"{__name__}:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=plan.workers,
        workers_kill_timeout=_SECONDS_TO_STOP,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        log_enabled=False,
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{settings.port}/"
    threading.Thread(target=_announce, args=(address,), daemon=True).start()
    try:
        server.serve()
    except SystemExit:
        if not server.interrupt_signal:
            raise EnvironmentFault("The server ended unexpectedly. Start it again.") from None


def application() -> Gate:
    """Make the application in the process that serves.

    Ctrl-C is for the process above alone, which then ends this one by one signal: granian can
    wait for ever for a worker that gets two. The variables of the environment go, since granian
    copies all of them for each request.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    _few_arenas()
    for name in set(os.environ).difference(_ENVIRONMENT_OF_A_WORKER):
        del os.environ[name]
    try:
        return serve_from(_plans[0])
    except Brain2FaceError as error:
        _tell(f"Error: {error}")
        sys.exit(error.exit_code)


def _few_arenas() -> None:
    """Let the threads of this process share memory that is freed, where the C library is glibc."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_ARENAS, 2)


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
            with direct.open(f"{here}ready", timeout=_SECONDS_TO_ANSWER):
                print(f"brain2face answers at {address} (SPARQL at {address}sparql).", flush=True)  # noqa: T201
                return
        except OSError:
            time.sleep(_PAUSE)
    _tell(f"Error: {address} does not answer.")


def _tell(message: str) -> None:
    print(message, file=sys.stderr, flush=True)  # noqa: T201
