"""How far coders agree on how strong a code is: the intraclass correlation, from pingouin.

Its single-score forms are two. ICC(2,1), also ICC(A,1), asks whether coders give the same grade;
ICC(3,1), also ICC(C,1), whether they rank events alike, so that it forgives one who grades higher
throughout. In both every coder grades every event, and the score of one coder is what counts.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Final

from brain2face.agreement.chance import CONSTANT, Column
from brain2face.agreement.measure import Measure, needs

__all__ = ["LEAST_EVENTS", "intraclass"]

LEAST_EVENTS: Final = 3
_FORMS: Final = ("ICC(A,1)", "ICC(C,1)")
_UNGRADED: Final = "nobody graded it from A to E"
_FEW: Final = f"fewer than {LEAST_EVENTS} events have grades of all coders"
_LEVEL: Final = "every coder graded all events alike, so that they cannot be ranked"


def intraclass(columns: Sequence[Column]) -> tuple[Measure, Measure]:
    """Give ICC(2,1) and ICC(3,1), each with its interval, over the events that all coders graded.

    Args:
        columns: the grades of each coder, 0 where the code is absent, 1 to 5 for A to E.
    """
    events = [event for event in zip(*columns, strict=True) if None not in event]
    why = ""
    if not any(value for column in columns for value in column):
        why = _UNGRADED
    elif len(events) < LEAST_EVENTS:
        why = _FEW
    elif len({value for event in events for value in event}) < 2:
        why = CONSTANT
    if why:
        return Measure(None, why), Measure(None, why)
    try:
        found = _forms(events)
    except ImportError:
        return needs("pingouin"), needs("pingouin")
    same, ranked = (_measure(*one) for one in found)
    return same, ranked


def _forms(events: Sequence[Sequence[int | None]]) -> list[tuple[float, Sequence[float]]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas
        import pingouin

        rows = [(at, who, one) for at, event in enumerate(events) for who, one in enumerate(event)]
        table = pandas.DataFrame(rows, columns=["event", "coder", "grade"])
        found = pingouin.intraclass_corr(table, "event", "coder", "grade").set_index("Type")
    return [(float(found.at[form, "ICC"]), found.at[form, "CI95"]) for form in _FORMS]


def _measure(value: float, bounds: Sequence[float]) -> Measure:
    if not math.isfinite(value):
        return Measure(None, _LEVEL)
    low, high = map(float, bounds)
    return Measure(value, "", (low, high) if math.isfinite(low) and math.isfinite(high) else None)
