"""Expressions of one face on their way: given once no movement that goes on can still join them."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterator, Sequence

from brain2face.durations import CodeLimit
from brain2face.events.activation import Activation
from brain2face.events.assembly import apex_of, event_of
from brain2face.events.joining import join_sides, name_closures
from brain2face.events.linkage import Linkage, around_leaders
from brain2face.events.options import EventOptions
from brain2face.events.sensors import Sensor
from brain2face.events.traces import Traces
from brain2face.events.tracking import Face
from brain2face.records import Event, Recording, Span

__all__ = ["Pending"]


class Pending:
    """The movements of one face that have ended while others still go on."""

    def __init__(
        self,
        face: Face,
        sensors: Sequence[Sensor],
        options: EventOptions,
        recording: Recording,
        unseen: Collection[str],
        limits: Sequence[CodeLimit],
    ) -> None:
        """Wait for the movements of a ``face``."""
        self._face = face
        self._options = options
        self._recording = recording
        self._codes = frozenset(code for one in sensors for code in one.codes)
        self._unseen = frozenset(unseen)
        self._limits = limits
        self._linkage: Linkage[Activation] = Linkage(options.together)
        self._traces = Traces()
        self._ready: list[tuple[float, int, Event]] = []
        self._count = 0

    def take(self, ended: Sequence[Activation], last: bool) -> Iterator[Event]:
        """Take what has ended; give the events that are whole now, in the order of their onsets."""
        for one in ended:
            self._linkage.add(one, one.span)
            self._traces.add(one)
        if not (ended or last):
            return
        since = math.inf if last else self._face.open_since
        for chain in list(self._linkage.release(since)):
            for members in around_leaders(chain, _span, _rank, self._options.together):
                self._count += 1
                onset = min(one.span.onset for one in members)
                heapq.heappush(self._ready, (onset, self._count, self._event(members)))
        floor = min(since, self._linkage.since)
        while self._ready and self._ready[0][0] <= floor:
            yield heapq.heappop(self._ready)[2]
        self._traces.forget(floor)
        self._face.forget(floor)

    def _event(self, raw: Sequence[Activation]) -> Event:
        members = name_closures(join_sides(raw, self._options), self._limits)
        onset = min(one.span.onset for one in members)
        offset = max(one.span.offset for one in members)
        measured = {code for one in self._face.measured(onset, offset) for code in one.codes}
        apex = apex_of(members).span.apex
        others = self._traces.active(onset if apex is None else apex, raw)
        beside = {
            one.code
            for one in name_closures(join_sides(others, self._options), self._limits)
            if one.code is not None
        }
        return event_of(
            members,
            self._unseen | (self._codes - measured),
            beside,
            self._recording.instrument,
            self._rate,
            self._face.shown,
        )

    @property
    def _rate(self) -> float | None:
        return round(1 / self._face.period, 6) if self._face.period else None


def _span(one: Activation) -> Span:
    return one.span


def _rank(one: Activation) -> tuple[object, ...]:
    return *one.weight, -one.span.onset, one.codes, one.side or ""
