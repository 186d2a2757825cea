"""Which movements of a face are one expression: those that go on at the same time, link by link.

Two are linked if the time that they share is a large enough part of the time that they take
together (temporal intersection over union). A chain of links tells what has to be looked at as a
whole; within it an expression is a leading movement with those that are linked to it, so that no
face is made of movements at the two ends of a chain that never met.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from brain2face.records import Span

__all__ = ["Linkage", "around_leaders", "linked", "shared"]

_SLACK = 1e-4
T = TypeVar("T")


def shared(one: Span, other: Span) -> float:
    """Give the time that two spans share as a part of the time that they take together."""
    both = min(one.offset, other.offset) - max(one.onset, other.onset)
    either = max(one.offset, other.offset) - min(one.onset, other.onset)
    return max(both, 0.0) / either if either else float(one == other)


def linked(one: Span, other: Span, together: float) -> bool:
    """Say whether two spans share at least the part ``together`` of their time."""
    return shared(one, other) + _SLACK >= together


def around_leaders(
    chain: Iterable[T],
    span: Callable[[T], Span],
    rank: Callable[[T], tuple[object, ...]],
    together: float,
) -> Iterator[list[T]]:
    """Part a chain into leaders, the highest in rank first, each with what is linked to it."""
    waiting = sorted(chain, key=rank, reverse=True)
    while waiting:
        leader = span(waiting[0])
        yield [one for one in waiting if linked(span(one), leader, together)]
        waiting = [one for one in waiting if not linked(span(one), leader, together)]


@dataclass(eq=False, slots=True)
class _Group(Generic[T]):
    members: list[_Member[T]] = field(default_factory=list)
    onset: float = math.inf
    offset: float = -math.inf


@dataclass(eq=False, slots=True)
class _Member(Generic[T]):
    item: T
    span: Span
    group: _Group[T]
    released: bool = False


class Linkage(Generic[T]):
    """Takes movements in the order of their offsets and gives chains when they are whole."""

    def __init__(self, together: float) -> None:
        """Link two if they share at least this part of their time."""
        self._together = together
        self._members: list[_Member[T]] = []
        self._ends: list[tuple[float, int, _Group[T]]] = []
        self._onsets: list[tuple[float, int, _Member[T]]] = []
        self._count = 0

    def add(self, item: T, span: Span) -> None:
        """Take one that has ended."""
        group: _Group[T] = _Group()
        new = _Member(item, span, group)
        _join(group, [new])
        for other in reversed(self._members):
            if other.span.offset <= span.onset:
                break
            if other.group is not new.group and linked(other.span, span, self._together):
                small, large = sorted((other.group, new.group), key=lambda one: len(one.members))
                _join(large, small.members)
                small.members = []
        self._members.append(new)
        self._count += 1
        heapq.heappush(self._ends, (new.group.offset, self._count, new.group))
        heapq.heappush(self._onsets, (span.onset, self._count, new))

    def release(self, before: float = math.inf) -> Iterator[list[T]]:
        """Give the chains that ended by then, to which nothing that begins then can belong."""
        any_released = False
        while self._ends and self._ends[0][0] <= before:
            _, _, group = heapq.heappop(self._ends)
            if group.members and group.offset > before:
                self._count += 1
                heapq.heappush(self._ends, (group.offset, self._count, group))
                continue
            if group.members:
                for one in group.members:
                    one.released = any_released = True
                yield [one.item for one in group.members]
                group.members = []
        if any_released:
            self._members = [one for one in self._members if not one.released]

    @property
    def since(self) -> float:
        """The onset of the first movement that is not released; infinity where there is none."""
        while self._onsets and self._onsets[0][2].released:
            heapq.heappop(self._onsets)
        return self._onsets[0][0] if self._onsets else math.inf


def _join(group: _Group[T], members: list[_Member[T]]) -> None:
    for one in members:
        one.group = group
        group.onset = min(group.onset, one.span.onset)
        group.offset = max(group.offset, one.span.offset)
    group.members += members
