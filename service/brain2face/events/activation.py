"""A stretch of time in which one code is active on one side of one face, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from brain2face.events.options import GREATEST
from brain2face.misreadings import Fault
from brain2face.records import FrameNumbers, Span

__all__ = ["Activation"]


@dataclass(frozen=True, slots=True)
class Activation:
    """One movement from onset to offset.

    ``codes`` are several where the column cannot tell them apart: none of them is then sure. The
    ``grade`` is the letter nearest to the greatest intensity, and absent on every other scale.
    ``peak`` is the greatest value on its ``scale``; the apex is the frame that has it, or the
    middle one (the earlier of two) of the first run of such frames. ``parts`` keep the peak of each
    side where both were measured.
    """

    codes: tuple[str, ...]
    side: str | None
    grade: str | None
    span: Span
    frames: FrameNumbers
    peak: float
    scale: str
    face: str = ""
    parts: tuple[tuple[str, float], ...] = ()
    remarks: tuple[Fault, ...] = ()

    @property
    def code(self) -> str | None:
        """The code, where there is only one that it can be."""
        return self.codes[0] if len(self.codes) == 1 else None

    @property
    def doubtful(self) -> frozenset[str]:
        """The codes it may be, where there are several."""
        return frozenset(self.codes if len(self.codes) > 1 else ())

    @property
    def order(self) -> tuple[float, float, tuple[str, ...], str]:
        """Its place among others: by time, then by code and side."""
        return self.span.onset, self.span.offset, self.codes, self.side or ""

    @property
    def weight(self) -> tuple[bool, float, float]:
        """How far it is the movement that others go with: by its height, then by its length."""
        height = self.peak / GREATEST[self.scale] if self.scale != "evidence" else self.peak
        return self.scale != "presence", height, round(self.span.duration, 6)
