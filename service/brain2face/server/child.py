"""The process in which a foreign query runs: it may hang, or die of it, and nobody else suffers.

``python -m brain2face.server.child FD SECONDS BYTES`` reads the dataset from file descriptor FD,
then answers one query after another between its standard input and output. A query that takes
longer than SECONDS ends the process by an alarm, which no code of the engine can hold up.
"""

from __future__ import annotations

import contextlib
import io
import json
import mmap
import os
import resource
import signal
import sys
from typing import IO, Any, Final

import pyoxigraph as ox

from brain2face.errors import QuerySyntaxError, UsageFault
from brain2face.formats import serialize
from brain2face.knowledge import Knowledge

__all__ = ["main", "read_frame", "write_frame"]

_LONGEST_ANSWER: Final = 100_000_000
_WIDTH: Final = 8


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read one message; nothing when the other side is gone."""
    size = stream.read(_WIDTH)
    if len(size) < _WIDTH:
        return None
    length = int.from_bytes(size, "big")
    body = stream.read(length)
    return body if len(body) == length else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Write one message."""
    stream.write(len(body).to_bytes(_WIDTH, "big"))
    stream.write(body)
    stream.flush()


def main(fd: int, seconds: float, memory: int) -> None:
    """Answer queries until the other side closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    knowledge = Knowledge(_store(fd))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while (request := read_frame(sys.stdin.buffer)) is not None:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        head, body = _answer(knowledge, json.loads(request))
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(answers, json.dumps(head).encode())
        write_frame(answers, body)


def _store(fd: int) -> ox.Store:
    store = ox.Store()
    if os.fstat(fd).st_size:
        with mmap.mmap(fd, 0, access=mmap.ACCESS_READ) as quads:
            store.bulk_load(input=quads[:], format=ox.RdfFormat.N_QUADS)
    return store


def _answer(knowledge: Knowledge, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    try:
        answer = knowledge.query(request["query"])
        fmt = request["wanted"][answer.kind]
        out = io.BytesIO()
        if fmt is not None:
            serialize(answer, fmt, out)
        if out.tell() > _LONGEST_ANSWER:
            raise UsageFault(f"The answer is longer than {_LONGEST_ANSWER} bytes; add a LIMIT.")
        return {"kind": answer.kind}, out.getvalue()
    except QuerySyntaxError as error:
        return {"syntax": str(error), "line": error.line, "column": error.column}, b""
    except UsageFault as error:
        return {"usage": str(error)}, b""


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
