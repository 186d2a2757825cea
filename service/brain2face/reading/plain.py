"""A text in plain characters, each at its old place, and what was in the way of reading it.

Only the forms that differ in width alone are folded: with the superscripts and fractions of full
Unicode compatibility, ``1²`` would become 12.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from brain2face.misreadings import Fault, Kind

__all__ = ["Plain", "plain_text"]

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x3001: 0x2C}
_MARKS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-") | {
    **dict.fromkeys(map(ord, "\u2018\u2019`\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e"), '"'),
}
_FIRST_WIDE = re.compile("[\u3000\u3001\uff01-\uff0b\uff0d-\uff5e]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]+")
_PARTING = re.compile(r"[\s+,;&]?")
_QUOTES = ("'", '"')
_QUOTED = ("is a quotation mark around the score", "passed over, and the one at the end")
_APOSTROPHE = ("is an apostrophe, which keeps a cell as text", "passed over; the score is the rest")
_FORMULA = ("is a formula of a spreadsheet", "read as the codes in it; write them without the =")
_CELLS = (
    "is a formula, which may mean cells of the sheet and not codes",
    "no code of it is taken as certain; write the codes without the =",
)
_CELL = re.compile(r"[A-Z][0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as long as the one given; ``formula`` if a formula could mean cells by its codes."""

    text: str
    remarks: tuple[Fault, ...] = ()
    formula: bool = False


def plain_text(given: str) -> Plain:
    """Fold full-width characters, and leave out what is invisible, quotes, and a leading =."""
    remarks = []
    if wide := _FIRST_WIDE.search(given):
        reason, advice = "is written in full-width characters", "read as plain ones; write those"
        remarks.append(Fault(wide.group(), wide.start() + 1, reason, advice, "read"))
    text = given.translate(_WIDE).translate(_MARKS)
    if (shown := _INVISIBLE.sub(_parted, text)) != text:
        at = next(place for place, letter in enumerate(text) if shown[place] != letter)
        reason, advice = "is an invisible character", "passed over; delete it"
        remarks.append(Fault(given[at], at + 1, reason, advice, "read"))
    text = shown
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    first, formula = text[start : start + 1], False
    if end - start > 1 and first in _QUOTES and first == text[end - 1]:
        remarks.append(Fault(given[start], start + 1, *_QUOTED, "read"))
        text = f"{text[:start]} {text[start + 1 : end - 1]} {text[end:]}"
    elif first == "'":
        remarks.append(Fault(given[start], start + 1, *_APOSTROPHE, "read"))
        text = f"{text[:start]} {text[start + 1 :]}"
    elif first == "=" and end - start > 1:
        formula = bool(_CELL.search(text))
        reason, advice = _CELLS if formula else _FORMULA
        kind: Kind = "doubtful" if formula else "read"
        remarks.append(Fault(given[start:end], start + 1, reason, advice, kind))
        text = f"{text[:start]} {text[start + 1 :]}"
    return Plain(text, tuple(remarks), formula)


def _parted(found: re.Match[str]) -> str:
    text, (start, end) = found.string, found.span()
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    parted = any(_PARTING.fullmatch(one) for one in (before, after))
    return " " * (end - start) if parted else found.group()
