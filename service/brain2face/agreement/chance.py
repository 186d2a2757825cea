"""Agreement on one code beyond what chance would give, each way with its own idea of chance.

Kappa and alpha fall when a code is rare or common for all coders, though they agree nearly always;
Bennett's S and Gwet's AC1 do not. Kappa comes from statsmodels, alpha from krippendorff, S and AC1
from agreement. What they leave undefined is found before they are asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, Literal

from brain2face.agreement.measure import Measure, mean, needs

__all__ = ["CONSTANT", "NO_PAIR", "Column", "alpha", "bennett", "gwet", "kappa", "raw"]

Column = Sequence[int | None]
"""What one coder gave to each event, in the order of the events; ``None`` where nothing."""

NO_PAIR = "no event has values of two coders"
CONSTANT = "all coders gave one and the same value throughout"
_PRESENCE = (0, 1)


def kappa(columns: Sequence[Column], weighted: bool = False) -> Measure:
    """Give Cohen's kappa; of more than two coders, the mean over all pairs (Light's kappa).

    ``weighted`` counts a difference by its square, as befits grades. Pairs for which it is
    undefined are left out of the mean, which then says so.
    """
    try:
        from statsmodels.stats.inter_rater import cohens_kappa
    except ImportError:
        return needs("statsmodels")
    found: list[float] = []
    whys: list[str] = []
    for one, other in combinations(columns, 2):
        pairs = Counter(pair for pair in zip(one, other, strict=True) if None not in pair)
        values = sorted({value for pair in pairs for value in pair if value is not None})
        if len(values) < 2:
            whys.append(CONSTANT if pairs else NO_PAIR)
            continue
        span = range(values[0], values[-1] + 1)
        table = [[pairs[row, column] for column in span] for row in span]
        wt = "quadratic" if weighted else None
        found.append(float(cohens_kappa(table, wt=wt, return_results=False)))
    if not found:
        return Measure(None, NO_PAIR if not whys or set(whys) == {NO_PAIR} else CONSTANT)
    part = f"the mean of {len(found)} of {len(found) + len(whys)} pairs of coders" if whys else ""
    return Measure(sum(found) / len(found), part)


def alpha(columns: Sequence[Column], scale: Literal["nominal", "ordinal"] = "nominal") -> Measure:
    """Give Krippendorff's alpha, which also uses events that some coders did not score."""
    paired = [count for count in _counted(columns) if count.total() > 1]
    values = sorted({value for count in paired for value in count})
    if len(values) < 2:
        return Measure(None, CONSTANT if paired else NO_PAIR)
    try:
        import krippendorff
    except ImportError:
        return needs("krippendorff")
    table = [[count[value] for value in values] for count in paired]
    figure = krippendorff.alpha(value_counts=table, value_domain=values, level_of_measurement=scale)
    return Measure(float(figure))


def raw(columns: Sequence[Column]) -> Measure:
    """Give the share of pairs of coders who gave an event the same value, the mean over events."""
    shares: list[float] = []
    for count in _counted(columns):
        total = count.total()
        if total > 1:
            shares.append(sum(n * (n - 1) for n in count.values()) / (total * (total - 1)))
    return mean(shares, NO_PAIR)


def bennett(columns: Sequence[Column]) -> Measure:
    """Give Bennett's S of two values, 0 and 1, to which chance gives one half."""
    return _of_two_values(columns, "s_score")


def gwet(columns: Sequence[Column]) -> Measure:
    """Give Gwet's AC1 of two values, 0 and 1."""
    return _of_two_values(columns, "gwets_gamma")


def _of_two_values(columns: Sequence[Column], name: str) -> Measure:
    counts = [count for count in _counted(columns) if count]
    if not any(count.total() > 1 for count in counts):
        return Measure(None, NO_PAIR)
    try:
        import numpy
        from agreement import metrics
    except ImportError:
        return needs("agreement")
    figure: Callable[[Any], float] = getattr(metrics, name)
    return Measure(float(figure(numpy.array([[count[v] for v in _PRESENCE] for count in counts]))))


def _counted(columns: Sequence[Column]) -> list[Counter[int]]:
    return [Counter(v for v in event if v is not None) for event in zip(*columns, strict=True)]
