"""The engine in a process of its own, which says of each text whether it lived through it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import pyoxigraph as ox

__all__ = ["Engine"]

MEMORY = 4_000_000_000
STACK = 96 * 1024 * 1024
SECONDS = 3.0


class Engine:
    """A process that forks a jailed child for each text."""

    def __init__(self) -> None:
        command = [sys.executable, "-P", __file__]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ends_by(self, text: str, *, update: bool = False) -> int:
        """Give the signal that ended the child, or 0; SIGALRM tells that it took too long."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([text, update]).encode() + b"\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate()


def _evaluate(text: str, update: bool) -> None:
    from brain2face.server import jail

    jail.enter(memory=MEMORY, stack=STACK)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    store = ox.Store()
    try:
        if update:
            store.update(text)
        else:
            answer = store.query(text)
            if not isinstance(answer, ox.QueryBoolean):
                next(iter(answer), None)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return


def _serve() -> None:
    for line in sys.stdin.buffer:
        child = os.fork()
        if not child:
            try:
                os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
                _evaluate(*json.loads(line))
            finally:
                os._exit(0)
        status = os.waitpid(child, 0)[1]
        print(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, flush=True)  # noqa: T201


if __name__ == "__main__":
    _serve()
