"""How near a face comes to what a profile asks of each emotion, from 0 to 1.

The index is the agreement ratio of FACS coders, with the configuration as the second coder. The
formula, its choices and an example are in ``docs/explanation/ranking.md``.
"""

from __future__ import annotations

from collections.abc import Collection

from brain2face.coder.matching import Seen, grants
from brain2face.coder.plan import PlannedDemand, PlannedWay, Target
from brain2face.rules import Conclusion
from brain2face.verdict import Ranked

__all__ = ["ranking"]

_UNMET_DEMAND = 0.5


def ranking(
    targets: Collection[Target], seen: Seen, concluded: Collection[Conclusion]
) -> tuple[Ranked, ...]:
    """Rank the targets, in order of label: what was ``concluded`` first, then by score."""
    met = {one.iri for one in concluded}
    ranked = [
        Ranked(one.conclusion, _nearest(one, seen), one.conclusion.iri in met)
        if one.units & seen.present
        else one.unlike
        for one in targets
    ]
    return tuple(sorted(ranked, key=lambda one: (not one.met, -one.score)))


def _nearest(target: Target, seen: Seen) -> float:
    if target.shares:
        return max([_weighted(target, way, seen) for way in target.ways])
    present, visible = seen.present, ~seen.open
    face, best = present.bit_count(), 0.0
    for units, _, demands in target.ways:
        if not units & present:
            continue
        agreed: float = (units & present).bit_count()
        if demands:
            agreed -= _UNMET_DEMAND * _unmet(demands, seen)
        ratio = 2 * agreed / (face + (units & visible).bit_count())
        if ratio > best:
            best = ratio
    return best


def _weighted(target: Target, way: PlannedWay, seen: Seen) -> float:
    whole = way.units & ~seen.open & ~target.weighed
    agreed: float = (whole & seen.present).bit_count()
    face: float = (seen.present & ~target.weighed).bit_count()
    asked: float = whole.bit_count()
    for bit, share in target.shares:
        if bit & seen.present:
            agreed, face, asked = agreed + share, face + share, asked + share
        elif not bit & seen.open:
            asked += share
    agreed = max(agreed - _UNMET_DEMAND * _unmet(way.demands, seen), 0.0)
    return 2 * agreed / (face + asked) if face + asked else 0.0


def _unmet(demands: Collection[PlannedDemand], seen: Seen) -> int:
    return sum([one.bit & seen.present != 0 and not grants(seen, one) for one in demands])
