"""Answers kept in memory, up to a number of bytes, the longest unused dropped first.

An answer is found by its validator, and by the request that led to it: the second needs no query to
be read.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

__all__ = ["Cache", "Entry"]

_OVERHEAD: Final = 1000
_LARGEST_PART: Final = 8
_OVERHEAD_OF_A_NAME: Final = 400
_PART_OF_NAMES: Final = 0.25


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer as it is sent: status line, headers, bytes; and what it holds for."""

    line: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    generation: int
    kind: str
    digest: str = ""


class Cache:
    """Answers by validator and by request; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Keep answers of ``most`` bytes together; with 0, none."""
        self._most = most
        self._size = 0
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, Entry] = OrderedDict()
        self._requests: dict[tuple[str | None, ...], str] = {}
        self._named = 0

    def of_request(self, request: tuple[str | None, ...], generation: int) -> Entry | None:
        """Find the answer to a request; none of an older generation."""
        etag = None if request is None else self._requests.get(request)
        entry = None if etag is None else self.of_etag(etag)
        return entry if entry is not None and entry.generation == generation else None

    def of_etag(self, etag: str) -> Entry | None:
        """Find an answer by its validator."""
        with self._lock:
            entry = self._entries.get(etag)
            if entry is not None:
                self._entries.move_to_end(etag)
            return entry

    def keep(self, entry: Entry, request: tuple[str | None, ...] | None = None) -> None:
        """Keep an answer, unless it takes too large a part of all there is room for."""
        size = len(entry.body) + _OVERHEAD
        if size * _LARGEST_PART > self._most:
            return
        with self._lock:
            if entry.etag not in self._entries:
                self._entries[entry.etag] = entry
                self._size += size
            if request is not None:
                self._name(request, entry.etag)
            while self._size > self._most:
                _, old = self._entries.popitem(last=False)
                self._size -= len(old.body) + _OVERHEAD

    def _name(self, request: tuple[str | None, ...], etag: str) -> None:
        """Let an answer be found by a request, as long as names take their part of the room."""
        if request not in self._requests:
            size = sum(len(part or "") for part in request) + _OVERHEAD_OF_A_NAME
            if self._named + size > self._most * _PART_OF_NAMES:
                self._requests.clear()
                self._named = 0
            self._named += size
        self._requests[request] = etag

    def __len__(self) -> int:
        """Give how many answers are kept."""
        return len(self._entries)
