"""What tables measured for the codes of a face."""

from __future__ import annotations

from collections.abc import Collection

from brain2face.coder.bits import codes_of
from brain2face.coder.matching import Seen
from brain2face.coder.plan import Plan
from brain2face.rules import Conclusion, Evidence

__all__ = ["measured"]


def measured(plan: Plan, seen: Seen, results: Collection[Conclusion]) -> tuple[Evidence, ...]:
    """Give every row for the scored codes: of the results first, then by method, code and rank."""
    codes = codes_of(seen.present)
    rows = [row for method in plan.evidence for code in codes for row in method.get(code, ())]
    if not rows:
        return ()
    named = {one.iri for one in results}
    if not named:
        return tuple(rows)
    first = [row for row in rows if row.emotion.iri in named]
    return (*first, *[row for row in rows if row.emotion.iri not in named])
