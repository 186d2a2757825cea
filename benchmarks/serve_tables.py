"""What was measured of the service and its peers, and what became of each goal, as tables."""

from __future__ import annotations

import argparse
import datetime
import math
import os
import platform
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Final, NamedTuple

from process_tree import Taken
from serve_data import Asked
from serve_load import Run
from serve_peers import BARE, COLD, HOT, OXIGRAPH, RDFLIB

__all__ = ["ALONE", "Cell", "Found", "Rest", "report"]

ALONE: Final = "engine alone"
_MB: Final = 1_000_000
_MOST_BYTES: Final = 250 * _MB
_MOST_SECONDS: Final = 1.5
_NEAR: Final = 0.9
_HOT: Final = 3.0
_HOT_ALONE: Final = 1.5
_COLD_OXIGRAPH: Final = 0.5
_COLD_RDFLIB: Final = 6.0
_PACKAGES: Final = ("brain2face", "pyoxigraph", "granian", "oxigraph", "rdflib-endpoint", "rdflib")


class Cell(NamedTuple):
    """What is asked: of which data, which question, by how many connections."""

    data: str
    question: str
    connections: int


@dataclass
class Rest:
    """A peer itself: seconds from each start to its answer; what it takes at rest and after."""

    starts: list[float]
    before: Taken
    after: Taken | None = None


@dataclass
class Found:
    """All that was measured."""

    runs: dict[tuple[Cell, str], list[Run]] = field(default_factory=dict)
    rows: dict[tuple[str, str, str], int | None] = field(default_factory=dict)
    rest: dict[tuple[str, str], Rest] = field(default_factory=dict)

    def add(self, cell: Cell, peer: str, run: Run) -> None:
        """Keep one measurement."""
        self.runs.setdefault((cell, peer), []).append(run)

    def join(self, other: Found) -> None:
        """Take in what was measured of other data."""
        self.runs |= other.runs
        self.rows |= other.rows
        self.rest |= other.rest

    def cells(self) -> list[Cell]:
        """Give what was asked, in the order in which it was."""
        return list(dict.fromkeys(cell for cell, _ in self.runs))

    def place(self, cell: Cell) -> int:
        """Give the place of a cell in that order."""
        return self.cells().index(cell)

    def ratios(self, cell: Cell, ours: str, theirs: str) -> list[float]:
        """Give ours by theirs in answers a second, round by round; no end where they gave none."""
        mine, other = self.runs.get((cell, ours), []), self.runs.get((cell, theirs), [])
        if other and not other[0].load:
            other = other * len(mine)
        if mine and not mine[0].load:
            mine = mine * len(other)
        return [a.rate / b.rate if b.rate else math.inf for a, b in zip(mine, other, strict=False)]


def report(
    found: Found, questions: Sequence[Asked], options: argparse.Namespace, load: float
) -> str:
    """Write all tables, and below them what the machine was."""
    lines = ["Questions:", "", *_questions(found, questions), ""]
    lines += ["Goals, by the ratio of answers a second:", "", *_ratios(found, questions), ""]
    lines += ["Start, memory, processes:", "", *_rests(found), ""]
    for data in dict.fromkeys(cell.data for cell in found.cells()):
        lines += [f"Answers of the {data}:", "", *_runs(found, data), ""]
    lines += _machine(found, options, load)
    return "\n".join(lines) + "\n"


def _questions(found: Found, questions: Sequence[Asked]) -> Iterator[str]:
    peers = [HOT, COLD, OXIGRAPH, RDFLIB]
    yield f"| size | question | rank | engine, CPU ms | data | rows by {' | '.join(peers)} |"
    yield f"| --- | --- | --- | ---: | --- |{' ---: |' * len(peers)}"
    for asked in questions:
        for data in dict.fromkeys(data for data, _, _ in found.rows):
            rows = [found.rows.get((data, asked.name, peer)) for peer in peers]
            told = " | ".join("none" if row is None else str(row) for row in rows)
            cells = [asked.size, f"`{asked.name}`", asked.rank, f"{asked.milliseconds:.2f}", data]
            yield f"| {' | '.join(cells)} | {told} |"


def _ratios(found: Found, questions: Sequence[Asked]) -> Iterator[str]:
    heavy = {asked.name for asked in questions if asked.size == "heavy"}
    goals: list[tuple[str, str, Callable[[Cell], float | None]]] = [
        (HOT, OXIGRAPH, lambda cell: _HOT_ALONE if cell.connections == 1 else _HOT),
        (COLD, OXIGRAPH, lambda cell: _COLD_OXIGRAPH),
        (COLD, RDFLIB, lambda cell: _COLD_RDFLIB),
        (COLD, ALONE, lambda cell: _NEAR if cell.question in heavy else None),
    ]
    heads = [f"{ours.partition(', ')[2]} / {theirs}" for ours, theirs, _ in goals]
    yield f"| data | question | connections | {' | '.join(heads)} |"
    yield f"| --- | --- | ---: |{' --- |' * len(goals)}"
    for cell in found.cells():
        told = [_goal(found, cell, ours, theirs, least(cell)) for ours, theirs, least in goals]
        yield f"| {cell.data} | `{cell.question}` | {cell.connections} | {' | '.join(told)} |"


def _goal(found: Found, cell: Cell, ours: str, theirs: str, least: float | None) -> str:
    ratios = found.ratios(cell, ours, theirs)
    if not ratios:
        return "-"
    middle = statistics.median(ratios)
    if math.isinf(middle):
        return "no answer of theirs in time: hit"
    if least is None:
        return f"{middle:.2f}"
    said = "hit" if min(ratios) >= least else "hit by the median" if middle >= least else "missed"
    return f"{middle:.2f} (>= {least:g}: {said})"


def _rests(found: Found) -> Iterator[str]:
    heads = "processes at rest | after | PSS MB at rest | after | RSS MB at rest | after | goals"
    yield f"| data | peer | starts | start s, median | max | {heads} |"
    yield f"| --- | --- |{' ---: |' * 9} --- |"
    for (data, peer), rest in found.rest.items():
        after = rest.after or rest.before
        cells = [data, peer, str(len(rest.starts))]
        cells += [f"{statistics.median(rest.starts):.2f}", f"{max(rest.starts):.2f}"]
        cells += [str(rest.before.processes), str(after.processes)]
        for size in (rest.before.pss, after.pss, rest.before.rss, after.rss):
            cells.append(f"{size / _MB:.0f}")
        told = "-"
        if peer in (HOT, COLD):
            start = "hit" if max(rest.starts) <= _MOST_SECONDS else "missed"
            memory = "hit" if rest.before.pss <= _MOST_BYTES else "missed"
            told = f"<= {_MOST_SECONDS:g} s: {start}; <= {_MOST_BYTES // _MB} MB: {memory}"
        yield f"| {' | '.join([*cells, told])} |"


def _runs(found: Found, data: str) -> Iterator[str]:
    heads = "rounds | answers a second | least | most | p50 ms | p99 ms | errors | CPU ms each"
    yield f"| question | connections | peer | {heads} |"
    yield f"| --- | ---: | --- |{' ---: |' * 8}"
    for (cell, peer), runs in sorted(found.runs.items(), key=lambda one: found.place(one[0][0])):
        if cell.data != data:
            continue
        rates = [run.rate for run in runs]
        middle = [statistics.median(rates), min(rates), max(rates)]
        waits = [statistics.median(run.p50 for run in runs)]
        waits.append(statistics.median(run.p99 for run in runs))
        cells = [f"`{cell.question}`", str(cell.connections), peer]
        cells += [str(len(runs)) if runs[0].load else "asked once"]
        cells += [_short(one) for one in [*middle, *waits]]
        cells += [str(sum(run.errors for run in runs))]
        cells += [f"{statistics.median(run.cpu for run in runs):.3f}"]
        yield f"| {' | '.join(cells)} |"


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _machine(found: Found, options: argparse.Namespace, load: float) -> Iterator[str]:
    noise = [
        max(run.rate for run in runs) / min(run.rate for run in runs)
        for (_, peer), runs in found.runs.items()
        if peer == BARE and len(runs) > 1
    ]
    yield f"- Date: {datetime.datetime.now(datetime.UTC).date()}"
    yield f"- {options.rounds} rounds of {options.seconds:g} s each"
    if noise:
        yield f"- Noise, max/min of the {BARE} in one cell: {max(noise):.2f} at the most"
        yield f"  and {statistics.median(noise):.2f} by the median"
    cores = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    yield f"- {platform.python_implementation()} {platform.python_version()}, {cores}"
    yield f"- {', '.join(f'{name} {version(name)}' for name in _PACKAGES)}"
    yield f"- Load average of one minute: {load:.2f} before, {os.getloadavg()[0]:.2f} after"
