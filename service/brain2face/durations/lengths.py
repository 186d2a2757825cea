"""Definitions of a micro-expression as values, and the judging of a span of time by them.

Lengths are compared in whole microseconds, so that five frames at 25 frames a second are a fifth of
a second and not a hair more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from brain2face.records import Span
from brain2face.rules import Place

__all__ = ["DURATION", "ONSET_PHASE", "CodeLimit", "Definition", "Length", "Limit", "Limits"]

Length = Literal["micro", "macro", "neither"]

DURATION: Final = "duration"
ONSET_PHASE: Final = "onset phase"
_MICROSECOND: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Limit:
    """What is asked of one quantity, in seconds: ``duration`` or ``onset phase``.

    ``least`` and ``most`` are allowed themselves unless they are ``open``.
    """

    quantity: str
    least: Decimal | None = None
    most: Decimal | None = None
    least_open: bool = False
    most_open: bool = False

    def compare(self, value: Decimal) -> int:
        """Say whether a value is below (-1), within (0) or above (1)."""
        if self.least is not None and (
            value < self.least or (self.least_open and value == self.least)
        ):
            return -1
        if self.most is not None and (value > self.most or (self.most_open and value == self.most)):
            return 1
        return 0


Limits = tuple[Limit, ...]


@dataclass(frozen=True, slots=True)
class CodeLimit:
    """Two codes of one movement: ``short`` is scored up to ``seconds``, ``long`` beyond them."""

    short: str
    long: str
    seconds: float
    place: Place

    def code_of(self, seconds: float) -> str:
        """Give the code of a movement that lasts so long."""
        return self.short if _exact(seconds) <= _exact(self.seconds) else self.long


@dataclass(frozen=True, slots=True)
class Definition:
    """A definition of a micro-expression by its length, as ``place`` gives it.

    ``micro`` holds the ways to be one, each a set of limits that all have to be kept. ``macro`` is
    the same for a macro-expression, and empty where the place does not define one.
    """

    name: str
    label: str
    place: Place
    micro: tuple[Limits, ...]
    macro: tuple[Limits, ...] = ()

    def length_of(self, span: Span) -> Length:
        """Say what an expression is by its length.

        Where no macro-expression is defined, whatever is too long for a micro-expression is one.
        An onset phase can be judged only where the apex is known; see ``hangs_on_apex``.
        """
        given = _quantities(span)
        if any(_judge(way, given) == 0 for way in self.micro):
            return "micro"
        if self.macro:
            return "macro" if any(_judge(way, given) == 0 for way in self.macro) else "neither"
        return "macro" if all(_judge(way, given) == 1 for way in self.micro) else "neither"

    def hangs_on_apex(self, span: Span) -> bool:
        """Say whether an apex that is not known could make it a micro-expression."""
        given = _quantities(span)
        if ONSET_PHASE in given or self.length_of(span) == "micro":
            return False
        return any(
            _judge(tuple(one for one in way if one.quantity != ONSET_PHASE), given) == 0
            for way in self.micro
        )


def _quantities(span: Span) -> dict[str, Decimal]:
    given = {DURATION: _exact(span.duration)}
    if span.apex is not None:
        given[ONSET_PHASE] = _exact(span.apex - span.onset)
    return given


def _judge(way: Limits, given: Mapping[str, Decimal]) -> int:
    """Say whether the limits are kept (0), or passed above (1) or below (-1).

    One that is not known is passed above: nothing shows that the expression was quick enough.
    """
    judged = [one.compare(given[one.quantity]) if one.quantity in given else 1 for one in way]
    return 1 if 1 in judged else min(judged, default=0)


def _exact(seconds: float) -> Decimal:
    return Decimal(seconds).quantize(_MICROSECOND)
