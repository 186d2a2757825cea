"""Whole-process times: from the start of a command to its end, or to a server's first answer.

Run it with the Python that brain2face is installed for, on a POSIX system:

    python benchmarks/first_whole.py            # print the table
    python benchmarks/first_whole.py --write    # and put it into benchmarks/README.md

The cases take turns, in an order that shifts by one each round, so that a drift of the machine
falls on all of them. The first round warms up and is not counted. Variables PYTHON* are not handed
to the commands: byte code is cached as after an ordinary installation.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from brain2face.knowledge import Knowledge

_README: Final = Path(__file__).resolve().parent / "README.md"
_BEGIN: Final = "<!-- figures: begin -->\n"
_END: Final = "<!-- figures: end -->\n"
_PYTHON: Final = sys.executable
_COMMAND: Final = str(Path(sys.executable).parent / "brain2face")
_ENVIRONMENT: Final = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
_PAIRS: Final = """PREFIX b2f: <https://w3id.org/brain2face/>
SELECT ?au ?emotion { ?au b2f:exclusivelySignals ?emotion }"""
_SECONDS_TO_ANSWER: Final = 60
_SECONDS_TO_STOP: Final = 20
_PAUSE: Final = 0.005
_FLOOR: Final = "`python -c pass` (floor)"
_CODE: Final = '`brain2face code "1+4+5+25"`'


@dataclass
class Case:
    """One thing to measure.

    Attributes:
        name: what it is, as the table says it.
        measure: does it once and gives the seconds it took.
        runs: how often it is counted.
        goal: the most seconds it should take, if a goal was set.
        seconds: what was measured.
    """

    name: str
    measure: Callable[[], float]
    runs: int
    goal: float | None = None
    seconds: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Write the case as a row of a Markdown table."""
        low, middle, high = min(self.seconds), statistics.median(self.seconds), max(self.seconds)
        goal, told = "none", "-"
        if self.goal is not None:
            goal = f"<= {self.goal:g}"
            told = "hit" if high <= self.goal else "miss"
            if told == "miss" and middle <= self.goal:
                told = "miss (median within)"
        cells = [self.name, str(len(self.seconds)), f"{low:.3f}", f"{middle:.3f}", f"{high:.3f}"]
        return f"| {' | '.join([*cells, goal, told])} |"


def process(*command: str) -> Callable[[], float]:
    """Make a measurement of a command, from its start to its end; it must succeed."""

    def measure() -> float:
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=_ENVIRONMENT)
        return time.perf_counter() - start

    return measure


def serve() -> float:
    """Measure from the start of the server to its first HTTP answer, of status 200, on /sparql."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/sparql?query=ASK%20%7B%7D"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    command = [_COMMAND, "serve", "--port", str(port)]
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, env=_ENVIRONMENT) as server:
        try:
            while True:
                try:
                    with direct.open(address, timeout=_SECONDS_TO_ANSWER):
                        return time.perf_counter() - start
                except urllib.error.HTTPError:
                    raise
                except OSError:
                    late = time.perf_counter() - start > _SECONDS_TO_ANSWER
                    if late or server.poll() is not None:
                        raise
                    time.sleep(_PAUSE)
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                server.kill()


def load() -> float:
    """Measure the reading of the ontology within this process."""
    start = time.perf_counter()
    Knowledge.load()
    return time.perf_counter() - start


def cases(runs: int, closures: int, folder: Path) -> list[Case]:
    """List what is measured; the folder takes what the closure writes."""
    closure = process(_COMMAND, "reason", "--output", str(folder / "inferred.trig"))
    pairs = process(_COMMAND, "query", _PAIRS)
    cut = process(_COMMAND, "ask", "cut-branch", "branch=buccal branch")
    return [
        Case(_FLOOR, process(_PYTHON, "-c", "pass"), runs),
        Case("`brain2face serve`, to the first answer on `/sparql`", serve, runs, 2),
        Case(_CODE, process(_COMMAND, "code", "1+4+5+25"), runs, 0.4),
        Case("`brain2face query`, the exclusive pairs", pairs, runs),
        Case('`brain2face ask cut-branch branch="buccal branch"`', cut, runs),
        Case("`Knowledge.load()`, in process", load, runs),
        Case("`brain2face reason --output FILE`, all sources", closure, closures, 60),
    ]


def measure_all(todo: list[Case]) -> None:
    """Warm each case up, then measure them by turns; a rarer case is spread over the rounds."""
    rounds = max(case.runs for case in todo)
    for case in todo:
        case.measure()
    for turn in range(rounds):
        shift = turn % len(todo)
        for case in todo[shift:] + todo[:shift]:
            if (turn + 1) * case.runs // rounds > turn * case.runs // rounds:
                case.seconds.append(case.measure())
        print(f"round {turn + 1} of {rounds}", file=sys.stderr, flush=True)


def report(todo: list[Case], before: float) -> str:
    """Write the table, and below it what the machine was."""
    of = {case.name: case.seconds for case in todo}
    ratio = statistics.median(of[_CODE]) / statistics.median(of[_FLOOR])
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    lines = [
        "| case | runs | min s | median s | max s | goal s | outcome |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
        *(case.row() for case in todo),
        "",
        f"- Date: {datetime.datetime.now(datetime.UTC).date()}",
        f"- Coding one score against the floor: {ratio:.1f} times (medians)",
        f"- Noise, max/min of the floor: {max(of[_FLOOR]) / min(of[_FLOOR]):.2f}",
        f"- {platform.python_implementation()} {platform.python_version()}, {machine}",
        f"- Load average of one minute: {before:.2f} before, {os.getloadavg()[0]:.2f} after",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print the table and, if asked, put it into the README of this folder."""
    parser = argparse.ArgumentParser(description="Measure brain2face as whole processes.")
    parser.add_argument("--runs", type=int, default=10, help="runs of each case (10)")
    parser.add_argument("--closures", type=int, default=3, help="runs of the closure (3)")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    options = parser.parse_args()
    if min(options.runs, options.closures) < 1:
        parser.error("each case needs at least one run")
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        todo = cases(options.runs, options.closures, Path(folder))
        measure_all(todo)
    table = report(todo, before)
    print(table, end="")
    if options.write:
        head, _, rest = _README.read_text(encoding="utf-8").partition(_BEGIN)
        tail = rest.partition(_END)[2]
        _README.write_text(f"{head}{_BEGIN}\n{table}\n{_END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
