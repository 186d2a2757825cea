"""Closures of the eyes that a person scored, named by length: 45 up to half a second, then 43.

FACS scores a closure of both eyes for at most half a second as a blink. An expression lasts at
least as long as each of its movements, so that a short one holds no 43; only where the event is
the movement itself does a long one hold no 45.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from brain2face.durations import CodeLimit
from brain2face.events.assembly import score_of
from brain2face.misreadings import Fault
from brain2face.records import BadRow, Event

__all__ = ["closures_named"]


def closures_named(
    events: Iterable[Event | BadRow], limits: Sequence[CodeLimit], actions: bool = False
) -> Iterator[Event | BadRow]:
    """Give the events on, with each closure under the code that its length asks for, and a remark.

    Args:
        events: what was scored.
        limits: the codes that only the length of a movement tells apart.
        actions: each event is one movement, so that its length is that of the movement.
    """
    for event in events:
        yield event if isinstance(event, BadRow) else _named(event, limits, actions)


def _named(event: Event, limits: Sequence[CodeLimit], action: bool) -> Event:
    for limit in limits:
        if event.span is None:
            break
        right = limit.code_of(event.span.duration)
        wrong = limit.long if right == limit.short else limit.short
        closed = [unit for unit in event.observation.score.units if unit.code == wrong]
        both_eyes = [unit for unit in closed if unit.side not in ("L", "R")]
        if both_eyes and (action or right == limit.short):
            event = _renamed(event, wrong, right, limit)
    return event


def _renamed(event: Event, wrong: str, right: str, limit: CodeLimit) -> Event:
    seen = event.observation
    units = (
        replace(unit, code=right) if unit.code == wrong and unit.side not in ("L", "R") else unit
        for unit in seen.score.units
    )
    lasting = f"lasts {event.span.duration:.3g} s" if event.span else ""
    remark = Fault(
        wrong,
        1,
        f"is read as {right}: the event {lasting}, and up to {limit.seconds:g} s a closure of both "
        f"eyes is {limit.short} ({limit.place.label})",
        f"{limit.long} is scored only beyond that",
        "read",
    )
    score = score_of(units)
    return replace(
        event,
        observation=replace(
            seen,
            score=score,
            doubtful=seen.doubtful - score.codes,
            unseen=seen.unseen - score.codes,
        ),
        remarks=(*event.remarks, remark),
    )
