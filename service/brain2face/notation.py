"""FACS score strings as values: what a coder writes, read strictly and written back.

A letter means what its place says: ``B22`` is the bottom lip, ``22B`` a slight 22. What cannot be
read is never guessed; it is named with its column, the reason and what would be right. Which codes
exist is not known here: the caller passes them in.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from brain2face.errors import UsageFault
from brain2face.misreadings import Fault, misread, shorten, unknown_code

__all__ = [
    "INTENSITIES",
    "SIDES",
    "Score",
    "ScoreError",
    "ScoredUnit",
    "is_code",
    "parse_score",
    "read_unit",
]

INTENSITIES = "ABCDE"
SIDES = "LRUTBSAVWXYZGHIJK"
_NOTHING = {"", "NULL", "NONE"}
_LAST_CODE = 98
_SHOWN_FAULTS = 5
_LONGEST_COMMON = 8
_COMMAS = ",\uff0c"
_TOKEN = re.compile(
    rf"[0-9]+\.[0-9]+E\+[0-9]+|(?:A[UD]\s+)?[^\s+{_COMMAS}]+|[+{_COMMAS}]", re.IGNORECASE
)
_ITEM = re.compile(rf"(?:A[UD]\s*)?(?:([{SIDES}])|(M))?([0-9]+)([{INTENSITIES}])?")
_CODE = re.compile(r"M?(0|[1-9][0-9]?)")


class ScoreError(UsageFault):
    """A score that cannot be read, with every fault found in it."""

    def __init__(self, text: str, faults: tuple[Fault, ...]) -> None:
        """Keep the ``text`` and the ``faults``, in the order of their columns."""
        self.text = text
        self.faults = faults
        told = "; ".join(map(str, faults[:_SHOWN_FAULTS]))
        more = f"; and {len(faults) - _SHOWN_FAULTS} more" if len(faults) > _SHOWN_FAULTS else ""
        super().__init__(f"The score {shorten(text)!r} cannot be read: {told}{more}.")


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """One FACS code as scored: ``code`` without leading zeros, ``side`` before it, grade after it.

    ``AU`` and ``AD`` are not kept, since editions differ in what they call a descriptor; ``M`` is,
    since 55 is a position of the head and M55 a movement.
    """

    code: str
    intensity: str | None = None
    side: str | None = None

    def __post_init__(self) -> None:
        sided = self.side is None or (self.side in tuple(SIDES) and not self.code.startswith("M"))
        graded = self.intensity is None or self.intensity in tuple(INTENSITIES)
        if not (_CODE.fullmatch(self.code) and sided and graded):
            raise ValueError(f"no scored unit: {self.side} {self.code} {self.intensity}")

    def __str__(self) -> str:
        return f"{self.side or ''}{self.code}{self.intensity or ''}"

    @property
    def order(self) -> tuple[int, bool, int, str]:
        """Its place in a score: by number, position before movement, unsided before sided."""
        side = SIDES.index(self.side) + 1 if self.side else 0
        return int(self.code.lstrip("M")), self.code.startswith("M"), side, self.intensity or ""


@dataclass(frozen=True, slots=True)
class Score:
    """What was scored on one face, in numeric order and without repeats.

    No unit at all means that nothing was scored; a neutral face has the unit 0. ``codes`` are the
    codes alone, without sides and intensities.
    """

    units: tuple[ScoredUnit, ...] = ()
    codes: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(set(self.units), key=lambda unit: unit.order))
        object.__setattr__(self, "units", ordered)
        object.__setattr__(self, "codes", frozenset(unit.code for unit in ordered))
        if clash := _clash(ordered):
            raise ValueError(f"{self} {clash[0]}")

    def __str__(self) -> str:
        return "+".join(map(str, self.units)) or "null"


def parse_score(text: str, known: Collection[str] | None = None) -> Score:
    """Read a score such as ``1+4+5B+L12``; ``null``, ``none`` and the empty text score nothing.

    Args:
        text: the score; ``+``, commas and spaces part its codes, in any order and either case.
        known: the codes that exist (``"12"``, ``"M55"``); without it, every number up to 98.

    Raises:
        ScoreError: a token is no code, is not known, or says two things.
    """
    if text.strip().upper() in _NOTHING:
        return Score()
    units: list[ScoredUnit] = []
    faults: list[Fault] = []
    joint: str | None = "+"
    last: ScoredUnit | None = None
    where = (text, 1)
    for match in _TOKEN.finditer(text):
        word, column = where = match.group(), match.start() + 1
        if word in f"+{_COMMAS}":
            if joint is not None:
                faults.append(Fault(word, column, "has no code before it", "one may be lost here"))
            joint = word
            continue
        item = read_unit(word, column, known)
        if isinstance(item, Fault):
            faults.append(item)
        elif last and last.side and not item.side and joint != "+" and joint:
            faults.append(_ambiguous(last, item, word, column))
        else:
            units.append(item)
        last, joint = (item if isinstance(item, ScoredUnit) else None), None
    if joint is not None:
        faults.append(Fault(*where, "has no code after it", "one may be lost here"))
    if not faults and (clash := _clash(units)):
        faults.append(Fault(text.strip(), len(text) - len(text.lstrip()) + 1, *clash))
    if faults:
        raise ScoreError(text, tuple(faults))
    return Score(tuple(units))


def read_unit(token: str, column: int, known: Collection[str] | None) -> ScoredUnit | Fault:
    """Read one scored unit such as ``AU L12B``, or say why ``token`` is none."""
    unit = _common_unit(token) if len(token) <= _LONGEST_COMMON else _unit(token)
    if unit is None:
        return misread(token, column)
    code = unit if isinstance(unit, str) else unit.code
    if isinstance(unit, str) or (known is not None and code not in known):
        return unknown_code(token, column, code, known)
    return unit


def is_code(code: str, known: Collection[str] | None) -> bool:
    """Say whether ``code`` has the form of a FACS code, up to 98, and is one of the ``known``."""
    exists = _CODE.fullmatch(code) and int(code.lstrip("M")) <= _LAST_CODE
    return bool(exists) and (known is None or code in known)


def _unit(token: str) -> ScoredUnit | str | None:
    found = _ITEM.fullmatch(token.upper())
    if not found or not token.isascii():
        return None
    side, movement, digits, intensity = found.groups()
    code = (movement or "") + (digits.lstrip("0") or "0")
    return ScoredUnit(code, intensity, side) if is_code(code, None) else code


_common_unit = lru_cache(4096)(_unit)


def _ambiguous(left: ScoredUnit, right: ScoredUnit, token: str, column: int) -> Fault:
    both, first = f"{left}+{left.side}{right}", f"{left}+{right}"
    reason = f"may or may not share the {left.side} before the comma"
    return Fault(token, column, reason, f"write {both} for both, {first} for the first only")


def _clash(units: Collection[ScoredUnit]) -> tuple[str, str] | None:
    codes = {unit.code for unit in units}
    if len(codes) == len(units) and "0" not in codes:
        return None
    if "0" in codes and len(codes) > 1:
        return "scores 0, a neutral face, beside other codes", "leave out the 0 or the others"
    seen: dict[tuple[str, str | None], ScoredUnit] = {}
    for unit in units:
        other = seen.setdefault((unit.code, unit.side), unit)
        if other != unit:
            return f"scores one code as {other} and as {unit}", "keep one of the two"
    return None
