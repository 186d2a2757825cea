"""A face as a coder has it: what is present, what may be, what could not be seen.

A code is in one of three states. One that was not observable is neither present nor absent, and no
verdict may take it for either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from brain2face.notation import Score

__all__ = ["Observation", "Silence", "State"]

State = Literal["present", "absent", "not observable"]
Silence = Literal["", "neutral", "undecided", "unscored"]


@dataclass(frozen=True, slots=True)
class Observation:
    """A score, and the codes that are neither present nor absent in it.

    ``doubtful`` are codes that the annotation leaves open (``4?``, ``(R12 or R14)``); ``unseen``
    are those that the instrument does not measure, or that a visibility code (70 to 74) hides.
    ``instrument`` is the notation of the instrument, if one is named. A code that the score has is
    present, whatever else is said of it.
    """

    score: Score
    doubtful: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    instrument: str = ""
    open: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "open", (self.doubtful | self.unseen) - self.score.codes)

    def silence(self, visibility: frozenset[str]) -> Silence:
        """Say why nothing can be coded, or nothing if a movement was scored.

        A code of ``visibility`` (70 to 74) is no movement. The face is ``undecided`` if all that
        was scored is in doubt, ``unscored`` if nothing was, ``neutral`` if 0 was.
        """
        moved = self.score.codes - visibility
        if not moved:
            return "undecided" if self.doubtful & self.open else "unscored"
        return "neutral" if moved == {"0"} else ""

    def state(self, code: str) -> State:
        """Say in which of the three states a code is."""
        if code in self.score.codes:
            return "present"
        return "not observable" if code in self.open else "absent"
