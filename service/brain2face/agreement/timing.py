"""How far coders agree on when an expression begins, is at its greatest, and ends.

Sheets and coders differ by frames, so that a difference counts as agreement up to a tolerance. The
mean of what coders marked is the event to go on with, as CAS(ME)^2 does where its coders differ.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal

from brain2face.agreement.matching import Matched, shared_time
from brain2face.agreement.measure import Measure, mean
from brain2face.errors import UsageFault
from brain2face.records import Span

__all__ = ["TOLERANCE", "EventTiming", "PairTiming", "PointTiming", "Timing", "timing"]

TOLERANCE: Final = 0.1
"""Seconds: our own choice, half of the shortest upper limit of a micro-expression, 1/5 s."""

_ROUNDING: Final = 1e-9
_POINTS: Final[tuple[Literal["onset", "apex", "offset"], ...]] = ("onset", "apex", "offset")


@dataclass(frozen=True, slots=True)
class PointTiming:
    """How far two coders agree on one point, over the events in which both marked it.

    ``within`` is the share that differs by the tolerance at most. ``difference`` is the mean of the
    differences without their sign, ``direction`` with it: above 0 the second coder marks later.
    Both are in seconds.
    """

    point: Literal["onset", "apex", "offset"]
    events: int
    within: Measure
    difference: Measure
    direction: Measure


@dataclass(frozen=True, slots=True)
class PairTiming:
    """Two coders: the events that both timed, the mean of the time they share, the points."""

    coders: tuple[str, str]
    events: int
    shared: Measure
    points: tuple[PointTiming, ...]


@dataclass(frozen=True, slots=True)
class EventTiming:
    """One event as each coder timed it, and the mean of them.

    ``merged`` has an apex if all of them marked one.
    """

    name: str
    spans: Mapping[str, Span]
    merged: Span


@dataclass(frozen=True, slots=True)
class Timing:
    """The agreement in time: of each pair of coders, and event by event."""

    tolerance: float
    pairs: tuple[PairTiming, ...]
    events: tuple[EventTiming, ...]


def timing(
    matched: Iterable[Matched], coders: Sequence[str], tolerance: float = TOLERANCE
) -> Timing:
    """Compare when coders say that events took place, for events that two or more of them timed.

    Args:
        matched: the events, as :func:`~brain2face.agreement.match_events` gives them.
        coders: who is compared.
        tolerance: up to which difference, in seconds, two coders agree.

    Raises:
        UsageFault: the tolerance is negative or no number.
    """
    if not 0 <= tolerance < math.inf:
        raise UsageFault(f"A tolerance of {tolerance} s cannot be: give 0 or more seconds.")
    timed = [
        (one.name, {coder: event.span for coder, event in one.events.items() if event.span})
        for one in matched
    ]
    both = [(name, spans) for name, spans in timed if len(spans) > 1]
    return Timing(
        tolerance,
        tuple(_pair(pair, both, tolerance) for pair in combinations(coders, 2)),
        tuple(EventTiming(name, spans, _merged(list(spans.values()))) for name, spans in both),
    )


def _pair(
    coders: tuple[str, str], timed: Sequence[tuple[str, Mapping[str, Span]]], tolerance: float
) -> PairTiming:
    first, second = coders
    pairs = [(spans[first], spans[second]) for _, spans in timed if spans.keys() >= set(coders)]
    shares = [shared_time(one, other) for one, other in pairs]
    return PairTiming(
        coders,
        len(pairs),
        mean(shares, "no event was timed by both"),
        tuple(_point(point, pairs, tolerance) for point in _POINTS),
    )


def _point(
    point: Literal["onset", "apex", "offset"],
    pairs: Sequence[tuple[Span, Span]],
    tolerance: float,
) -> PointTiming:
    differences: list[float] = []
    for one, other in pairs:
        earlier, later = getattr(one, point), getattr(other, point)
        if earlier is not None and later is not None:
            differences.append(later - earlier)
    why = f"no event has the {point} of both"
    within = [float(abs(one) <= tolerance + _ROUNDING) for one in differences]
    return PointTiming(
        point,
        len(differences),
        mean(within, why),
        mean([abs(one) for one in differences], why),
        mean(differences, why),
    )


def _merged(spans: Sequence[Span]) -> Span:
    onset = sum(span.onset for span in spans) / len(spans)
    offset = sum(span.offset for span in spans) / len(spans)
    marked = [span.apex for span in spans if span.apex is not None]
    if len(marked) < len(spans):
        return Span(onset, offset)
    return Span(onset, offset, min(max(onset, sum(marked) / len(marked)), offset))
