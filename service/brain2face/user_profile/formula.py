"""What a user asks of a face, in the notation of a score: ``1+2+5B+(26|27)``.

Grades and sides are demands. ``|`` or ``or`` parts alternatives: whole ones, or those in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from brain2face.notation import Score, ScoreError, parse_score
from brain2face.rules import Demand, Way

__all__ = ["FormulaError", "ways_of"]

_MARK: Final = re.compile(r"([()|+]|\bor\b)", re.IGNORECASE)
_MOST_WAYS: Final = 4096


class FormulaError(Exception):
    """A formula that cannot be read: the character, from 1, and what is wrong there."""

    def __init__(self, character: int, reason: str) -> None:
        """Keep the place beside the reason."""
        self.character = character
        super().__init__(reason)


def ways_of(text: str, known: Collection[str]) -> tuple[Way, ...]:
    """Give every way to meet a formula, in a fixed order, each once.

    Raises:
        FormulaError: the formula, or a score in it, cannot be read.
    """
    reader = _Reader(text, known)
    ways = reader.alternatives()
    if reader.part:
        reason = f"{reader.part!r} comes without what it belongs to; leave it out, or join by +"
        raise FormulaError(reader.place, reason)
    return tuple(sorted(set(ways), key=lambda way: (sorted(way.units), str(_shown(way)))))


class _Reader:
    def __init__(self, text: str, known: Collection[str]) -> None:
        self._known = known
        self._end = len(text) + 1
        self._parts: list[tuple[int, str]] = []
        place = 1
        for piece in _MARK.split(text):
            if piece.strip():
                bare = piece.strip()
                self._parts.append((place + piece.index(bare), bare))
            place += len(piece)

    @property
    def part(self) -> str:
        return self._parts[0][1] if self._parts else ""

    @property
    def place(self) -> int:
        return self._parts[0][0] if self._parts else self._end

    def alternatives(self) -> list[Way]:
        ways = self._together()
        while self.part.lower() in ("|", "or"):
            self._parts.pop(0)
            ways += self._together()
        return ways

    def _together(self) -> list[Way]:
        start, ways = self.place, self._item()
        while self.part == "+":
            self._parts.pop(0)
            ways = [left.and_also(right) for right in self._item() for left in ways]
            if len(ways) > _MOST_WAYS:
                raise FormulaError(start, f"it can be met in more than {_MOST_WAYS} ways")
        return ways

    def _item(self) -> list[Way]:
        place, part = self.place, self.part
        if not part or part.lower() in (")", "|", "or", "+"):
            where = f"before {part!r}" if part else "at the end"
            raise FormulaError(place, f"a code is missing {where}; write one, as in 1+4")
        self._parts.pop(0)
        if part != "(":
            return [self._way(part, place)]
        ways = self.alternatives()
        if self.part != ")":
            raise FormulaError(place, "the bracket is not closed; write ) after it")
        self._parts.pop(0)
        return ways

    def _way(self, text: str, place: int) -> Way:
        try:
            score = parse_score(text, self._known)
        except ScoreError as error:
            first = error.faults[0]
            reason = f"{first.token!r} {first.reason}: {first.advice}"
            raise FormulaError(place + first.column - 1, reason) from None
        if not score.codes - {"0"}:
            raise FormulaError(place, f"{text!r} asks for no code; write one, as in 1+4")
        return Way(score.codes, _demands(score))


def _demands(score: Score) -> frozenset[Demand]:
    return frozenset(
        Demand(unit.code, frozenset(unit.intensity or ""), frozenset(unit.side or ""))
        for unit in score.units
        if unit.intensity or unit.side
    )


def _shown(way: Way) -> list[str]:
    return sorted(map(str, way.demands))
