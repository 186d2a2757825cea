"""What hangs on codes that could not be observed: three-valued logic, told rule by rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brain2face.coder.bits import codes_of
from brain2face.coder.matching import Seen, Standing
from brain2face.coder.plan import PlannedWay
from brain2face.rules import Rule
from brain2face.verdict import Firing, Undecided

__all__ = ["firing", "undecided"]


def firing(rule: Rule, met: Sequence[PlannedWay], seen: Seen) -> Firing:
    """Give a rule that fires, with the codes on whose absence it rests by its surest way."""
    units = 0
    for way in met:
        units |= way.units
    if not seen.open:
        return Firing(rule, codes_of(units))
    assumed = [seen.open & ~way.allowed for way in met]
    return Firing(rule, codes_of(units), codes_of(min(assumed, key=int.bit_count)))


def undecided(rule: Rule, hanging: Sequence[Standing]) -> Iterator[Undecided]:
    """Give a rule once for each smallest set of open codes that would make it fire."""
    needs = {one.open for one in hanging}
    for need in sorted(needs, key=lambda one: (one.bit_count(), one)):
        if not any(other != need and other & need == other for other in needs):
            yield Undecided(rule, codes_of(need))
