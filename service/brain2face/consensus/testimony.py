"""What one source says of a code and an emotion, counted over its rules."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from brain2face.rules import Conclusion, Profile, Way
from brain2face.sides import ONE_SIDE

__all__ = ["FEWEST_SOURCES", "MOST_SUBJECTS", "Testimony", "candidates"]

FEWEST_SOURCES: Final = 3
MOST_SUBJECTS: Final = 0.85


class Testimony:
    """How often a source has a code in an emotion, and how often on one side only, 0 to 1.

    The rules of an emotion weigh alike, and so do the ways to meet one. A source with shares of
    subjects gives its share for a code that a rule leaves open, and is known to have found one that
    a rule asks for in most subjects. A source that has only shares has measured them all.
    """

    def __init__(self, member: Profile, emotions: Collection[Conclusion]) -> None:
        """Count the rules of one source for each of the emotions."""
        ways = [way for rule in member.rules for way in rule.ways]
        self._known = {code for way in ways for code in way.units}
        self._known |= {code for _, code in member.shares}
        self._asked_side = {code for way in ways for code in _one_sided(way)}
        self._shown = {one: shown for one in emotions if (shown := _shown(member, one))}
        self._sided = {one: _sided(member, one) for one in self._shown}
        self.codes = frozenset(code for shown in self._shown.values() for code in shown)

    def shown(self, emotion: Conclusion, code: str) -> float | None:
        """Give how often the code is in the emotion; nothing if the source does not say.

        It is silent where it has no rule for the emotion, and where no rule of its names the code.
        """
        if emotion not in self._shown or code not in self._known:
            return None
        return self._shown[emotion].get(code, 0.0)

    def sided(self, emotion: Conclusion, code: str) -> float | None:
        """Give how often the code is on one side only, where the emotion has it.

        A source is silent that nowhere asks for a side of the code, or has it not in the emotion.
        """
        found = self._sided.get(emotion, {})
        return found.get(code) if code in self._asked_side else None


def candidates(members: Collection[Profile]) -> tuple[Conclusion, ...]:
    """Give the emotions for which enough members have a rule or a share, in order of label."""
    counts: dict[Conclusion, int] = {}
    for member in members:
        spoken = {one for rule in member.rules for one in rule.conclusions}
        spoken |= {s.emotion for s in member.signals if (s.emotion.iri, s.code) in member.shares}
        for one in spoken:
            if one.kind == "emotion":
                counts[one] = counts.get(one, 0) + 1
    fewest = min(FEWEST_SOURCES, len(members))
    found = (one for one, count in counts.items() if count >= fewest)
    return tuple(sorted(found, key=lambda one: (one.label, one.iri)))


def _shown(member: Profile, emotion: Conclusion) -> dict[str, float]:
    found: dict[str, float] = {}
    for weight, way in _ways(member, emotion):
        for code in way.units:
            found[code] = found.get(code, 0.0) + weight
    if member.shares:
        found = {code: MOST_SUBJECTS * ruled for code, ruled in found.items()}
        for (iri, code), share in member.shares.items():
            if iri == emotion.iri:
                found[code] = max(found.get(code, 0.0), share)
    return found


def _sided(member: Profile, emotion: Conclusion) -> dict[str, float]:
    having: dict[str, float] = {}
    sided: dict[str, float] = {}
    for weight, way in _ways(member, emotion):
        for code in way.units:
            having[code] = having.get(code, 0.0) + weight
        for code in _one_sided(way):
            sided[code] = sided.get(code, 0.0) + weight
    return {code: sided.get(code, 0.0) / weight for code, weight in having.items()}


def _ways(member: Profile, emotion: Conclusion) -> list[tuple[float, Way]]:
    rules = [rule for rule in member.rules if emotion in rule.conclusions]
    return [(1 / (len(rules) * len(rule.ways)), way) for rule in rules for way in rule.ways]


def _one_sided(way: Way) -> frozenset[str]:
    return frozenset(one.code for one in way.demands if one.sides and one.sides <= ONE_SIDE)
