"""The movements of one expression put right: both sides as one, and closures of the eyes by length.

A movement of both sides has no side. Where the sides are unequal, FACS has letters for it: V to Z
if the left is stronger by one to five grades, G to K if the right is, A where the grades are not
known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from brain2face.durations import CodeLimit
from brain2face.events.activation import Activation
from brain2face.events.linkage import shared
from brain2face.events.options import EventOptions
from brain2face.misreadings import Fault
from brain2face.records import FrameNumbers, Span

__all__ = ["join_sides", "name_closures"]

_LEFT_STRONGER, _RIGHT_STRONGER = "VWXYZ", "GHIJK"
_LETTERS = "ABCDE"


def join_sides(members: Iterable[Activation], options: EventOptions) -> list[Activation]:
    """Make one movement of a left and a right one that go together; others keep their side."""
    waiting = sorted(members, key=lambda one: one.order)
    joined = [one for one in waiting if one.side not in ("L", "R")]
    rights = [one for one in waiting if one.side == "R"]
    for left in (one for one in waiting if one.side == "L"):
        same = [one for one in rights if one.codes == left.codes]
        right = max(same, key=lambda one: shared(one.span, left.span), default=None)
        if right is None or shared(right.span, left.span) + 1e-4 < options.together:
            joined.append(left)
            continue
        rights.remove(right)
        joined.append(_both(left, right, options))
    return sorted([*joined, *rights], key=lambda one: one.order)


def name_closures(members: Sequence[Activation], limits: Sequence[CodeLimit]) -> list[Activation]:
    """Give a movement of both sides the code that its length asks for, and say so.

    FACS scores a closure of both eyes for at most half a second as 45, and as 43 beyond that.
    """
    return [_renamed(one, limits) for one in members]


def _both(left: Activation, right: Activation, options: EventOptions) -> Activation:
    strong, weak = sorted((left, right), key=lambda one: (one.peak, one.side), reverse=True)
    offset = max((left, right), key=lambda one: one.span.offset)
    onset = min((left, right), key=lambda one: one.span.onset)
    return replace(
        strong,
        side=_asymmetry(left, right, weak.peak < options.asymmetry * strong.peak),
        grade=strong.grade or weak.grade,
        span=Span(onset.span.onset, offset.span.offset, strong.span.apex),
        frames=FrameNumbers(onset.frames.onset, strong.frames.apex, offset.frames.offset),
        parts=(("L" + "/".join(left.codes), left.peak), ("R" + "/".join(right.codes), right.peak)),
        remarks=left.remarks + right.remarks,
    )


def _asymmetry(left: Activation, right: Activation, unequal: bool) -> str | None:
    if left.scale != right.scale or left.scale in ("presence", "evidence"):
        return None
    if left.grade and right.grade:
        steps = _LETTERS.index(left.grade) - _LETTERS.index(right.grade)
        letters = _LEFT_STRONGER if steps > 0 else _RIGHT_STRONGER
        return letters[abs(steps) - 1] if steps else None
    return "A" if unequal else None


def _renamed(one: Activation, limits: Sequence[CodeLimit]) -> Activation:
    if one.side in ("L", "R"):
        return one
    for limit in limits:
        if not set(one.codes) <= {limit.short, limit.long}:
            continue
        code = limit.code_of(one.span.duration)
        if one.codes == (code,):
            return one
        reason = (
            f"is scored as {code}: it lasts {one.span.duration:.3g} s, "
            f"and up to {limit.seconds:g} s the code is {limit.short}"
        )
        advice = f"{limit.long} is scored only beyond that ({limit.place.label})"
        fault = Fault("/".join(one.codes), 1, reason, advice, "read")
        return replace(one, codes=(code,), remarks=(*one.remarks, fault))
    return one
