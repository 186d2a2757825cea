"""What makes a verdict less than sure: codes that may be there, or that do not go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from brain2face.coder.bits import bits_of, codes_of
from brain2face.notation import Score
from brain2face.rules import Conclusion, Profile
from brain2face.verdict import Excluded, Firing, Undecided

__all__ = ["assumed", "excluded"]


def assumed(
    results: Sequence[Conclusion], fired: Sequence[Firing], undecided: Sequence[Undecided]
) -> tuple[str, ...]:
    """Give the codes on whose absence the results rest, by their surest rules.

    What a profile calls every other face rests on all that would make a rule fire.
    """
    codes: set[str] = set()
    for result in results:
        firings = [one for one in fired if result in one.rule.conclusions]
        if firings:
            codes.update(min(firings, key=lambda one: len(one.assumes)).assumes)
        elif not fired:
            codes.update(*(one.needs for one in undecided))
    return codes_of(bits_of(codes))


def excluded(profile: Profile, score: Score) -> Iterator[Excluded]:
    """Give the scored codes that are not scored together, then those scored though not visible."""
    ordered = codes_of(bits_of(score.codes))
    for one, other in combinations(ordered, 2):
        if place := profile.excluded.get((one, other)):
            yield Excluded(one, other, place)
    for mark in [code for code in ordered if code in profile.visibility]:
        hidden = profile.hides.get(mark, ())
        yield from (Excluded(mark, code) for code in ordered if code in hidden)
