"""Which rules are always met when another one is, read off their forms where no reasoner ran."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from brain2face.rules import Demand, Profile, Rule, Way

__all__ = ["with_order"]


def with_order(profile: Profile) -> Profile:
    """Give the profile with every pair of rules of which the first asks for all the second asks."""
    pairs = {
        (one.iri, other.iri)
        for one in profile.rules
        for other in profile.rules
        if one is not other and _implies(one, other)
    }
    return replace(profile, order=profile.order | pairs)


def _implies(one: Rule, other: Rule) -> bool:
    return all(any(_asks_all(way, wider) for wider in other.ways) for way in one.ways)


def _asks_all(way: Way, wider: Way) -> bool:
    limited = wider.only is None or (way.only is not None and way.only <= wider.only)
    demanded = all(_asked(demand, way.demands) for demand in wider.demands)
    return wider.units <= way.units and demanded and limited


def _asked(demand: Demand, among: Collection[Demand]) -> bool:
    return any(
        one.code == demand.code
        and (not demand.intensities or frozenset() < one.intensities <= demand.intensities)
        and (not demand.sides or frozenset() < one.sides <= demand.sides)
        for one in among
    )
