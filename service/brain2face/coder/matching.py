"""How a face stands to one way of meeting a rule: what it lacks, what it has too much.

A code that could not be observed is never counted as absent and never as present.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from brain2face.coder.bits import bit_of, bits_of
from brain2face.coder.plan import Plan, PlannedDemand, PlannedWay
from brain2face.notation import Score
from brain2face.observation import Observation
from brain2face.rules import Demand
from brain2face.sides import shown

__all__ = ["Seen", "Standing", "grants", "permits", "see", "stand"]

_NEUTRAL: Final = bit_of("0")


class Seen(NamedTuple):
    """A face in bits: the codes that are ``present`` and those that are ``open``.

    A visibility code is no movement and not among them, unless a rule asks for it; and a face that
    moves is not neutral, whatever could not be seen.
    """

    score: Score
    present: int
    open: int


class Standing(NamedTuple):
    """A way that a face meets, or misses by one thing at most, as far as could be seen.

    ``absent`` and ``extra`` codes and ``refused`` demands stand against it; ``open`` codes are
    asked for and could not be observed; ``assumed`` ones must be absent and could not be observed.
    Demands that the score leaves unanswered, since it gives no side or no grade, are one thing.
    ``opposed`` says whether anything that was seen stands against it.
    """

    way: PlannedWay
    absent: int
    extra: int
    refused: tuple[Demand, ...]
    open: int
    assumed: int
    opposed: bool


def see(observation: Observation, plan: Plan) -> Seen:
    """Put a face into bits, for the rules of a plan."""
    score = observation.score
    present, unknown = bits_of(score.codes) & ~plan.idle, bits_of(observation.open)
    return Seen(score, present, unknown & ~_NEUTRAL if present else unknown)


def permits(seen: Seen, way: PlannedWay) -> bool:
    """Say whether a face that has the codes of a way has none too many, and meets its demands."""
    if seen.present & ~way.allowed:
        return False
    for one in way.demands:
        if not grants(seen, one):
            return False
    return True


def stand(seen: Seen, way: PlannedWay) -> Standing | None:
    """Say how a face stands to a way; nothing if more than one thing stands against it."""
    lacking = way.units & ~seen.present
    absent = lacking & ~seen.open
    extra = seen.present & ~way.allowed
    against = absent.bit_count() + extra.bit_count()
    if against > 1:
        return None
    refused: tuple[Demand, ...] = ()
    if way.demands:
        unmet = [one for one in way.demands if one.bit & seen.present and not grants(seen, one)]
        silent = [one for one in unmet if grants(seen, one, silence=True)]
        against += len(unmet) - len(silent) + bool(silent)
        if against > 1:
            return None
        refused = tuple([one.demand for one in unmet])
    unseen = seen.open
    return Standing(
        way, absent, extra, refused, lacking & unseen, unseen & ~way.allowed, against > 0
    )


def grants(seen: Seen, planned: PlannedDemand, silence: bool = False) -> bool:
    """Say whether a score gives the grade and the side that a demand asks for.

    With ``silence``, a score that gives no grade or no side is taken to grant it.
    """
    demand = planned.demand
    for grade, side in shown(seen.score, demand.code):
        graded = not demand.intensities or grade in demand.intensities
        sided = not planned.sides or (side or "S") in planned.sides
        graded = graded or (silence and grade is None)
        if graded and (sided or (silence and side is None)):
            return True
    return False
