"""How long coding takes: one face in process, the import, a command, and whole files.

Run it with the Python that brain2face is installed for, on a POSIX system:

    python benchmarks/coding.py            # print the tables
    python benchmarks/coding.py --write    # and put them into benchmarks/README.md

No face comes twice, so that nothing which the coder remembers of an earlier one can help. Files are
generated, and each is coded in a process of its own, which tells its peak memory.
"""

from __future__ import annotations

import argparse
import datetime
import functools
import os
import platform
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Final

from brain2face.coder import code
from brain2face.knowledge import Knowledge
from brain2face.notation import Score, ScoredUnit
from brain2face.profiles import compile_profile, profile_names
from brain2face.rules import Profile
from brain2face.verdict import Verdict
from coding_files import table
from first_whole import Case, measure_all, process

_README: Final = Path(__file__).resolve().parent / "README.md"
_BEGIN: Final = "<!-- coding: begin -->\n"
_END: Final = "<!-- coding: end -->\n"
_COMMAND: Final = str(Path(sys.executable).parent / "brain2face")
_ENVIRONMENT: Final = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
_CODES: Final = "1 2 4 5 6 7 9 10 11 12 14 15 16 17 18 20 22 23 24 25 26 27 28 32 43 45".split()
_PARTS: Final = tuple(one.name for one in fields(Verdict))
_FACES: Final = 1000
_GOAL_MICROSECONDS: Final = 50
_IMPORT: Final = (
    "import time; wall, cpu = time.perf_counter(), time.process_time(); import brain2face.coding; "
    "print(time.perf_counter() - wall, time.process_time() - cpu)"
)


def faces() -> Iterator[Score]:
    """Give random faces of one to eight codes, a third with grades and sides, and none twice."""
    draw, given = random.Random(2022), set[str]()  # noqa: S311
    while True:
        graded = draw.random() < 1 / 3
        units = [
            ScoredUnit(
                one,
                draw.choice((None, *"ABCDE")) if graded else None,
                draw.choice((None, None, *"LRU")) if graded else None,
            )
            for one in draw.sample(_CODES, draw.randint(1, 8))
        ]
        face = Score(tuple(units))
        if str(face) not in given:
            given.add(str(face))
            yield face


def briefly(face: Score, profile: Profile) -> None:
    """Code a face, and read what it is coded as and the rules that fired."""
    verdict = code(face, profile)
    _ = verdict.outcome, verdict.results, verdict.valence, verdict.micro_type, verdict.fired


def wholly(face: Score, profile: Profile) -> None:
    """Code a face, and read every part of the verdict."""
    verdict = code(face, profile)
    for part in _PARTS:
        getattr(verdict, part)


def timed(does: Callable[[Score], object], fresh: Iterator[Score], runs: int) -> list[float]:
    """Give the least and the middle median of the runs, their 95 % mark, the least mean of CPU.

    All are in microseconds.
    """
    medians, tails, cpu = [], [], []
    for _ in range(runs):
        lot = [next(fresh) for _ in range(_FACES)]
        seconds, start = [], time.process_time()
        for face in lot:
            before = time.perf_counter()
            does(face)
            seconds.append(time.perf_counter() - before)
        cpu.append((time.process_time() - start) / _FACES)
        medians.append(statistics.median(seconds))
        tails.append(statistics.quantiles(seconds, n=20)[-1])
    found = min(medians), statistics.median(medians), statistics.median(tails), min(cpu)
    return [one * 1e6 for one in found]


def line(name: str, sizes: str, figures: list[float]) -> str:
    """Write one line of the table of profiles, with what became of the goal."""
    least, middle = figures[:2]
    within = "hit" if middle <= _GOAL_MICROSECONDS else "missed"
    told = within if within == "hit" or least > _GOAL_MICROSECONDS else "missed (best run within)"
    return f"| {name} | {sizes} | {' | '.join(f'{one:.1f}' for one in figures)} | {told} |"


def profile_table(knowledge: Knowledge, runs: int) -> Iterator[str]:
    """Write what one face takes under each profile: its outcome and rules, and everything."""
    fresh = faces()
    heads = "rules | ways | least µs | median µs | 95 % µs | CPU µs"
    yield f"| profile, what is read | {heads} | goal |"
    yield f"| --- |{' ---: |' * 6} --- |"
    for name in profile_names(knowledge):
        profile = compile_profile(knowledge, name)
        sizes = f"{len(profile.rules)} | {sum(len(one.ways) for one in profile.rules)}"
        for said, does in (("outcome and rules", briefly), ("everything", wholly)):
            does(next(fresh), profile)
            figures = timed(functools.partial(does, profile=profile), fresh, runs)
            yield line(f"`{name}`, {said}", sizes, figures)
        print(f"profile {name}", file=sys.stderr, flush=True)


def imported(which: int) -> Callable[[], float]:
    """Make a measurement of the import, in a new process: 0 for the wall, 1 for CPU time."""

    def measure() -> float:
        command = [sys.executable, "-c", _IMPORT]
        done = subprocess.run(command, check=True, capture_output=True, env=_ENVIRONMENT)
        return float(done.stdout.split()[which])

    return measure


def cpu_of(*command: str) -> Callable[[], float]:
    """Make a measurement of the CPU time of a command, of the user and of the system."""

    def measure() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=_ENVIRONMENT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return measure


def starts(runs: int) -> list[Case]:
    """List what is measured as whole processes."""
    command = (_COMMAND, "code", "12")
    return [
        Case("`python -c pass` (floor)", process(sys.executable, "-c", "pass"), runs),
        Case("`import brain2face.coding`", imported(0), runs, 0.15),
        Case("`import brain2face.coding`, CPU time", imported(1), runs, 0.15),
        Case("`brain2face code 12`", process(*command), runs, 0.3),
        Case("`brain2face code 12`, CPU time", cpu_of(*command), runs, 0.3),
    ]


def report(options: argparse.Namespace) -> str:
    """Measure, and write the tables with what the machine was."""
    before = os.getloadavg()[0]
    files = list(table(options.files, _ENVIRONMENT))
    todo = starts(options.starts)
    measure_all(todo)
    floor = todo[0].seconds
    profiles = list(profile_table(Knowledge.load(), options.runs))
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    lines = [
        f"One face, {options.runs} runs of {_FACES:,} new faces; goal <= {_GOAL_MICROSECONDS} µs:",
        "",
        *profiles,
        "",
        "Starts:",
        "",
        "| case | runs | min s | median s | max s | goal s | outcome |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
        *(case.row() for case in todo),
        "",
        f"Files under `dong2022`, {options.files} runs each:",
        "",
        *files,
        "",
        f"- Date: {datetime.datetime.now(datetime.UTC).date()}",
        f"- Noise, max/min of the floor: {max(floor) / min(floor):.2f}",
        f"- {platform.python_implementation()} {platform.python_version()}, {machine}",
        f"- Load average of one minute: {before:.2f} before, {os.getloadavg()[0]:.2f} after",
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print the tables and, if asked, put them into the README of this folder."""
    parser = argparse.ArgumentParser(description="Measure the coder.")
    parser.add_argument("--runs", type=int, default=7, help="runs of each profile (7)")
    parser.add_argument("--starts", type=int, default=20, help="runs of each start (20)")
    parser.add_argument("--files", type=int, default=3, help="runs of each file (3)")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    options = parser.parse_args()
    if min(options.runs, options.starts, options.files) < 1:
        parser.error("each case needs at least one run")
    tables = report(options)
    print(tables, end="")
    if options.write:
        head, _, rest = _README.read_text(encoding="utf-8").partition(_BEGIN)
        tail = rest.partition(_END)[2]
        _README.write_text(f"{head}{_BEGIN}\n{tables}\n{_END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
