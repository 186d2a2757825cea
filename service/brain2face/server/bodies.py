"""What a client sends, read with patience that ends: granian's own reading knows no time limit.

A body is read by a thread of its own. One that is not there within a moment counts as slow; only so
many slow ones are waited for, and each for so long. So nobody who drips bytes holds up the others.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final

from brain2face.errors import UsageFault
from brain2face.server.refusals import Refused

__all__ = ["Bodies"]

_MOMENT: Final = 0.25
_SECONDS: Final = 10.0
_LEAST_SPEED: Final = 100_000
_SLOW_ONES: Final = 16
_THREADS: Final = 256


class Bodies:
    """Reads bodies; safe to share between threads."""

    def __init__(
        self, *, seconds: float = _SECONDS, slow_ones: int = _SLOW_ONES, threads: int = _THREADS
    ) -> None:
        """Set how long a slow body is waited for, and how many of them at the same time.

        Args:
            seconds: time for any body; a longer one has more, as it may come at 100 kB a second.
            slow_ones: bodies that are waited for.
            threads: bodies that are read, whether or not anybody waits for them any more.
        """
        self._seconds = seconds
        self._slow = threading.BoundedSemaphore(slow_ones)
        self._readers = ThreadPoolExecutor(threads, thread_name_prefix="body")

    def read(self, environ: Mapping[str, Any], most: int) -> bytes:
        """Read the body of a request.

        Raises:
            Refused: it is longer than ``most`` bytes, or does not come, or its length is no number.
            UsageFault: it ends too early.
        """
        said = environ.get("CONTENT_LENGTH") or ""
        if said and not (said.isascii() and said.isdigit()):
            raise Refused(400, "Content-Length is no number.")
        too_long = Refused(413, f"What is sent may have {most} bytes at most.")
        if said and int(said) > most:
            raise too_long
        if not said and "HTTP_TRANSFER_ENCODING" not in environ:
            return b""
        size = int(said) if said else most + 1
        body = self._patiently(self._readers.submit(environ["wsgi.input"].read, size), size)
        if len(body) > most:
            raise too_long
        if said and len(body) < size:
            raise UsageFault("The request ends before its body does.")
        return body

    def _patiently(self, reading: Future[bytes], size: int) -> bytes:
        try:
            return reading.result(_MOMENT)
        except TimeoutError:
            pass
        if not self._slow.acquire(blocking=False):
            raise Refused(503, "Too many requests come slowly. Try again.", {"Retry-After": "5"})
        try:
            return reading.result(self._seconds + size / _LEAST_SPEED)
        except TimeoutError:
            raise Refused(408, "The body of the request does not come.") from None
        finally:
            self._slow.release()
