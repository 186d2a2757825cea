"""How much the codes of several coders overlap: the published ratio, and what else is called so.

The published ratio is N times the codes that all N coders gave, divided by the sum of what each
gave: for two coders twice the agreed codes over all codes, the ratio of the FACS manual and of
CASME II. Equation 2 of Dong et al. 2022 divides by the union instead, so that it runs from 0 to N;
for two coders the published ratio R follows from it, E, as R = 2E / (2 + E). The specific agreement
takes every pair of coders for itself and so is less strict than the ratio for three or more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brain2face.agreement.measure import Measure, ratio

__all__ = ["EQUATION_2", "Overlap", "overlap", "published_from_equation2"]

EQUATION_2 = "runs from 0 to N, the number of coders: two who agree entirely reach 2"
_EMPTY = "no coder gave any code"
Sets = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """The three ratios of one event, or of many pooled."""

    published: Measure
    equation2: Measure
    specific: Measure


def overlap(events: Iterable[Sets]) -> Overlap:
    """Pool the events, each the codes of every coder, and give the three ratios.

    Pooling adds up codes over events before it divides, as the published ratios of data sets do; it
    is not the mean of the events' ratios.

    Raises:
        ValueError: an event has fewer than two coders, or another number than the event before.
    """
    coders = common = given = union = 0
    agreed = possible = 0
    for sets in events:
        if len(sets) < 2 or coders not in (0, len(sets)):
            raise ValueError("every event needs the codes of the same two or more coders")
        coders = len(sets)
        counts = Counter(code for codes in sets for code in codes)
        common += sum(count == coders for count in counts.values())
        given += sum(counts.values())
        union += len(counts)
        agreed += sum(count * (count - 1) for count in counts.values())
        possible += sum(count * (coders - 1) for count in counts.values())
    why = _EMPTY if coders else "no event was scored by all coders"
    return Overlap(
        published=ratio(coders * common, given, why),
        equation2=ratio(coders * common, union, why),
        specific=ratio(agreed, possible, why),
    )


def published_from_equation2(value: float) -> float:
    """Turn equation 2 of two coders into the published ratio."""
    return 2 * value / (2 + value)
