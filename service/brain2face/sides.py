"""On which side of the face a code is shown, as the letters of all its scorings say together.

A code that is scored on the left and on the right is shown on both sides, and is no longer a sign
of one side alone.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from brain2face.notation import Score, ScoredUnit

__all__ = ["ONE_SIDE", "shown", "two_sided"]

ONE_SIDE: Final = frozenset("LRU")
"""The letters for one side only; ``U`` does not say which."""
_ALIKE, _UNLIKE = "S", "A"


def shown(score: Score, code: str) -> list[tuple[str | None, str | None]]:
    """Give the grades and sides of a code, left and right together being both sides.

    Both sides are alike (``S``) where no two grades of the code differ, and else unlike (``A``).
    """
    units = [unit for unit in score.units if unit.code == code]
    if len(units) < 2 or not _is_two_sided(units):
        return [(unit.intensity, unit.side) for unit in units]
    grades = {unit.intensity for unit in units}
    both = _UNLIKE if grades - {next(iter(grades))} else _ALIKE
    return [(one.intensity, both if one.side in ONE_SIDE else one.side) for one in units]


def two_sided(score: Score) -> frozenset[str]:
    """Give the codes of a score that are not shown on one side alone."""
    units: dict[str, list[ScoredUnit]] = {}
    for unit in score.units:
        units.setdefault(unit.code, []).append(unit)
    return frozenset([code for code, own in units.items() if _is_two_sided(own)])


def _is_two_sided(units: Collection[ScoredUnit]) -> bool:
    sides = {unit.side for unit in units}
    return not sides <= ONE_SIDE or {"L", "R"} <= sides
