"""Each answer counted, and noted in the access log where there is one."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from brain2face.server.access_log import AccessLog, Request
from brain2face.server.meters import Meters

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


def observer(
    meters: Meters, log: AccessLog | None, caching: bool
) -> Callable[[Mapping[str, Any], str, int, float, int, bool, str], None]:
    """Make what is told of each answer: it counts and, where there is a log, notes it."""

    def observe(
        environ: Mapping[str, Any],
        kind: str,
        status: int,
        seconds: float,
        size: int,
        kept: bool,
        digest: str,
    ) -> None:
        meters.observe(kind, status, seconds)
        if status < _FAILED and kind in _CHANGES and environ["REQUEST_METHOD"] in _WRITING:
            meters.count("updates")
        if kept:
            meters.count("cache_hits")
        elif digest and caching:
            meters.count("cache_misses")
        if log is not None:
            log.note(
                Request(
                    time.time(),
                    str(environ.get("REMOTE_ADDR", "")),
                    environ["REQUEST_METHOD"],
                    environ["PATH_INFO"],
                    kind,
                    status,
                    seconds,
                    size,
                    ("hit" if kept else "miss") if caching else "off",
                    digest=digest,
                )
            )

    return observe
