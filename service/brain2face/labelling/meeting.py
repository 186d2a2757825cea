"""Where conditions meet: in an emotion, in a type of micro-expression, or nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from brain2face.labelling.conditions import Condition
from brain2face.labelling.meanings import Meanings
from brain2face.rules import Conclusion

__all__ = ["common_kinds", "common_of"]


def common_of(speaking: Sequence[Condition], meanings: Meanings) -> tuple[Conclusion, ...]:
    """Give the alternatives that no condition contradicts."""
    left = list(speaking[0].says) if speaking else []
    for condition in speaking[1:]:
        met = [meanings.meet(one, other) for one in left for other in condition.says]
        left = [one for one in met if one is not None]
    return tuple(dict.fromkeys(left))


def common_kinds(speaking: Sequence[Condition], meanings: Meanings) -> tuple[Conclusion, ...]:
    """Give the types of what is common; where nothing is, those that every condition allows."""
    common = common_of(speaking, meanings)
    if common:
        kinds = dict.fromkeys(meanings.type_of(one) or meanings.others for one in common)
        return () if len(common) > 1 and list(kinds) == [meanings.others] else tuple(kinds)
    allowed = [{meanings.type_of(one) for one in condition.says} for condition in speaking]
    shared = set[Conclusion | None].intersection(*allowed) if allowed else set()
    return tuple(one for one in shared if one is not None and one != meanings.others)
