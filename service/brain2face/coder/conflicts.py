"""Where reasons pull apart: codes exclusive to two emotions, rules that never fire alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from brain2face.coder.plan import Plan, PlannedDemand, PlannedRule, PlannedWay
from brain2face.notation import Score
from brain2face.rules import Association, Conclusion, Mismatch, Profile
from brain2face.verdict import Clash, Firing

__all__ = ["clashes", "exclusives", "implied", "mismatches", "telling"]


def exclusives(profile: Profile, score: Score) -> tuple[Association, ...]:
    """Give what the tables have for the codes of a face that stand with one emotion alone."""
    codes = score.codes
    return tuple([one for one in profile.exclusives if one.code in codes])


def telling(
    profile: Profile, score: Score, outcome: str, results: Sequence[Conclusion]
) -> tuple[Association, ...]:
    """Give the exclusive codes that the face lacks and that would tell ambiguous results apart."""
    if outcome != "ambiguous":
        return ()
    named, codes = {one.iri for one in results}, score.codes
    found = [one for one in profile.exclusives if one.emotion.iri in named]
    return tuple([one for one in found if one.code not in codes])


def clashes(found: Sequence[Association]) -> Iterator[Clash]:
    """Pair exclusive codes of one face by emotion; one place alone says what is exclusive in it."""
    for one, other in combinations(found, 2):
        apart = one.code != other.code and one.emotion != other.emotion
        if apart and one.place.iri == other.place.iri:
            yield Clash(one, other)


def implied(plan: Plan, fired: Sequence[Firing]) -> Iterator[tuple[Firing, Firing]]:
    """Pair each fired rule with those that every face of it meets too."""
    for narrow in fired if len(fired) > 1 else ():
        iri = narrow.rule.iri
        if iri not in plan.wider:
            plan.wider[iri] = frozenset(_wider(plan, iri))
        for wide in fired:
            if wide.rule.iri in plan.wider[iri]:
                yield narrow, wide


def mismatches(plan: Plan, fired: Sequence[Firing]) -> Iterator[Mismatch]:
    """Give what fired against a table of its own source."""
    for one in fired:
        for mismatch in plan.profile.mismatches.get(one.rule.iri, ()):
            if mismatch.code in one.units:
                yield mismatch


def _wider(plan: Plan, iri: str) -> Iterator[str]:
    yield from (wide for narrow, wide in plan.profile.order if narrow == iri)
    narrow = next(one for one in plan.rules if one.rule.iri == iri)
    for wide in plan.rules:
        if wide.rule.iri != iri and _within(narrow, wide):
            yield wide.rule.iri


def _within(narrow: PlannedRule, wide: PlannedRule) -> bool:
    return all(any(_asks_less(two, one) for two in wide.ways) for one in narrow.ways)


def _asks_less(wide: PlannedWay, narrow: PlannedWay) -> bool:
    return (
        wide.units & narrow.units == wide.units
        and wide.allowed & narrow.allowed == narrow.allowed
        and all(any(_grants_more(one, two) for two in narrow.demands) for one in wide.demands)
    )


def _grants_more(wide: PlannedDemand, narrow: PlannedDemand) -> bool:
    pairs = (
        (narrow.demand.intensities, wide.demand.intensities),
        (narrow.sides, wide.sides),
    )
    same = wide.bit == narrow.bit
    return same and all(not more or (less and less <= more) for less, more in pairs)
