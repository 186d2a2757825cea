"""One measurement: ``wrk`` against a peer for some seconds, or the engine alone in this process."""

from __future__ import annotations

import json
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from serve_data import ACCEPT, Asked, answered
from serve_peers import Peer

__all__ = ["Run", "alone", "loaded", "once", "settle"]

_THREADS: Final = 2
_TIMEOUT: Final = 20
_GRACE: Final = 60
_SETTLING: Final = 30
_PAUSE: Final = 0.2
_QUIET: Final = 0.05
_TOLD: Final = """
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format('\\n{"requests": %d, "seconds": %.6f, "p50": %.6f, "p99": %.6f, ' ..
    '"status": %d, "timeout": %d, "broken": %d}\\n', summary.requests, summary.duration / 1e6,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, e.status, e.timeout,
    e.connect + e.read + e.write))
end
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What came of asking one question by some connections for some seconds.

    Attributes:
        rate: answers a second.
        p50: milliseconds within which half of the answers came.
        p99: milliseconds within which 99 % came.
        errors: answers of another status than 200, time-outs, broken connections.
        cpu: milliseconds of CPU time of all processes of the peer for each answer.
        load: whether it was asked again and again; else once, since one answer takes too long.
    """

    rate: float
    p50: float
    p99: float
    errors: int
    cpu: float
    load: bool = True


def loaded(peer: Peer, asked: Asked, connections: int, seconds: float) -> Run:
    """Ask a peer by some connections at once, each again as soon as it has its answer."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_TOLD)
        script.flush()
        command = [
            *("wrk", "--threads", str(min(_THREADS, connections))),
            *("--connections", str(connections), "--duration", f"{max(1, round(seconds))}s"),
            *("--timeout", f"{_TIMEOUT}s", "--latency", "--script", script.name),
            *("--header", f"Accept: {ACCEPT}", f"{peer.address}?{asked.query}"),
        ]
        before = peer.taken().cpu
        ended = subprocess.run(
            command, check=True, capture_output=True, text=True, timeout=seconds + _GRACE
        )
        used = peer.taken().cpu - before
    told = json.loads(ended.stdout.rstrip().rpartition("\n")[2])
    good = told["requests"] - told["status"]
    errors = told["status"] + told["timeout"] + told["broken"]
    cpu = used / good * 1000 if good else 0.0
    return Run(good / told["seconds"], told["p50"], told["p99"], errors, cpu)


def settle(peer: Peer) -> None:
    """Wait until a peer has ended what it was asked and nobody waits for, or for 30 seconds."""
    end, before = time.monotonic() + _SETTLING, peer.taken().cpu
    while time.monotonic() < end:
        time.sleep(_PAUSE)
        now = peer.taken().cpu
        if now - before < _QUIET:
            return
        before = now


def once(peer: Peer, asked: Asked, patience: float) -> tuple[int | None, Run]:
    """Ask a peer once; give the rows, none if they did not come in time, and what it took."""
    before = peer.taken().cpu
    rows, seconds = answered(peer.address, asked, patience)
    used = peer.taken().cpu - before
    rate = 0.0 if rows is None else 1 / seconds
    wait = seconds * 1000
    return rows, Run(rate, wait, wait, int(rows is None), used * 1000, load=False)


def alone(store: ox.Store, asked: Asked, seconds: float) -> Run:
    """Ask the engine in this process, again and again, with nothing in between."""
    took: list[float] = []
    began, cpu = time.perf_counter(), time.process_time()
    while time.perf_counter() - began < seconds:
        start = time.perf_counter()
        results = store.query(asked.text)
        assert isinstance(results, ox.QuerySolutions)  # noqa: S101
        results.serialize(format=ox.QueryResultsFormat.JSON)
        took.append((time.perf_counter() - start) * 1000)
    spent = time.perf_counter() - began
    used = (time.process_time() - cpu) / len(took) * 1000
    ninety_nine = statistics.quantiles(took, n=100)[-1] if len(took) > 1 else took[0]
    return Run(len(took) / spent, statistics.median(took), ninety_nine, 0, used)
