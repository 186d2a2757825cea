"""A tolerant reading of FACS scores as sheets and data sets write them, doubts told.

Nothing is guessed: what is certain is read, what is left open stays open, and every token that is
not as a score should be is named with its column, the reason and what would be right.
"""

from __future__ import annotations

from dataclasses import dataclass

from brain2face.misreadings import Fault
from brain2face.notation import Score

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says: the ``score`` that is certain, codes that are ``doubtful``, ``remarks``."""

    text: str
    score: Score = Score()  # noqa: RUF009
    doubtful: frozenset[str] = frozenset()
    remarks: tuple[Fault, ...] = ()

    @property
    def whole(self) -> bool:
        """Say whether every token was understood and left nothing open."""
        return all(remark.kind == "read" for remark in self.remarks)
