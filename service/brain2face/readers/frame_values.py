"""What a cell of a tracker's table measures: a number on the scale of its channel, or nothing.

An empty cell and ``nan`` are no zero: there, nothing was measured. A cell that is neither is told
with what would be right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from brain2face.misreadings import shorten
from brain2face.readers.table import number as any_number
from brain2face.records import Channel

__all__ = ["FAILED", "GRADES", "BadCell", "certainty", "grade", "measure", "number", "whole_number"]

FAILED = frozenset({"FIND_FAILED", "FIT_FAILED"})
GRADES: Mapping[str, float] = {"NOTACTIVE": 0, "A": 1, "B": 2, "C": 3, "D": 4, "E": 5}
_NOT_A_NUMBER = re.compile(r"[+-]?NAN(\(.*\))?|[+-]?1\.#(IND|QNAN)[0-9]*")
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "presence": (0, 1),
    "intensity": (0, 5),
    "probability": (0, 1),
    "percent": (0, 100),
    "activation": (0, 1),
}
_ROUNDING = 1e-4
_TRUTH: Mapping[str, str] = {"TRUE": "1", "FALSE": "0"}


class BadCell(ValueError):
    """A cell that cannot be read; the text says what it has and what would be right."""


def number(text: str, expected: str = "a number") -> float | None:
    """Read a number with a decimal point or a decimal comma; nothing measured is ``None``.

    Raises:
        BadCell: the text is no finite number; ``expected`` says what it should be.
    """
    try:
        value = any_number(text)
        if value is None or math.isfinite(value):
            return value
    except ValueError:
        if text in FAILED or _NOT_A_NUMBER.fullmatch(text.upper()):
            return None
    raise BadCell(f"has {shorten(text)!r}: {expected} belongs here")


def certainty(text: str) -> float | None:
    """Read how sure a tracker is of a face: a number, or whether it has one.

    Raises:
        BadCell: it is neither.
    """
    return number(_TRUTH.get(text.upper(), text))


def whole_number(text: str) -> int | None:
    """Read the number of a frame; an empty cell is ``None``.

    Raises:
        BadCell: it is no whole number.
    """
    value = number(text, "the number of a frame")
    if value is None:
        return None
    if not value.is_integer():
        raise BadCell(f"has {text!r}: the number of a frame is a whole one")
    return int(value)


def measure(text: str, channel: Channel) -> float | None:
    """Read what a channel measures; a last digit beyond the ends of the scale is rounded off.

    Raises:
        BadCell: the text is no number on the scale of the channel.
    """
    scale = _BOUNDS.get(channel.scale)
    if scale is None:
        return number(text)
    low, high = scale
    try:
        value: float | None = float(text)
    except ValueError:
        value = None
    if value is not None and "_" not in text and _fits(value, channel, scale):
        return value
    expected = f"a number from {low} to {high}" if channel.scale != "presence" else "0 or 1"
    given = _TRUTH.get(text.upper(), text) if channel.scale == "presence" else text
    value = number(given, expected)
    if value is None or _fits(value, channel, scale):
        return value
    slack = (high - low) * _ROUNDING
    if channel.scale == "presence" or not low - slack <= value <= high + slack:
        raise BadCell(f"has {text}: {expected} belongs here")
    return min(max(value, float(low)), float(high))


def _fits(value: float, channel: Channel, scale: tuple[float, float]) -> bool:
    return value in scale if channel.scale == "presence" else scale[0] <= value <= scale[1]


def grade(text: str, _: Channel) -> float | None:
    """Read a letter from A to E as 1 to 5 and ``NotActive`` as 0, as FaceReader writes them.

    Raises:
        BadCell: the text is none of them.
    """
    given = GRADES.get(text.upper())
    if given is not None:
        return float(given)
    expected = "a letter from A to E or NotActive"
    if number(text, expected) is not None:
        raise BadCell(f"has {shorten(text)!r}: {expected} belongs here")
    return None
