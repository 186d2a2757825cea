"""What only our own table has: codes left open, unseen or beside, the instrument, what was kept.

What ``brain2face code --to csv`` writes is read back to the same expression. What follows from it,
such as the verdict, is not read: it is coded anew.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from brain2face.misreadings import Fault
from brain2face.notation import is_code
from brain2face.observation import Observation
from brain2face.readers.remarks import in_cell
from brain2face.readers.scored import observed
from brain2face.readers.sheet_columns import Columns

__all__ = ["kept_before", "own_observation"]


def own_observation(
    columns: Columns, cells: Sequence[str], known: Collection[str] | None
) -> tuple[Observation, tuple[Fault, ...]]:
    """Give what a row of our own table says of a face, and remarks on what it should not say.

    Raises:
        UnreadableScore: something is written as the score, but nothing of it could be read.
    """
    place = columns.places["units"]
    seen, remarks = observed(cells[place], known)
    doubtful, odd = _codes(columns, cells, "doubtful", known)
    unseen, strange = _codes(columns, cells, "unseen", known)
    doubtful = (doubtful | seen.doubtful) - seen.score.codes
    return Observation(
        seen.score,
        doubtful,
        unseen - seen.score.codes - doubtful,
        cells[columns.places["instrument"]],
    ), (*in_cell(remarks, columns.names[place], place), *odd, *strange)


def kept_before(text: str) -> dict[str, str]:
    """Give the columns that a sheet had before it was coded, from the cell that keeps them."""
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {"extra": text}
    if not isinstance(found, dict):
        return {"extra": text}
    return {name: value if isinstance(value, str) else str(value) for name, value in found.items()}


def _codes(
    columns: Columns, cells: Sequence[str], meaning: str, known: Collection[str] | None
) -> tuple[frozenset[str], tuple[Fault, ...]]:
    place = columns.places[meaning]
    words = cells[place].split()
    good = frozenset(word for word in words if is_code(word, known))
    reason, advice = f"as {meaning} is no FACS code", "write codes with spaces between them"
    odd = (word for word in words if word not in good)
    return good, tuple(Fault(word, place + 1, reason, advice, "doubtful") for word in odd)
