"""Habitual actions set aside from expressions, each with its reason: nothing goes unseen."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from brain2face.events.habits import Habit, Habits
from brain2face.events.linkage import shared
from brain2face.misreadings import Fault
from brain2face.notation import Score
from brain2face.records import Event, Span

__all__ = ["Excluded", "set_aside"]


@dataclass(frozen=True, slots=True)
class Excluded:
    """What was set aside of an event, and why; ``whole`` if nothing of it was kept."""

    event: Event
    codes: tuple[str, ...]
    reason: str
    whole: bool


def set_aside(
    events: Iterable[Event], habits: Habits, declared: Collection[Habit] = ()
) -> tuple[tuple[Event, ...], tuple[Excluded, ...]]:
    """Part events into what is kept and what is habitual, with the reason for each exclusion.

    An event whose every code is a habitual action is excluded. A code that comes with an action,
    by ``habits.brought`` or as ``declared``, is taken out of events that overlap the action by the
    part that the habit asks for, and they keep a remark of it; an event of which nothing then
    remains is excluded too. Events of other subjects and clips do not count, and an action in the
    same score always goes with it.
    """
    everything = list(events)
    told = (*habits.brought, *declared)
    watched = habits.actions | {habit.action for habit in told}
    watching: dict[tuple[str, str], list[tuple[Span, Event]]] = {}
    for event in everything:
        if event.span and watched & event.observation.score.codes:
            watching.setdefault((event.subject, event.clip), []).append((event.span, event))
    acting = {whose: _Acting(found) for whose, found in watching.items()}
    kept: list[Event] = []
    excluded: list[Excluded] = []
    for event in everything:
        codes = event.observation.score.codes
        actions = _actions(event, acting.get((event.subject, event.clip)))
        reasons = _brought(event, told, actions)
        rest = codes - reasons.keys()
        why = list(dict.fromkeys(reasons.values()))
        if codes and rest <= habits.actions and not event.observation.doubtful:
            if rest:
                lists = ", ".join(place.label for place in habits.places)
                source = f" (list: {lists})" if lists else ""
                why.append(f"{_listed(rest)} is habitual and shows no emotion{source}")
            excluded.append(Excluded(event, _sorted(codes), "; ".join(why), whole=True))
            continue
        if reasons:
            excluded.append(Excluded(event, _sorted(reasons), "; ".join(why), whole=False))
        kept.append(_without(event, reasons))
    return tuple(kept), tuple(excluded)


class _Acting:
    """Events of one person in the order of their onsets, so that a moment finds its own at once."""

    def __init__(self, events: Iterable[tuple[Span, Event]]) -> None:
        self._events = sorted(events, key=lambda pair: pair[0].onset)
        self._onsets = [span.onset for span, _ in self._events]
        self._longest = max(span.duration for span, _ in self._events)

    def during(self, span: Span) -> Iterator[tuple[Span, Event]]:
        first = bisect.bisect_left(self._onsets, span.onset - self._longest)
        last = bisect.bisect_right(self._onsets, span.offset)
        yield from self._events[first:last]


def _actions(event: Event, acting: _Acting | None) -> dict[str, float]:
    """Give each code that goes on at the time of an event, with the part of time that they share.

    What is only known to be there at the apex shares no part that could be told.
    """
    found = dict.fromkeys(event.beside, 0.0) | dict.fromkeys(event.observation.score.codes, 1.0)
    if acting and event.span:
        for span, other in acting.during(event.span):
            if (part := shared(event.span, span)) > 0:
                for code in other.observation.score.codes:
                    found[code] = max(part, found.get(code, 0.0))
    return found


def _brought(event: Event, told: Iterable[Habit], actions: Mapping[str, float]) -> dict[str, str]:
    reasons: dict[str, str] = {}
    for habit in told:
        part = actions.get(habit.action)
        if part is not None and part >= habit.least and habit.subject in ("", event.subject):
            whose = f"of {habit.subject}, " if habit.subject else ""
            for code in (event.observation.score.codes & habit.codes) - {habit.action}:
                reason = f"{code} comes with {habit.action} by habit ({whose}{habit.said_by})"
                reasons.setdefault(code, reason)
    return reasons


def _without(event: Event, reasons: Mapping[str, str]) -> Event:
    if not reasons:
        return event
    seen = event.observation
    score = Score(tuple(unit for unit in seen.score.units if unit.code not in reasons))
    faults = (
        Fault(code, 1, f"was set aside: {reasons[code]}", "keep it if it was meant", "read")
        for code in _sorted(reasons)
    )
    return replace(event, observation=replace(seen, score=score), remarks=(*event.remarks, *faults))


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda one: (len(one), one)))


def _listed(codes: Iterable[str]) -> str:
    return "+".join(_sorted(codes))
