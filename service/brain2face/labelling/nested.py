"""A short negative expression within a positive one: what the paper calls "nasty-nice".

Dong et al. 2022, section 5, lines 334-335. Both are kept: the smile stays a smile.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from brain2face.labelling.meanings import Meanings
from brain2face.records import CodedEvent
from brain2face.terms import B2F

__all__ = ["NastyNice", "nasty_nice"]

_POSITIVE: Final = B2F + "PositiveType"
_NEGATIVE: Final = B2F + "NegativeType"
_SLACK: Final = 1e-6


@dataclass(frozen=True, slots=True)
class NastyNice:
    """A negative expression and the positive one within which it passes."""

    inner: CodedEvent
    outer: CodedEvent
    reason: str


def nasty_nice(events: Iterable[CodedEvent], meanings: Meanings) -> tuple[NastyNice, ...]:
    """Find every short negative expression that passes within a positive one of the same person.

    It counts as short if its length is ``micro``; where no length was judged, if it is shorter than
    half of the other. Events of other subjects and clips, or without times, do not count.
    """
    sides: dict[tuple[str, str], tuple[list[CodedEvent], list[CodedEvent]]] = {}
    for one in events:
        kind = _type_of(one, meanings)
        if one.event.span is not None and kind in (_POSITIVE, _NEGATIVE):
            nice, nasty = sides.setdefault((one.event.subject, one.event.clip), ([], []))
            (nice if kind == _POSITIVE else nasty).append(one)
    return tuple(
        NastyNice(inner, outer, _reason(inner, outer))
        for nice, nasty in sides.values()
        for inner in nasty
        for outer in nice
        if _within(inner, outer)
    )


def _type_of(one: CodedEvent, meanings: Meanings) -> str | None:
    kinds = {meanings.type_of(meant) for meant in meanings.as_meant(one.verdict.results)}
    found = kinds.pop() if len(kinds) == 1 else None
    return found.iri if found else None


def _within(inner: CodedEvent, outer: CodedEvent) -> bool:
    short, long = inner.event.span, outer.event.span
    if short is None or long is None or inner.length not in ("", "micro"):
        return False
    inside = long.onset <= short.onset + _SLACK and short.offset <= long.offset + _SLACK
    half = inner.length == "micro" or short.duration < long.duration / 2
    return inside and half and short.duration < long.duration


def _reason(inner: CodedEvent, outer: CodedEvent) -> str:
    short, long = inner.event.span, outer.event.span
    if short is None or long is None:
        raise ValueError("an expression without times is within none")
    return (
        f"{inner.verdict.score} from {short.onset:.3f} to {short.offset:.3f} s is negative and "
        f"passes within {outer.verdict.score} from {long.onset:.3f} to {long.offset:.3f} s, "
        "which is positive: both are kept"
    )
