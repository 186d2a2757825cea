"""The access log: each request as a line of JSON, written aside so that no request waits for it.

It holds what an operator needs and nothing that is secret: neither the query, of which it keeps a
digest, nor the part of an address after ``?``, nor any header.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from brain2face.errors import EnvironmentFault

__all__ = ["AccessLog", "Request", "digest"]

_MOST_WAITING: Final = 100_000
_PIECE: Final = 4096
_PAUSE: Final = 0.2
_SECONDS_TO_END: Final = 2
_LONGEST_METHOD: Final = 20
_LONGEST_PATH: Final = 500
_STANDARD_OUTPUT: Final = Path("-")


class Request(NamedTuple):
    """What is noted of a request.

    ``time`` is that of its end, since 1970; ``cache`` is hit, miss or off; ``child`` says what
    became of the process that evaluated it: ok, cut, timed-out, died, busy, or nothing.
    """

    time: float
    client: str
    method: str
    path: str
    kind: str
    status: int
    seconds: float
    bytes: int
    cache: str = "off"
    child: str = ""
    digest: str = ""


def digest(query: str) -> str:
    """Give what stands for a query in the log: the same for the same text, and no way back."""
    return hashlib.sha256(query.encode("utf-8", "replace")).hexdigest()[:16]


class AccessLog:
    """A log that one process writes, made in that process; several may write to the same file.

    The file may be moved away at any time: the next lines go to a new one of its name.
    """

    def __init__(self, path: Path, dropped: Callable[[int], None] = lambda _: None) -> None:
        """Open the log and start its writer.

        Args:
            path: the file, which is appended to; ``-`` is the standard output.
            dropped: told how many lines could not be written.

        Raises:
            EnvironmentFault: the file cannot be opened.
        """
        self._path = path
        self._dropped = dropped
        self._waiting: deque[Request] = deque()
        self._refused = 0
        self._ended = threading.Event()
        self._broken = False
        try:
            self._file = self._open()
        except OSError as error:
            raise EnvironmentFault(f"The access log {path}: {error.strerror}.") from None
        self._writer = threading.Thread(target=self._run, name="access-log", daemon=True)
        self._writer.start()

    def note(self, request: Request) -> None:
        """Note a request; where too many wait to be written, it is counted and dropped."""
        if len(self._waiting) < _MOST_WAITING:
            self._waiting.append(request)
        else:
            self._refused += 1

    def close(self) -> None:
        """Write what waits, and end."""
        self._ended.set()
        self._writer.join(_SECONDS_TO_END)
        if self._path != _STANDARD_OUTPUT and not self._writer.is_alive():
            os.close(self._file)

    def _run(self) -> None:
        while not self._ended.wait(_PAUSE):
            self._write()
        self._write()

    def _write(self) -> None:
        refused, self._refused = self._refused, 0
        lost = refused
        with contextlib.suppress(OSError):
            self._follow()
        piece: list[bytes] = []
        size = 0
        for _ in range(len(self._waiting)):
            line = _line(self._waiting.popleft())
            if size + len(line) > _PIECE:
                lost += self._put(piece)
                piece, size = [], 0
            piece.append(line)
            size += len(line)
        lost += self._put(piece)
        if lost:
            self._dropped(lost)

    def _put(self, lines: list[bytes]) -> int:
        """Write some lines at once, which keeps them whole; give how many are lost."""
        if not lines:
            return 0
        data = (b"\n" if self._broken else b"") + b"".join(lines)
        try:
            written = os.write(self._file, data)
        except OSError:
            return len(lines)
        self._broken = written < len(data)
        return data.count(b"\n", written)

    def _follow(self) -> None:
        """Open the file anew where the one that is open is no longer the one of its name."""
        if self._path == _STANDARD_OUTPUT:
            return
        ours = os.fstat(self._file)
        with contextlib.suppress(FileNotFoundError):
            named = os.stat(self._path)
            if (named.st_dev, named.st_ino) == (ours.st_dev, ours.st_ino):
                return
        fresh = self._open()
        os.close(self._file)
        self._file, self._broken = fresh, False

    def _open(self) -> int:
        if self._path == _STANDARD_OUTPUT:
            return 1
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)


def _line(request: Request) -> bytes:
    """Write a request as a line; by hand, as the writer would else take more than the request."""
    second, part = divmod(int(request.time * 1000), 1000)
    path = request.path.partition("?")[0][:_LONGEST_PATH]
    told = (
        f'{{"time":"{_moment(second)}.{part:03}Z","client":{_quoted(request.client)}'
        f',"method":{_quoted(request.method[:_LONGEST_METHOD])},"path":{_quoted(path)}'
        f',"kind":"{request.kind}","status":{request.status},"seconds":{request.seconds:.6f}'
        f',"bytes":{request.bytes},"cache":"{request.cache}"'
    )
    if request.child:
        told += f',"child":"{request.child}"'
    if request.digest:
        told += f',"digest":"{request.digest}"'
    return f"{told}}}\n".encode("ascii")


@lru_cache(maxsize=4)
def _moment(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")


@lru_cache(maxsize=1000)
def _quoted(text: str) -> str:
    return json.dumps(text)
