"""Generated files, coded: how long each takes, and how much memory.

``python benchmarks/coding_files.py frames 100000`` codes one and prints the figures as JSON;
``coding.py`` asks for all. The kinds are

- ``frames``: a table of OpenFace at 30 frames a second, of which about a third show an expression;
- ``list``: a name and a score on each line;
- ``sheet``: an annotation sheet with the columns of CASME II, as CSV.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from brain2face.coding import FaceCoder
from brain2face.coding.files import FileOptions, code_file
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile
from brain2face.readers import ReadOptions

_GRADED: Final = "01 02 04 05 06 07 09 10 12 14 15 17 20 23 25 26 45".split()
_PRESENT: Final = (*_GRADED, "28")
_SCORED: Final = "1 2 4 5 6 7 9 10 12 14 15 16 17 20 23 24 25 26 43 45".split()
_MEASURED: Final = (("frames", 10_000), ("frames", 100_000), ("list", 100_000), ("sheet", 100_000))
_KIB: Final = 1024


def frames(rows: int, draw: random.Random) -> Iterator[str]:
    """Give the lines of an OpenFace table: expressions of 5 to 90 frames, and noise."""
    head = ["frame", "face_id", "timestamp", "confidence", "success"]
    columns = [*(f"AU{one}_r" for one in _GRADED), *(f"AU{one}_c" for one in _PRESENT)]
    yield ", ".join([*head, *columns])
    left, shown = 0, frozenset[str]()
    for number in range(1, rows + 1):
        if not left:
            left = draw.randint(5, 90)
            shown = frozenset(draw.sample(_PRESENT, draw.choice((0, 0, 1, 2, 3))))
        left -= 1
        grades = [draw.uniform(1.2, 4) if one in shown else draw.uniform(0, 0.6) for one in _GRADED]
        seconds = (number - 1) / 30
        cells = [str(number), "0", f"{seconds:.3f}", "0.98", "1", *(f"{one:.2f}" for one in grades)]
        yield ", ".join([*cells, *(str(int(one in shown)) for one in _PRESENT)])


def score_list(rows: int, draw: random.Random) -> Iterator[str]:
    """Give a name and a score on each line."""
    for number in range(rows):
        yield f"{number:06}.jpg {_score(draw)}"


def sheet(rows: int, draw: random.Random) -> Iterator[str]:
    """Give the lines of an annotation sheet."""
    yield "Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame,Action Units,Estimated Emotion"
    for number in range(rows):
        onset, apex = 100, 100 + draw.randint(5, 30)
        offset = apex + draw.randint(5, 60)
        clip = f"EP{number:06}"
        yield f"{number % 26 + 1},{clip},{onset},{apex},{offset},{_score(draw)},others"


def _score(draw: random.Random) -> str:
    codes = draw.sample(_SCORED, draw.randint(1, 6))
    return "+".join(f"{draw.choice(('', '', '', 'L', 'R'))}{one}" for one in codes)


_KINDS: Final[dict[str, tuple[str, str, Callable[[int, random.Random], Iterator[str]]]]] = {
    "frames": ("OpenFace frames", "frames.csv", frames),
    "list": ("score list", "list.txt", score_list),
    "sheet": ("annotation sheet, CSV", "sheet.csv", sheet),
}


def measure(kind: str, rows: int) -> dict[str, object]:
    """Code a generated file, and give what it comes to, the seconds, and memory in MiB."""
    told, name, lines = _KINDS[kind]
    knowledge = Knowledge.load()
    coder = FaceCoder(knowledge, compile_profile(knowledge, "dong2022"))
    options = FileOptions(reading=ReadOptions(rate=200.0 if kind == "sheet" else None))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        with path.open("w", encoding="utf-8") as file:
            file.writelines(f"{one}\n" for one in lines(rows, random.Random(2022)))  # noqa: S311
        before, wall, cpu = _peak(), time.perf_counter(), time.process_time()
        found = Counter(type(one).__name__ for one in code_file(coder, path, options).items)
        seconds, cpu = time.perf_counter() - wall, time.process_time() - cpu
    items = ", ".join(f"{count:,} {name}" for name, count in found.most_common())
    return {
        "file": told,
        "items": items,
        "seconds": seconds,
        "cpu": cpu,
        "before": before,
        "peak": _peak(),
    }


def table(runs: int, environment: Mapping[str, str]) -> Iterator[str]:
    """Write what whole files take, each run in a process of its own; figures of the middle run."""
    heads = "what it comes to | least s | median s | CPU s | rows a second | MiB before | MiB peak"
    yield f"| file, rows | {heads} |"
    yield f"| --- | --- |{' ---: |' * 6}"
    for kind, rows in _MEASURED:
        command = [sys.executable, str(Path(__file__)), kind, str(rows)]
        found = []
        for _ in range(runs):
            done = subprocess.run(command, check=True, capture_output=True, env=environment)
            found.append(json.loads(done.stdout))
        found.sort(key=lambda one: float(one["seconds"]))
        one = found[len(found) // 2]
        seconds = f"{found[0]['seconds']:.2f} | {one['seconds']:.2f} | {one['cpu']:.2f}"
        memory = f"{one['before']:.0f} | {one['peak']:.0f}"
        name, items, speed = one["file"], one["items"], f"{rows / one['seconds']:,.0f}"
        yield f"| {name}, {rows:,} | {items} | {seconds} | {speed} | {memory} |"
        print(f"{kind} {rows}", file=sys.stderr, flush=True)


def _peak() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / _KIB / (_KIB if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
