"""Where the things of a drawing stand: in columns, as few lines crossing as a few passes can do."""

from __future__ import annotations

import re
import textwrap
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from brain2face.pictures.chain import Chain, Line, Thing
from brain2face.registry.ordering import natural

__all__ = ["LINE_HEIGHT", "Box", "Laid", "Strand", "lay_out"]

LINE_HEIGHT: Final = 17
_LETTER: Final = 7.4
_LETTERS: Final = 19
_PADDING: Final = 8
_BETWEEN_ROWS: Final = 12
_BETWEEN_COLUMNS: Final = 44
_TOP: Final = 44
_EDGE: Final = 16
_BEND: Final = 10
_BETWEEN_PORTS: Final = 9
_LEAST_BETWEEN_PORTS: Final = 7
_PASSES: Final = 6


@dataclass(frozen=True, slots=True)
class Box:
    """A thing with its place; ``x`` and ``y`` are of its upper left corner."""

    thing: Thing
    words: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Strand:
    """A line by the points that it passes, joined by a curve and straight on by turns."""

    line: Line
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A drawing laid out: ``heads`` are the columns by the middle of each."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    strands: tuple[Strand, ...]
    heads: tuple[tuple[int, float], ...]


def lay_out(chain: Chain) -> Laid:
    """Give each thing its place."""
    used = sorted({thing.column for thing in chain.things})
    words = {thing.iri: _wrapped(thing.label) for thing in chain.things}
    column = {thing.iri: used.index(thing.column) for thing in chain.things}
    routes = {line: _route(line, column) for line in chain.lines}
    columns: list[list[str]] = [[] for _ in used]
    for thing in sorted(chain.things, key=lambda thing: natural(thing.label)):
        columns[column[thing.iri]].append(thing.iri)
    for route in routes.values():
        for number, bend in route[1:-1]:
            columns[number].append(bend)
    _untangle(columns, [[name for _, name in route] for route in routes.values()])
    degree = _degrees(list(routes.values()))
    heights: dict[str, float] = {name: _BEND for names in columns for name in names}
    for name, lines in words.items():
        crowd = _LEAST_BETWEEN_PORTS * (degree[name] - 1)
        heights[name] = max(len(lines) * LINE_HEIGHT, crowd) + 2 * _PADDING
    widths = [
        max(len(word) for name in names for word in words.get(name, ("",))) * _LETTER + 2 * _PADDING
        for names in columns
    ]
    tallest = max(_tall(names, heights) for names in columns)
    left: list[float] = []
    x = float(_EDGE)
    for width in widths:
        left.append(x)
        x += width + _BETWEEN_COLUMNS
    tops: dict[str, float] = {}
    for names in columns:
        y = _TOP + (tallest - _tall(names, heights)) / 2
        for name in names:
            tops[name] = y
            y += heights[name] + _BETWEEN_ROWS
    boxes = tuple(
        Box(
            thing,
            words[thing.iri],
            left[column[thing.iri]],
            tops[thing.iri],
            widths[column[thing.iri]],
            heights[thing.iri],
        )
        for thing in chain.things
    )
    middles = {name: tops[name] + heights[name] / 2 for name in tops}
    ports = _ports(list(routes.values()), middles, heights)
    strands = tuple(
        Strand(line, tuple(_points(route, left, widths, ports))) for line, route in routes.items()
    )
    heads = tuple((used[i], left[i] + widths[i] / 2) for i in range(len(used)))
    width = x - _BETWEEN_COLUMNS + _EDGE
    return Laid(width, _TOP + tallest + _EDGE, boxes, strands, heads)


def _route(line: Line, column: dict[str, int]) -> list[tuple[int, str]]:
    """Give the columns that a line passes, with a bend of its own in each it does not stop at."""
    first, last = column[line.start], column[line.end]
    bends = [(n, f"{line.start} {line.end} {n}") for n in range(first + 1, last)]
    return [(first, line.start), *bends, (last, line.end)]


def _untangle(columns: list[list[str]], routes: list[list[str]]) -> None:
    """Order each column by where the neighbours of its things stand, back and forth."""
    before: dict[str, list[str]] = defaultdict(list)
    after: dict[str, list[str]] = defaultdict(list)
    for route in routes:
        for one, other in pairwise(route):
            before[other].append(one)
            after[one].append(other)
    for turn in range(_PASSES):
        forth = turn % 2 == 0
        for names in columns if forth else reversed(columns):
            place = {
                name: (index + 0.5) / len(some)
                for some in columns
                for index, name in enumerate(some)
            }
            near = before if forth else after
            middle = {
                name: sum(place[one] for one in near[name]) / len(near[name])
                if near[name]
                else place[name]
                for name in names
            }
            names.sort(key=lambda name: middle[name])


def _degrees(routes: list[list[tuple[int, str]]]) -> Counter[str]:
    """Give how many lines come to each thing, or leave it, whichever are more."""
    leaving = Counter(one for route in routes for _, one in route[:-1])
    coming = Counter(one for route in routes for _, one in route[1:])
    return leaving | coming


def _ports(
    routes: list[list[tuple[int, str]]], middles: dict[str, float], heights: dict[str, float]
) -> dict[tuple[str, str], float]:
    """Give the height at which each line leaves a thing for another, or comes to it from there."""
    sides: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for route in routes:
        for (_, one), (_, other) in pairwise(route):
            sides[one, True].add(other)
            sides[other, False].add(one)
    found = {}
    for (name, _), others in sides.items():
        room = max(heights[name] - 2 * _PADDING, 0)
        step = min(_BETWEEN_PORTS, room / max(len(others) - 1, 1))
        ordered = sorted(others, key=lambda other: (middles[other], other))
        for index, other in enumerate(ordered):
            found[name, other] = middles[name] + (index - (len(ordered) - 1) / 2) * step
    return found


def _points(
    route: list[tuple[int, str]],
    left: list[float],
    widths: list[float],
    ports: dict[tuple[str, str], float],
) -> list[tuple[float, float]]:
    points = []
    for (number, one), (following, other) in pairwise(route):
        points.append((left[number] + widths[number], ports[one, other]))
        points.append((left[following], ports[other, one]))
    return points


def _tall(names: list[str], heights: dict[str, float]) -> float:
    return sum(heights[name] for name in names) + _BETWEEN_ROWS * (len(names) - 1)


def _wrapped(label: str) -> tuple[str, ...]:
    kept = re.sub(r"\b(CN|pars) ", "\\1\u00a0", label)
    words = textwrap.wrap(kept, _LETTERS, break_long_words=False)
    return tuple(word.replace("\u00a0", " ") for word in words) or (label,)
