"""A child as the worker holds it: a channel, a file for one long answer, and a way to end it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import struct
import threading
import time
from dataclasses import dataclass
from typing import IO, Final

__all__ = ["GENERATION", "Child", "Source"]

GENERATION: Final = 8
_SECONDS_TO_FORK: Final = 10
_NICE: Final = 10
_PAUSE: Final = 0.3
_LIMIT: Final = struct.Struct("ll")


@dataclass(slots=True, eq=False)
class Child:
    """A child at the other end of a socket.

    Attributes:
        channel: where it is talked to.
        spool: the file for one long answer.
        handle: a descriptor of the process, by which it can be ended.
        number: the id of the process.
        generation: of the dataset that it reads.
        began: when it got its question, or came to rest, by the monotonic clock.
        slow: whether it had its question for so long that it makes room for others.
        shed: whether it was ended for others that wait.
    """

    channel: socket.socket
    spool: IO[bytes]
    handle: int
    number: int
    generation: int = 0
    began: float = 0.0
    slow: bool = False
    shed: bool = False

    def close(self, *, keep_spool: bool = False) -> None:
        """Let go of it; it ends by itself when it finds that nobody listens."""
        self.channel.close()
        if not keep_spool:
            self.spool.close()
        with contextlib.suppress(OSError):
            os.close(self.handle)

    def kill(self) -> None:
        """End it at once; the number of a process may have passed to another, a handle cannot."""
        with contextlib.suppress(OSError):
            if hasattr(signal, "pidfd_send_signal"):
                signal.pidfd_send_signal(self.handle, signal.SIGKILL)
            else:
                os.kill(self.number, signal.SIGKILL)

    def yield_to_others(self) -> None:
        """Let processes with shorter work go first."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.number, _NICE)


class Source:
    """Where children come from: the keeper, asked by one thread at a time."""

    def __init__(self, address: str) -> None:
        """Take the address at which a keeper listens; nothing is asked yet."""
        self._address = address
        self._asking = threading.Lock()
        self._client: socket.socket | None = None

    def child(self, order: bytes, patience: float) -> Child:
        """Ask for a child: ``R`` reads, ``W`` writes.

        Args:
            order: which of both.
            patience: seconds after which no answer of it is waited for any more.

        Raises:
            OSError: the keeper is gone, or gives none.
        """
        with self._asking:
            for last in (False, False, True):
                try:
                    if self._client is None:
                        self._client = socket.socket(socket.AF_UNIX)
                        self._client.settimeout(_SECONDS_TO_FORK)
                        self._client.connect(self._address)
                    return _requested(self._client, order, patience)
                except OSError:
                    self.close()
                    if last:
                        raise
                    time.sleep(_PAUSE)
        raise AssertionError

    def close(self) -> None:
        """Leave the keeper."""
        if self._client is not None:
            self._client.close()
        self._client = None


def _requested(client: socket.socket, order: bytes, patience: float) -> Child:
    client.sendall(order)
    said, descriptors, _, _ = socket.recv_fds(client, 64, 3)
    if len(descriptors) != 3:
        raise ConnectionError("the keeper gives no child")
    channel, spool, handle = descriptors
    child = Child(
        socket.socket(fileno=channel), os.fdopen(spool, "r+b"), handle, int.from_bytes(said, "big")
    )
    limit = _LIMIT.pack(int(patience), int(patience % 1 * 1e6))
    child.channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
    return child
