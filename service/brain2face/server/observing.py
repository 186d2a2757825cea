"""Each answer counted, and noted in the access log where there is one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from brain2face.server.access_log import AccessLog, Request
from brain2face.server.meters import Meters
from brain2face.server.sent import Observer, Seen

__all__ = ["counter", "observer"]

_FAILED: Final = 300
_CHANGES: Final = ("update", "graph-store")
_WRITING: Final = ("DELETE", "POST", "PUT")
_COUNTED: Final = {
    "started": "children_started",
    "killed": "children_timed_out",
    "died": "children_died",
    "shed": "children_shed",
    "busy": "refused_busy",
    "cut": "answers_cut",
}


def counter(meters: Meters) -> Callable[[str], None]:
    """Make what counts the events of a pool."""
    return lambda event: meters.count(_COUNTED[event])


def observer(meters: Meters, log: AccessLog | None, caching: bool) -> Observer:
    """Make what is told of each answer: it counts and, where there is a log, notes it."""

    def observe(seen: Seen) -> None:
        status, seconds = seen.sent.status, time.perf_counter() - seen.began
        meters.observe(seen.kind, status, seconds)
        if status < _FAILED and seen.kind in _CHANGES and seen.method in _WRITING:
            meters.count("updates")
        if seen.kept:
            meters.count("cache_hits")
        elif seen.digest and caching:
            meters.count("cache_misses")
        if log is not None:
            log.note(
                Request(
                    time.time(),
                    seen.client,
                    seen.method,
                    seen.path,
                    seen.kind,
                    status,
                    seconds,
                    seen.sent.size or len(seen.sent.body),
                    ("hit" if seen.kept else "miss") if caching else "off",
                    digest=seen.digest,
                )
            )

    return observe
