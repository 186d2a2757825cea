"""How long a look-up takes: searching and describing in process, and over HTTP.

Run it with the Python that brain2face is installed for:

    python benchmarks/lookup.py              # print the tables
    python benchmarks/lookup.py --write      # and put them into benchmarks/README.md
    python benchmarks/lookup.py --no-http    # without starting the service

Over HTTP one client in Python asks on one connection, again as soon as it has its answer; what it
adds itself is part of each figure.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from brain2face import __version__
from brain2face.errors import EnvironmentFault
from brain2face.knowledge import Knowledge
from brain2face.registry import Registry
from serve_peers import Peer

_README: Final = Path(__file__).resolve().parent / "README.md"
_BEGIN: Final = "<!-- lookup: begin -->\n"
_END: Final = "<!-- lookup: end -->\n"
_COMMAND: Final = str(Path(sys.executable).parent / "brain2face")
_LEAST_LETTERS: Final = 8
_ASKED: Final = (
    "/api/v1/terms?q=zygo",
    "/api/v1/terms?q=AU01_r",
    "/api/v1/terms?q=zigomaticus",
    "/api/v1/terms/AU12",
    "/api/v1/units/12",
    "/AU12.ttl",
    "/AU12.html",
)

Row = tuple[str, list[float]]


def asked(registry: Registry, chance: random.Random) -> dict[str, list[str]]:
    """Give what is searched for: all labels and synonyms, and what may become of them."""
    terms = [registry.term(one.id) for one in registry.names()]
    spoken = [name for term in terms for name in (term.label, *term.synonyms) if len(name) <= 200]
    long = [name for name in spoken if sum(map(str.isalpha, name)) > _LEAST_LETTERS]
    return {
        "search, exact name": spoken,
        "search, first four letters": [name[:4] for name in spoken if name[:4].strip()],
        "search, first letter": [name[0] for name in spoken if name[0].isalpha()],
        "search, words in another order": [" ".join(reversed(name.split())) for name in spoken],
        "search, one letter wrong": [_mistyped(name, chance) for name in long],
        "search, nothing there": ["".join(chance.choices("qxjz", k=8)) for _ in range(500)],
    }


def _mistyped(name: str, chance: random.Random) -> str:
    at = chance.choice([number for number, sign in enumerate(name) if sign.isalpha()])
    return name[:at] + chance.choice("aeiou") + name[at + 1 :]


def in_process(rounds: int) -> tuple[list[Row], int]:
    """Measure all look-ups in this process, in milliseconds, and how long the index takes."""
    knowledge = Knowledge.load()
    builds = []
    for _ in range(rounds):
        started = time.perf_counter()
        registry = Registry(knowledge)
        registry.search("AU12")
        builds.append((time.perf_counter() - started) * 1000)
    chance = random.Random(12)  # noqa: S311
    rows = [("index, first search of all", builds)]
    for name, texts in asked(registry, chance).items():
        rows.append((name, _timed(registry.search, texts, rounds)))
    iris = [one.id for one in registry.names()]
    rows.append(("term, any", _timed(registry.term, iris, rounds)))
    units = [one.name for one in registry.names(["unit"])]
    rows.append(("unit", _timed(registry.unit, units, rounds)))
    rows.append(("paths", _timed(registry.paths, units, rounds)))
    return rows, len(iris)


def _timed(ask: Callable[[str], object], given: Sequence[str], rounds: int) -> list[float]:
    ask(given[0])
    taken = []
    for _ in range(rounds):
        for one in given:
            started = time.perf_counter()
            ask(one)
            taken.append((time.perf_counter() - started) * 1000)
    return taken


def over_http(count: int) -> list[Row]:
    """Measure look-ups of a service that is started for it, in milliseconds, hot.

    Raises:
        EnvironmentFault: the service does not start, or does not answer with status 200.
    """
    peer = Peer("brain2face", [_COMMAND, "serve", "--port", "{port}"])
    peer.start()
    try:
        place = urlsplit(peer.address)
        client = http.client.HTTPConnection(str(place.hostname), place.port, timeout=30)
        rows = [(path, [_got(client, path) for _ in range(count + 20)][20:]) for path in _ASKED]
        client.close()
    finally:
        peer.stop()
    return rows


def _got(client: http.client.HTTPConnection, path: str) -> float:
    started = time.perf_counter()
    client.request("GET", path)
    answer = client.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise EnvironmentFault(f"{path} gives status {answer.status}, not 200.")
    return (time.perf_counter() - started) * 1000


def table(title: str, rows: Sequence[Row]) -> str:
    """Give one table in Markdown."""
    lines = [f"| {title} | asked | median, ms | 99 %, ms | longest, ms |", "|---|--:|--:|--:|--:|"]
    for name, taken in rows:
        ordered = sorted(taken)
        middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
        shown = f"`{name}`" if name.startswith("/") else name
        figures = f"{len(taken):,} | {middle:.2f} | {late:.2f} | {ordered[-1]:.2f}"
        lines.append(f"| {shown} | {figures} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and write where that is asked for."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each name is asked")
    parser.add_argument("--requests", type=int, default=2000, help="of each address")
    parser.add_argument("--no-http", action="store_true", help="leave the service out")
    parser.add_argument("--write", action="store_true", help="into benchmarks/README.md")
    options = parser.parse_args()
    before = os.getloadavg()[0]
    rows, terms = in_process(options.rounds)
    parts = [table("in process", rows)]
    if not options.no_http:
        parts.append(table("over HTTP, one connection, hot", over_http(options.requests)))
    parts.append(
        f"- Date: {datetime.now(UTC):%Y-%m-%d}; {terms:,} terms\n"
        f"- {platform.python_implementation()} {platform.python_version()},"
        f" {platform.system()} {platform.machine()}, {os.cpu_count()} cores\n"
        f"- brain2face {__version__}; load average of one minute: {before:.2f} before,"
        f" {os.getloadavg()[0]:.2f} after\n"
    )
    text = "\n".join(parts)
    print(text)
    if options.write:
        head, _, rest = _README.read_text(encoding="utf-8").partition(_BEGIN)
        tail = rest.partition(_END)[2]
        _README.write_text(f"{head}{_BEGIN}{text}{_END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
