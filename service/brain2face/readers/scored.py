"""The score in a cell, as an observation with remarks, or why nothing in it could be read."""

from __future__ import annotations

from collections.abc import Collection

from brain2face.misreadings import Fault, shorten
from brain2face.observation import Observation

__all__ = ["UnreadableScore", "observed"]


class UnreadableScore(ValueError):
    """A text of which no token could be read; it has the faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Keep the ``faults`` and tell them all."""
        self.faults = faults
        super().__init__("; ".join(map(str, faults)))

    @property
    def told(self) -> str:
        """The faults without their columns, for a cell that is named anyway."""
        return "; ".join(
            f"{shorten(one.token)!r} {one.reason}: {one.advice}" for one in self.faults
        )


def observed(
    text: str, known: Collection[str] | None = None
) -> tuple[Observation, tuple[Fault, ...]]:
    """Give what a score says for certain, what it leaves open, and remarks on the rest.

    Raises:
        UnreadableScore: something is written, but nothing of it could be read.
    """
    from brain2face.reading import read_score

    reading = read_score(text, known)
    unread = tuple(remark for remark in reading.remarks if remark.kind == "unread")
    if unread and not reading.score.units and not reading.doubtful:
        raise UnreadableScore(unread)
    return Observation(reading.score, reading.doubtful), reading.remarks
