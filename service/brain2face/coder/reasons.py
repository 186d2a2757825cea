"""The reasons of a verdict, each worked out when it is first read: of most faces few are read.

What a face is coded as rests on the rules that fire, and those are few. What nearly fires, how near
every emotion is and what was measured take several times as long to find.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from brain2face.coder.bits import codes_of
from brain2face.coder.blindness import undecided
from brain2face.coder.conflicts import clashes, exclusives, implied, mismatches, telling
from brain2face.coder.exclusions import assumed, excluded
from brain2face.coder.matching import Seen, Standing, stand
from brain2face.coder.measured import measured
from brain2face.coder.near_misses import near_miss
from brain2face.coder.outcome import concluded_by
from brain2face.coder.plan import Plan
from brain2face.coder.ranking import ranking
from brain2face.verdict import NearMiss, Ranked, Undecided, Verdict

__all__ = ["ReasonedVerdict"]

_TOO_FAR: Final = 2


@dataclass(frozen=True, kw_only=True)
class ReasonedVerdict(Verdict):
    """A verdict and all that its reasons follow from; ``pooled`` is the ranking of a pool.

    ``unfired`` holds the near misses and what is undecided, which are found together.
    """

    plan: Plan = field(repr=False, compare=False)
    seen: Seen = field(repr=False, compare=False)
    pooled: tuple[Ranked, ...] | None = field(repr=False, compare=False)
    unfired: tuple[tuple[NearMiss, ...], tuple[Undecided, ...]] = field(
        init=False, repr=False, compare=False
    )


class _Part:
    """Works a part of a verdict out when it is first read; after that the verdict has it."""

    def __init__(self, name: str, work_out: Callable[[ReasonedVerdict], object]) -> None:
        self.name, self.work_out = name, work_out

    def __get__(self, verdict: ReasonedVerdict | None, owner: type) -> object:
        if verdict is None:
            return self
        found = verdict.__dict__[self.name] = self.work_out(verdict)
        return found


def _ranking(of: ReasonedVerdict) -> tuple[Ranked, ...]:
    if of.pooled is not None:
        return of.pooled
    return ranking(of.plan.targets, of.seen, concluded_by(of.fired))


def _unused(of: ReasonedVerdict) -> tuple[str, ...]:
    used = {unit for one in of.fired for unit in one.units}
    return tuple([one for one in codes_of(of.seen.present) if one not in used])


def _unmentioned(of: ReasonedVerdict) -> tuple[str, ...]:
    mentioned = codes_of(of.seen.present & of.plan.mentioned)
    return tuple([one for one in of.unused if one not in mentioned])


def _unfired(of: ReasonedVerdict) -> tuple[tuple[NearMiss, ...], tuple[Undecided, ...]]:
    near: list[NearMiss] = []
    hanging: list[Undecided] = []
    fired = {one.rule.iri for one in of.fired}
    for at, standings in _standings(of.plan, of.seen).items():
        rule = of.plan.rules[at].rule
        if rule.iri in fired:
            continue
        if unopposed := [one for one in standings if not one.opposed]:
            hanging.extend(undecided(rule, unopposed))
        elif missed := near_miss(rule, standings, of.seen):
            near.append(missed)
    return tuple(near), tuple(hanging)


def _standings(plan: Plan, seen: Seen) -> dict[int, list[Standing]]:
    found: dict[int, list[Standing]] = {}
    known = seen.present | seen.open
    absent = ~known
    for _, at, way in plan.lines:
        near = way.units & known and (way.units & absent).bit_count() < _TOO_FAR
        if near and (standing := stand(seen, way)):
            found.setdefault(at, []).append(standing)
    return found


_PARTS: Final[Mapping[str, Callable[[ReasonedVerdict], object]]] = {
    "ranking": _ranking,
    "assumes": lambda of: assumed(of.results, of.fired, of.undecided),
    "excluded": lambda of: tuple(excluded(of.profile, of.score)),
    "implied": lambda of: tuple(implied(of.plan, of.fired)),
    "mismatches": lambda of: tuple(mismatches(of.plan, of.fired)),
    "clashes": lambda of: tuple(clashes(of.exclusives)),
    "exclusives": lambda of: exclusives(of.profile, of.score),
    "telling": lambda of: telling(of.profile, of.score, of.outcome, of.results),
    "near_misses": lambda of: of.unfired[0],
    "undecided": lambda of: of.unfired[1],
    "unfired": _unfired,
    "blind": lambda of: codes_of(of.seen.open & of.plan.mentioned),
    "evidence": lambda of: measured(of.plan, of.seen, of.results),
    "unused": _unused,
    "unmentioned": _unmentioned,
}
for _name, _work_out in _PARTS.items():
    setattr(ReasonedVerdict, _name, _Part(_name, _work_out))
