"""What lies before and behind a term, from the facial nucleus through muscles to emotions.

Statements of the default graph come first. Where it says nothing, next to the term or on the way
back to the brain, what other places say is taken, unless it is disputed or contradicted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.registry.drawn import DRAWN
from brain2face.terms import B2F, PREFIXES

__all__ = ["COLUMNS", "Chain", "Line", "Thing", "chain_of", "has_picture"]

COLUMNS: Final = (
    "part of the nucleus",
    "nucleus",
    "nerve",
    "branch",
    "muscle",
    "unit",
    "emotion",
)
_KINDS: Final = {
    "NucleusPart": 0,
    "Nucleus": 1,
    "Ganglion": 1,
    "CranialNerve": 2,
    "Nerve": 3,
    "Muscle": 4,
    "MuscleGroup": 4,
    "MuscleRegion": 4,
    "FacsCode": 5,
    "AffectiveState": 6,
}
_STEPS: Final = (
    ("givesRiseTo",),
    ("innervates",),
    ("contractsIn", "relaxesIn", "actsIn"),
    ("signals",),
)
_DOUBTED: Final = ("Contradicted", "Disputed")
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_SUBCLASS: Final = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_WORDS: Final = ox.DefaultGraph()


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that is drawn, in one of ``COLUMNS`` by number."""

    iri: str
    label: str
    column: int


@dataclass(frozen=True, slots=True)
class Line:
    """A statement that is drawn, and whether the default graph makes it."""

    start: str
    end: str
    relation: str
    default: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """What is drawn of a term."""

    term: Thing
    things: tuple[Thing, ...]
    lines: tuple[Line, ...]


def has_picture(knowledge: Knowledge, iri: str) -> bool:
    """Say whether there is a drawing: of a unit with muscles, a muscle with nerves, and so on."""
    reader = _Reader(knowledge)
    kinds = reader.kinds(iri)
    return any(
        kind in kinds and reader.said(iri, relation, ahead=ahead)
        for kind, (ahead, relations) in DRAWN.items()
        for relation in relations
    )


def chain_of(knowledge: Knowledge, iri: str) -> Chain | None:
    """Give what lies before and behind a unit, muscle, branch or emotion; none of anything else."""
    if not has_picture(knowledge, iri):
        return None
    reader = _Reader(knowledge)
    lines: dict[tuple[str, str], Line] = {}
    reached: dict[bool, set[str]] = {True: {iri}, False: {iri}}
    for ahead, seen in reached.items():
        waiting = [iri]
        while waiting:
            one = waiting.pop()
            for line in reader.lines(one, ahead=ahead, filled=one == iri or not ahead):
                lines[line.start, line.end] = line
                other = line.end if ahead else line.start
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
    for line in reader.parts(reached[True] | reached[False]):
        lines[line.start, line.end] = line
    found = {end for line in lines.values() for end in (line.start, line.end)}
    things = tuple(reader.thing(one) for one in sorted(found))
    drawn = tuple(sorted(lines.values(), key=lambda line: (line.start, line.end)))
    return Chain(reader.thing(iri), things, drawn)


class _Reader:
    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._store = knowledge.store

    def thing(self, iri: str) -> Thing:
        return Thing(iri, self._knowledge.label(iri), self._column(iri) or 0)

    def kinds(self, iri: str) -> set[str]:
        found: set[str] = set()
        waiting = self._objects(iri, _TYPE)
        while waiting:
            kind = waiting.pop()
            if kind not in found:
                found.add(kind)
                waiting += self._objects(kind, _SUBCLASS)
        return {kind.removeprefix(B2F) for kind in found}

    def lines(self, iri: str, *, ahead: bool, filled: bool) -> Iterator[Line]:
        """Give the lines that lead on from a thing, or ``ahead`` of it or back to the brain."""
        for relations in _STEPS:
            said = [line for name in relations for line in self.said(iri, name, ahead=ahead)]
            if any(line.default for line in said):
                said = [line for line in said if line.default]
            elif not filled:
                continue
            told: dict[tuple[str, str], Line] = {}
            for line in said:
                told.setdefault((line.start, line.end), line)
            yield from told.values()

    def parts(self, found: Iterable[str]) -> Iterator[Line]:
        """Give the parts of a nucleus that are drawn: those that drive a unit that is."""
        drawn = set(found)
        parts = {line.start for unit in drawn for line in self.said(unit, "drives", ahead=False)}
        for part in sorted(parts):
            for line in self.said(part, "partOf", ahead=True):
                if line.end in drawn and line.default and self._column(part) == 0:
                    yield line

    def said(self, iri: str, relation: str, *, ahead: bool) -> list[Line]:
        """Give the lines of a relation, those of the default graph as such."""
        node, predicate = ox.NamedNode(iri), ox.NamedNode(B2F + relation)
        subject, value = (node, None) if ahead else (None, node)
        default: dict[str, bool] = {}
        for quad in self._store.quads_for_pattern(subject, predicate, value, None):
            other = quad.object if ahead else quad.subject
            if isinstance(other, ox.NamedNode) and not self._doubted(quad.graph_name):
                plain = isinstance(quad.graph_name, ox.DefaultGraph)
                default[other.value] = default.get(other.value, False) or plain
        here = self._column(iri)
        lines = []
        for one, plain in sorted(default.items()):
            there = self._column(one)
            if here is not None and there is not None and (there > here) is ahead:
                start, end = (iri, one) if ahead else (one, iri)
                lines.append(Line(start, end, relation, plain))
        return lines

    def _doubted(self, graph: object) -> bool:
        if not isinstance(graph, ox.NamedNode):
            return False
        standing = ox.NamedNode(B2F + "hasStanding")
        return any(
            kind.removeprefix(B2F) in _DOUBTED for kind in self._objects(graph.value, standing)
        )

    def _column(self, iri: str) -> int | None:
        return min((_KINDS[kind] for kind in self.kinds(iri) if kind in _KINDS), default=None)

    def _objects(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), predicate, None, _WORDS)
        return [quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)]
