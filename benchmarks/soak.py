"""Minutes of mixed honest and hostile load: no answer wrong or missing, no growth.

Run it with the Python that brain2face is installed for, on Linux:

    python benchmarks/soak.py                 # ten minutes
    python benchmarks/soak.py --minutes 0.5   # to see that it runs

It starts a service of its own, with a store, and prints what became of all requests. It ends with 1
where an honest answer was wrong or missing, where the service failed inside (status 500), or where
memory or descriptors grew after the first minute by more than the noise and a twentieth, which
less than two minutes cannot tell. An honest request that is refused as the service is full (503),
and succeeds in three tries, is late.
"""

from __future__ import annotations

import argparse
import os
import secrets
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Final

from brain2face.knowledge import Knowledge
from serve_peers import Peer
from soak_honest import Honest, Tally
from soak_hostile import Hostile
from soak_known import known_answers
from soak_watch import Watch

_COMMAND: Final = str(Path(sys.executable).parent / "brain2face")
_CACHE: Final = "4MB"
_HOSTILE: Final = 0.4
_SETTLED: Final = 60
_SHORT: Final = 120
_MOST_SHOWN: Final = 20
_PATIENCE: Final = 120
_MB: Final = 1_000_000


def client(honest: Honest, hostile: Hostile, number: int, end: float, tally: Tally) -> None:
    """Be honest and hostile by turns, in a fixed proportion, until the end."""
    turn = number
    while time.monotonic() < end:
        turn += 1
        try:
            if turn * _HOSTILE % 1 < _HOSTILE:
                hostile.act()
            else:
                honest.act()
        except Exception as error:
            tally.faults.append(f"this client failed: {error!r}")


def soak(peer: Peer, token: str, options: argparse.Namespace) -> list[str]:
    """Put a service under load; print what was seen, and give what is wrong with it."""
    port, root = peer.listening
    known = known_answers(Knowledge.load())
    tallies = [Tally() for _ in range(options.connections)]
    met: Counter[tuple[str, str]] = Counter()
    watch = Watch(root, options.pause)
    watch.start()
    seconds = options.minutes * 60
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(
            target=client,
            args=(
                Honest(port, token, number, known, tally),
                Hostile(port, token, number, met),
                number,
                end,
                tally,
            ),
            daemon=True,
        )
        for number, tally in enumerate(tallies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()) + _PATIENCE)
    watch.stop()
    wrong = [fault for tally in tallies for fault in tally.faults]
    wrong += ["a client did not come to its end" for thread in threads if thread.is_alive()]
    wrong += [f"{what}: status 500" for (what, status), _ in met.items() if status == "500"]
    if not peer.answers(1):
        wrong.append("ASK {} is not answered within a second after the load")
    _tell(tallies, met)
    for name, one in watch.growths(_SETTLED if seconds >= _SHORT else 0).items():
        unit = 1 if name == "descriptors" else _MB
        figures = [figure / unit for figure in (one.start, one.rise, one.noise, one.spare)]
        start, rise, noise, spare = (f"{figure:.1f}" for figure in figures)
        print(f"{name}: from {start} by {rise} (noise {noise}, to spare {spare})")
        if one.grows and seconds >= _SHORT:
            wrong.append(f"{name} grow: by {rise} from {start}")
    most = max(watch.whole, key=lambda one: one.pss)
    print(f"at the most {most.pss / _MB:.0f} MB in {most.processes} processes")
    time.sleep(options.rest)
    rest = peer.taken()
    print(f"at rest: {rest.pss / _MB:.0f} MB, {rest.processes} processes, {rest.descriptors} files")
    return wrong


def _tell(tallies: list[Tally], met: Counter[tuple[str, str]]) -> None:
    waits = sorted(second for tally in tallies for second in tally.seconds) or [0.0]
    asked, late = sum(tally.asked for tally in tallies), sum(tally.late for tally in tallies)
    print(f"honest requests: {asked}, of which {late} late (503, then answered)")
    cut = statistics.quantiles(waits, n=100) if len(waits) > 1 else waits * 99
    print(
        f"seconds: median {cut[49]:.3f}, 95 % {cut[94]:.3f}, 99 % {cut[98]:.3f},"
        f" most {waits[-1]:.1f}"
    )
    print(f"hostile requests: {met.total()}")
    for (what, status), count in sorted(met.items()):
        print(f"  {what}: {status} x {count}")


def main() -> None:
    """Start a service, put it under load, and end with 1 where something is wrong."""
    parser = argparse.ArgumentParser(description="Minutes of mixed honest and hostile load.")
    add = parser.add_argument
    add("--minutes", type=float, default=10, help="of load (10)")
    add("--connections", type=int, default=32, help="at the same time (32)")
    add("--pause", type=float, default=5, help="seconds between two samples (5)")
    add("--rest", type=float, default=35, help="seconds of rest before the last sample (35)")
    options = parser.parse_args()
    token = os.environ["BRAIN2FACE_TOKEN"] = secrets.token_urlsafe(24)
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        served = ["serve", "--port", "{port}", "--store", store, "--cache-bytes", _CACHE]
        peer = Peer("brain2face", [_COMMAND, *served], kept=("BRAIN2FACE_TOKEN",))
        peer.start()
        try:
            wrong = soak(peer, token, options)
        finally:
            peer.stop()
    for one, count in Counter(wrong).most_common(_MOST_SHOWN):
        print(f"WRONG: {one} x {count}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
