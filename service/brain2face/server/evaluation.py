"""Children that evaluate foreign queries, each replaced when a query hangs it or kills it.

Oxigraph cannot be told to give a query up, and some texts end the process that parses them. So the
process that talks to the world evaluates nothing itself.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from brain2face.errors import Brain2FaceError, QuerySyntaxError, UsageFault
from brain2face.server.child import read_frame, write_frame

__all__ = ["Evaluated", "EvaluationError", "Pool"]

_CHILDREN: Final = 3
_SECONDS: Final = 10.0
_MEMORY: Final = 2_000_000_000


class EvaluationError(Brain2FaceError):
    """A query that parses, perhaps, and yet has no answer: it ran too long, or its child died."""

    def __init__(self, message: str, status: int) -> None:
        """Keep the HTTP status beside the message."""
        self.status = status
        super().__init__(message)


@dataclass(frozen=True)
class Evaluated:
    """The form of a query (``select``, ``ask``, ``graph``), and its answer in the format wanted."""

    kind: str
    body: bytes


class Pool:
    """A few children that answer one query at a time each; safe to share between threads."""

    def __init__(
        self,
        store: ox.Store,
        *,
        children: int = _CHILDREN,
        seconds: float = _SECONDS,
        memory: int = _MEMORY,
    ) -> None:
        """Start children that each hold a copy of a dataset as it is now.

        Args:
            store: the dataset.
            children: how many queries are evaluated at the same time.
            seconds: how long a query may run; a query waits as long for a free child.
            memory: the bytes of address space a child may take.
        """
        self.seconds = seconds
        self._quads = tempfile.TemporaryFile()
        store.dump(self._quads, format=ox.RdfFormat.N_QUADS)
        self._quads.flush()
        self._command = [sys.executable, "-P", "-m", "brain2face.server.child"]
        self._command += [str(self._quads.fileno()), str(seconds), str(memory)]
        self._idle: queue.LifoQueue[subprocess.Popen[bytes]] = queue.LifoQueue()
        self._living: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(children):
            self._idle.put(self._start())
        self._finalizer = weakref.finalize(self, _end, self._living)

    def answer(self, query: str, wanted: Mapping[str, str | None]) -> Evaluated:
        """Evaluate a query in a child.

        Args:
            query: the SPARQL text.
            wanted: for each form of query the format of its answer; none if it has no use.

        Raises:
            QuerySyntaxError: the query does not parse.
            UsageFault: the query cannot be evaluated.
            EvaluationError: it takes too long, or too much, or there is no child free.
        """
        request = json.dumps({"query": query, "wanted": dict(wanted)}).encode()
        try:
            child = self._idle.get(timeout=self.seconds)
        except queue.Empty:
            message = "All evaluators are busy with long queries. Try again in a few seconds."
            raise EvaluationError(message, 503) from None
        try:
            if child.poll() is not None:
                child = self._replaced(child)
            reply = _exchange(child, request)
            if reply is None:
                dead, child = child, self._replaced(child)
                raise self._fault(dead.returncode)
        finally:
            self._idle.put(child)
        head, body = reply
        if "syntax" in head:
            raise QuerySyntaxError(head["syntax"], head["line"], head["column"])
        if "usage" in head:
            raise UsageFault(head["usage"])
        return Evaluated(head["kind"], body)

    def close(self) -> None:
        """End all children, whatever they do."""
        with self._lock:
            self._closed = True
        self._finalizer()
        self._quads.close()

    def _fault(self, code: int) -> EvaluationError:
        if code == -signal.SIGALRM:
            message = f"The query took longer than {self.seconds:g} seconds and was stopped."
            return EvaluationError(f"{message} Make it narrower, or add a LIMIT.", 504)
        message = "The query could not be evaluated: it nests too deep or needs too much memory."
        return EvaluationError(message, 503)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise EvaluationError("The service is stopping.", 503)
            child = subprocess.Popen(  # noqa: S603
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=[self._quads.fileno()],
                env={**os.environ, "PYTHONUTF8": "1"},
            )
            self._living.add(child)
            return child

    def _replaced(self, child: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        _reap(child)
        self._living.discard(child)
        return self._start()


def _exchange(child: subprocess.Popen[bytes], request: bytes) -> tuple[Any, bytes] | None:
    assert child.stdin  # noqa: S101
    assert child.stdout  # noqa: S101
    try:
        write_frame(child.stdin, request)
    except OSError:
        return None
    head, body = read_frame(child.stdout), read_frame(child.stdout)
    return None if head is None or body is None else (json.loads(head), body)


def _reap(child: subprocess.Popen[bytes]) -> None:
    """Close the pipes of a child and wait for its end; one that only lost its pipe is killed."""
    try:
        child.wait(timeout=1)
    except subprocess.TimeoutExpired:
        child.kill()
    for stream in (child.stdin, child.stdout):
        assert stream  # noqa: S101
        try:
            stream.close()
        except OSError:
            continue
    child.wait()


def _end(living: set[subprocess.Popen[bytes]]) -> None:
    for child in list(living):
        child.kill()
    for child in list(living):
        _reap(child)
    living.clear()
