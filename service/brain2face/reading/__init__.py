"""A tolerant reading of FACS scores as sheets and data sets write them, doubts told.

Nothing is guessed: what is certain is read, what is left open stays open, and every token that is
not as a score should be is named with its column, the reason and what would be right.
"""

from __future__ import annotations

from brain2face.reading.tolerant import Reading, read_score

__all__ = ["Reading", "read_score"]
