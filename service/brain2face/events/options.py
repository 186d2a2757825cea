"""The choices that turn frames into events, each with a name and a default that deletes nothing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from brain2face.errors import UnknownNameError, UsageFault

__all__ = ["GREATEST", "EventOptions", "EventReport"]

GREATEST: Final[Mapping[str, float]] = {
    "presence": 1.0,
    "intensity": 5.0,
    "probability": 1.0,
    "evidence": math.inf,
    "percent": 100.0,
    "activation": 1.0,
}
_LONGEST: Final = 3600.0


@dataclass(frozen=True, slots=True)
class EventOptions:
    """How frames become activations, and activations events. Times are in seconds.

    Attributes:
        gap: a pause up to this long ends no activation, be the code absent or not observed in it.
            The default, 1/25 s, is the shortest expression of Dong et al. 2022: a shorter return to
            rest is none. With 0 every pause ends one.
        minimum: a shorter activation is left out. By default none is; 0.1 s, as exploface has it,
            would leave out half of all micro-expressions.
        together: two activations belong to one expression if the time that they share is at least
            this part of the time that they take together. Our own choice: at 0.25 a brow that moves
            for a moment within a long smile stays an expression of its own.
        asymmetry: a movement of both sides without grades is scored as asymmetric if the weaker
            side stays below this part of the stronger one. Our own choice.
        thresholds: a threshold for each scale, in place of those of the channels.
        decided_by: which column decides where one code has both presence and intensity.
    """

    gap: float = 0.04
    minimum: float = 0.0
    together: float = 0.25
    asymmetry: float = 0.5
    thresholds: Mapping[str, float] = field(default_factory=dict)
    decided_by: Literal["presence", "intensity"] = "presence"

    def __post_init__(self) -> None:
        for name in ("gap", "minimum"):
            if not 0 <= getattr(self, name) <= _LONGEST:
                raise UsageFault(
                    f"{name} is {getattr(self, name)}: give 0 or more seconds, an hour at most."
                )
        for name, low in (("together", "above 0"), ("asymmetry", "from 0")):
            value = getattr(self, name)
            if not 0 <= value <= 1 or (name == "together" and value == 0):
                raise UsageFault(f"{name} is {value}: give a part of one, {low} to 1.")
        if self.decided_by not in ("presence", "intensity"):
            raise UnknownNameError("way to decide", self.decided_by, ("presence", "intensity"))
        for scale, value in self.thresholds.items():
            if scale not in GREATEST:
                raise UnknownNameError("scale", scale, GREATEST)
            least = -math.inf if scale == "evidence" else 0.0
            if not (math.isfinite(value) and least <= value <= GREATEST[scale]):
                scope = "any number" if scale == "evidence" else f"0 to {GREATEST[scale]:g}"
                raise UsageFault(f"The threshold for {scale} is {value:g}: give {scope}.")


@dataclass(slots=True)
class EventReport:
    """What was met on the way, counted while the events are taken: nothing is left out unseen.

    Attributes:
        frames: how many frames were read.
        unusable: how many of them the tracker was not sure of.
        disagreements: by code, frames in which presence and intensity say different things.
        too_short: by code, activations shorter than the minimum.
    """

    frames: int = 0
    unusable: int = 0
    disagreements: Counter[str] = field(default_factory=Counter)
    too_short: Counter[str] = field(default_factory=Counter)
