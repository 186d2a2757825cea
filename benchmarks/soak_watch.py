"""Whether a service grows: memory and open descriptors of all its processes, sampled and judged."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from process_tree import Taken, processes_of, taken

__all__ = ["Growth", "Watch", "growth"]

_PART: Final = 0.05
_CERTAIN: Final = 3.0
_FEWEST: Final = 3


@dataclass(frozen=True, slots=True)
class Growth:
    """How a figure changed over the time that counts, by the straight line that fits it best.

    Attributes:
        start: where the line begins.
        rise: how much it rises to its end.
        noise: three standard errors of that rise.
        spare: how much it may rise beyond the noise.
    """

    start: float
    rise: float
    noise: float
    spare: float

    @property
    def grows(self) -> bool:
        """Say whether it rises by more than the noise and what is to spare."""
        return self.rise - self.noise > self.spare


def growth(times: Sequence[float], figures: Sequence[float], spare: float) -> Growth:
    """Judge some figures: a twentieth of the first, and ``spare``, is no growth."""
    if len(figures) < _FEWEST:
        first = figures[0] if figures else 0.0
        return Growth(first, 0.0, 0.0, spare)
    line = statistics.linear_regression(times, figures)
    middle, span = statistics.fmean(times), times[-1] - times[0]
    rest = sum(
        (y - line.intercept - line.slope * x) ** 2 for x, y in zip(times, figures, strict=True)
    )
    spread = sum((x - middle) ** 2 for x in times)
    error = (rest / (len(times) - 2) / spread) ** 0.5
    start = line.intercept + line.slope * times[0]
    return Growth(start, line.slope * span, _CERTAIN * error * span, spare + _PART * max(start, 0))


@dataclass
class Watch:
    """Samples of a tree of processes, taken every few seconds by a thread of its own.

    ``lasting`` are those processes that were there at the start: what comes and goes with queries
    takes much memory for a moment, and hides what the others gain. Their RSS is taken, since their
    part of what is shared rises whenever one with whom they share it ends.
    """

    root: int
    pause: float
    times: list[float] = field(default_factory=list)
    whole: list[Taken] = field(default_factory=list)
    lasting: list[int] = field(default_factory=list)
    _ending: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begin."""
        self._first = processes_of(self.root)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._ending.set()
        self._thread.join()

    def growths(self, settled: float) -> dict[str, Growth]:
        """Judge all that came after ``settled`` seconds."""
        begin = next((i for i, t in enumerate(self.times) if t >= settled), len(self.times))
        times = self.times[begin:]
        seen = self.whole[begin:]
        return {
            "PSS, all processes": growth(times, [one.pss for one in seen], 20e6),
            "RSS, lasting processes": growth(times, self.lasting[begin:], 4e6),
            "descriptors": growth(times, [one.descriptors for one in seen], 8),
        }

    def _run(self) -> None:
        began = time.monotonic()
        while not self._ending.wait(self.pause):
            whole = taken(self.root)
            lasting = sum(taken(one, alone=True).rss for one in self._first)
            self.times.append(time.monotonic() - began)
            self.whole.append(whole)
            self.lasting.append(lasting)
