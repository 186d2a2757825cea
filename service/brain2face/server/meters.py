"""What the service counts, in memory that its processes share, and at next to no cost.

Each process writes in a row of its own, so no process waits for another. A row is claimed by a lock
on one byte of the file, which the system lets go of when the process ends; who claims the row next
counts on from there.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import threading
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from brain2face.errors import EnvironmentFault

__all__ = ["BOUNDS", "COUNTERS", "GAUGES", "KINDS", "STATUSES", "Histogram", "Meters"]

BOUNDS: Final = (
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
)  # fmt: skip
KINDS: Final = (
    "select", "ask", "graph", "update", "graph-store", "question", "api", "page", "description",
    "health", "metrics", "other",
)  # fmt: skip
STATUSES: Final = (
    200, 201, 204, 301, 302, 303, 304, 308, 400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412,
    413, 414, 415, 422, 428, 429, 431, 500, 501, 502, 503, 504, 507, 0,
)  # fmt: skip
COUNTERS: Final = {
    "cache_hits": "Requests answered by what was kept.",
    "cache_misses": "Requests whose answer was not kept, although it could have been.",
    "children_started": "Processes started to evaluate queries.",
    "children_timed_out": "Such processes ended because a query took too long.",
    "children_died": "Such processes that a query brought down.",
    "children_shed": "Such processes ended, for a long query, because others waited.",
    "refused_busy": "Requests refused because all evaluators were busy.",
    "answers_cut": "Answers cut at the most rows or bytes.",
    "updates": "Updates and changes of graphs that were acknowledged.",
    "services_asked": "Requests to other endpoints for SERVICE clauses.",
    "services_failed": "Such requests without a usable answer.",
    "log_lines_dropped": "Lines that the access log could not write.",
}
GAUGES: Final = {
    "generation": "The number of the generation of the store that is answered from.",
    "children_running": "Processes that evaluate queries at this moment.",
}
_WIDTH: Final = 8
_NANO: Final = 1_000_000_000
_SLOTS: Final = len(BOUNDS) + 2
_CELLS: Final = {
    (kind, status): (k * len(STATUSES) + s) * _SLOTS
    for k, kind in enumerate(KINDS)
    for s, status in enumerate(STATUSES)
}
_PLAIN: Final = {
    name: len(_CELLS) * _SLOTS + place for place, name in enumerate([*COUNTERS, *GAUGES])
}
_ROW: Final = len(_CELLS) * _SLOTS + len(_PLAIN)


@dataclass(frozen=True, slots=True)
class Histogram:
    """How long the requests of a kind took that ended with a status (0: one that is not listed).

    ``counts`` are those up to each of ``BOUNDS``, then those above all; ``seconds`` is their sum.
    """

    kind: str
    status: int
    counts: tuple[int, ...]
    seconds: float


class Meters:
    """The meters of all processes, and the row in which this one counts; threads may share it."""

    def __init__(self, path: Path, rows: int) -> None:
        """Open the meters and claim a row.

        Args:
            path: the file that the processes share, as ``create`` makes it.
            rows: how many processes there are at most; the same for all of them.

        Raises:
            EnvironmentFault: the file cannot be used, or every row is claimed.
        """
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
            self._memory = memoryview(mmap.mmap(self._file, rows * _ROW * _WIDTH)).cast("Q")
        except (OSError, ValueError) as error:
            raise EnvironmentFault(f"The meters in {path} cannot be used: {error}.") from None
        self._rows = rows
        self._start = self._claim(path) * _ROW
        self._lock = threading.Lock()
        for name in GAUGES:
            self._memory[self._start + _PLAIN[name]] = 0

    @staticmethod
    def create(path: Path, rows: int) -> None:
        """Make the file of the meters, empty: the process does it that starts the others."""
        with path.open("wb") as file:
            file.truncate(rows * _ROW * _WIDTH)

    def observe(self, kind: str, status: int, seconds: float) -> None:
        """Count a request; an unknown kind counts as ``other``, an unknown status as 0."""
        cell = _CELLS.get((kind, status))
        if cell is None:
            known = kind if kind in KINDS else "other"
            cell = _CELLS[known, status if status in STATUSES else 0]
        cell += self._start
        memory = self._memory
        with self._lock:
            memory[cell + bisect_left(BOUNDS, seconds)] += 1
            memory[cell + _SLOTS - 1] += int(seconds * _NANO)

    def count(self, name: str, by: int = 1) -> None:
        """Add to a counter."""
        with self._lock:
            self._memory[self._start + _PLAIN[name]] += by

    def gauge(self, name: str, value: int) -> None:
        """Set a gauge of this process."""
        self._memory[self._start + _PLAIN[name]] = value

    def counter(self, name: str) -> int:
        """Give a counter, summed over the processes."""
        return sum(self._column(_PLAIN[name]))

    def level(self, name: str) -> int:
        """Give a gauge: the newest generation, or the sum over the processes."""
        column = self._column(_PLAIN[name])
        return max(column) if name == "generation" else sum(column)

    def histograms(self) -> Iterator[Histogram]:
        """Give the histograms that are not empty, summed over the processes."""
        for (kind, status), cell in _CELLS.items():
            slots = [sum(self._column(cell + slot)) for slot in range(_SLOTS)]
            if any(slots[:-1]):
                yield Histogram(kind, status, tuple(slots[:-1]), slots[-1] / _NANO)

    def _column(self, place: int) -> list[int]:
        return [self._memory[row * _ROW + place] for row in range(self._rows)]

    def _claim(self, path: Path) -> int:
        for row in range(self._rows):
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, row)
            except OSError:
                continue
            return row
        raise EnvironmentFault(f"All {self._rows} rows of the meters in {path} are claimed.")
