"""One annotation of an ELAN tier as an event: of one unit, or of a whole score."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from brain2face.misreadings import Fault, shorten
from brain2face.notation import Score, ScoredUnit
from brain2face.observation import Observation
from brain2face.readers.eaf import Note, Tier
from brain2face.readers.scored import UnreadableScore, observed
from brain2face.reading import read_score
from brain2face.records import BadRow, Event, Span

__all__ = ["UnitTier", "action_of", "scored_event"]

_UNIT_TIER: Final = re.compile(
    r"(?:.*[^a-z0-9])??(?:(left|right|l|r)[ _-]+)?a[ud][ _-]*0*([0-9]{1,2})"
    r"(?:[ _-]*\(?(left|right|l|r)\)?)?",
    re.IGNORECASE,
)
_AFTER_NAME: Final = re.compile(r"[@#].*$", re.DOTALL)
_LAST_CODE: Final = 98
_GRADES: Final = frozenset("ABCDE")
_SIDES: Final = {"l": "L", "left": "L", "r": "R", "right": "R"}
_NOT_SEEN: Final = frozenset({"0", "no", "false", "absent", "none", "?", "-"})


@dataclass(frozen=True, slots=True)
class UnitTier:
    """The code, and the side if there is one, by which a tier is named."""

    code: str
    side: str | None

    @classmethod
    def of(cls, tier: Tier) -> UnitTier | None:
        """Read the name of a tier such as ``AU01``, ``AU12_L``, ``coder2 AU 4`` or ``AU12@s1``."""
        found = _UNIT_TIER.fullmatch(_AFTER_NAME.sub("", tier.name).strip())
        if not found or int(found[2]) > _LAST_CODE:
            return None
        return cls(str(int(found[2])), _SIDES.get((found[1] or found[3] or "").lower()))

    def __str__(self) -> str:
        return f"AU{self.code}"


def action_of(
    unit: UnitTier, tier: Tier, note: Note, known: Collection[str] | None
) -> Event | BadRow:
    """Give the action of a unit that an annotation in its tier stands for."""
    if known is not None and unit.code not in known:
        return BadRow(note.place, tier.name, f"{unit.code} is no FACS code")
    if note.text.casefold() in _NOT_SEEN:
        advice = "take the annotation out if the unit is absent"
        fault = Fault(note.text, 1, f"leaves open whether {unit} was seen", advice, "doubtful")
        doubt = Observation(Score(), frozenset({unit.code}))
        return _event(tier, note, doubt, (fault,), note.text)
    if note.text in _GRADES or note.text.casefold() in _SIDES or not note.text:
        grade = note.text if note.text in _GRADES else None
        side = _SIDES.get(note.text.casefold(), unit.side)
        return _event(tier, note, _one(unit.code, grade, side), ())
    reading = read_score(note.text, known)
    if reading.score.codes == {unit.code} and not reading.doubtful:
        units = reading.score.units
        if len(units) == 1 and units[0].side is None:
            units = (replace(units[0], side=unit.side),)
        return _event(tier, note, Observation(Score(units)), reading.remarks)
    if reading.doubtful == {unit.code} and not reading.score.units:
        doubt = Observation(Score(), reading.doubtful)
        return _event(tier, note, doubt, reading.remarks, note.text)
    if reading.score.units and not note.text.isdigit():
        why = f"{shorten(note.text)!r} stands in the tier of {unit}: write the code of the tier"
        return BadRow(note.place, tier.name, why)
    reason = f"is neither {unit} nor a grade from A to E"
    fault = Fault(note.text, 1, reason, f"it was read as {unit} without a grade", "read")
    return _event(tier, note, _one(unit.code, None, unit.side), (fault,), note.text)


def scored_event(tier: Tier, note: Note, known: Collection[str] | None) -> Event | BadRow:
    """Give the event whose score an annotation has."""
    if not note.text:
        why = "the annotation is empty: write null if nothing was scored"
        return BadRow(note.place, tier.name, why)
    try:
        observation, remarks = observed(note.text, known)
    except UnreadableScore as error:
        return BadRow(note.place, tier.name, str(error))
    return _event(tier, note, observation, remarks, note.text if remarks else "")


def _one(code: str, grade: str | None, side: str | None) -> Observation:
    return Observation(Score((ScoredUnit(code, grade, side),)))


def _event(
    tier: Tier, note: Note, seen: Observation, remarks: tuple[Fault, ...], text: str = ""
) -> Event:
    why, span = note.why, None
    if note.onset is not None and note.offset is not None:
        if note.onset <= note.offset:
            span = Span(note.onset, note.offset)
        else:
            why = "ends before it begins"
    if span is None:
        advice = "align it in ELAN; it has no time"
        remarks = (*remarks, Fault(note.text, 1, why, advice, "doubtful"))
    return Event(
        name="",
        observation=seen,
        span=span,
        subject=tier.participant,
        coder=tier.annotator,
        remarks=remarks,
        row=note.place,
        extra={"value": text} if text else {},
    )
