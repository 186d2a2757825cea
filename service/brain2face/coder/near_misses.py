"""Rules that one thing keeps from firing: a code that is absent, a demand, a code too many."""

from __future__ import annotations

from collections.abc import Sequence

from brain2face.coder.bits import codes_of
from brain2face.coder.matching import Seen, Standing
from brain2face.rules import Rule
from brain2face.verdict import NearMiss

__all__ = ["near_miss"]


def near_miss(rule: Rule, standings: Sequence[Standing], seen: Seen) -> NearMiss | None:
    """Give the near miss of a rule that does not fire, if the face has a part of it.

    Ways that hang on fewer codes that could not be observed come first; of these, one that has all
    its codes and fails by a demand or by a code too many.
    """
    partly = [one for one in standings if one.way.units & seen.present]
    if not partly:
        return None
    nearest = partly[0]
    if partly[1:]:
        nearest = min(partly, key=lambda one: (one.open.bit_count(), one.absent > 0))
    unsure = codes_of(nearest.open)
    if not nearest.absent:
        extra = codes_of(nearest.extra)[0] if nearest.extra else None
        demand, *others = nearest.refused or (None,)
        more = tuple(one for one in others if one)
        return NearMiss(rule, demand=demand, more_demands=more, extra=extra, unsure=unsure)
    missing = 0
    for one in partly:
        if one.open == nearest.open:
            missing |= one.absent
    return NearMiss(rule, missing=codes_of(missing), unsure=unsure)
