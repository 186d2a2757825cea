"""Why a token is no scored unit: the ways in which sheets, editions and data sets spoil a score.

Each is named, with what would be right, so that nobody has to guess and nothing is guessed here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from brain2face.spreadsheets import damage_of, lost_in

__all__ = ["Fault", "Kind", "misread", "shorten", "unknown_code"]

Kind = Literal["read", "doubtful", "unread"]
_ONE = r"(A[UD])?[A-Z]?[0-9]+[A-Z]?"
_WAYS: tuple[tuple[str, str, str], ...] = (
    (rf"{_ONE}[XYZ]", "has an intensity of 1978 (x low, y medium, z high)", "grade it from A to E"),
    (rf"{_ONE}(@{_ONE})+", "leaves open which code was seen", "decide for one of {or}"),
    (r"[A-Z0-9]+(/[A-Z0-9]+)+", "leaves open what was seen, or is a date", "decide for one code"),
    (r".*;.*", "has a semicolon, which parts columns and not codes", "write + between codes"),
    (r".*[()\[\]].*", "has brackets, which mean different things", "write the code alone"),
    (r"OR|.*\?.*", "says that the coder was not sure", "score what was seen, or leave it out"),
    (r"(A[UD])?[0-9]+[LRUTS]", "has its side after the number", "put the letter first: {front}"),
    (rf"{_ONE}[A-E]", "names more than one intensity", "give one of them"),
    (r"A[UD]|M", "has no number", "write the number beside it, as in AU12"),
    (r".*[0-9]-[0-9].*", "has a dash: a range or a date?", "write each code, joined by +"),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One token that is not as it should be: its column (from 1), why, and what would be right.

    ``kind`` says what became of it: ``read`` although written in another way, ``doubtful`` (some
    codes are left open by it), or ``unread``.
    """

    token: str
    column: int
    reason: str
    advice: str
    kind: Kind = "unread"

    def __str__(self) -> str:
        return f"column {self.column}: {shorten(self.token)!r} {self.reason}: {self.advice}"


def misread(token: str, column: int) -> Fault:
    """Say why a ``token`` has not the form of a scored unit."""
    upper = re.sub(r"\s", "", token.upper())
    if damage := damage_of(upper):
        return Fault(token, column, damage.reason, damage.advice)
    for pattern, reason, advice in _WAYS:
        if re.fullmatch(pattern, upper):
            advice = advice.replace("{or}", " and ".join(upper.split("@")))
            advice = advice.replace("{front}", upper[-1] + upper[:-1].lstrip("AUD"))
            return Fault(token, column, reason, advice)
    return Fault(token, column, "is no scored unit", "write side, number and grade, as in L12B")


def unknown_code(token: str, column: int, code: str, known: Collection[str] | None) -> Fault:
    """Say that ``code`` is none of the ``known`` ones, and which are nearest."""
    digits = code.lstrip("M")
    if len(digits) > 2:
        advice = lost_in(digits)
    elif known is None:
        advice = "codes run from 0 to 98"
    else:

        def distance(other: str) -> tuple[int, bool, str]:
            number = int(other.lstrip("M"))
            return abs(number - int(digits)), ("M" in other) != ("M" in code), other

        advice = f"the nearest are {', '.join(sorted(known, key=distance)[:3])}"
    return Fault(token, column, "is no FACS code", advice)


def shorten(text: str, width: int = 60) -> str:
    """Give the beginning of a text that is too long for a message."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
