"""How much room letters take on paper: a text is broken, or cut, to the room that it has."""

from __future__ import annotations

import textwrap
from functools import lru_cache

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

__all__ = ["broken", "width_of"]

_POINTS_PER_INCH = 72
_FEWEST = 8


@lru_cache(maxsize=1024)
def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width of one line in inches, in letters of so many points."""
    if not text.strip():
        return 0.0
    font = FontProperties(weight="bold" if bold else "normal")
    return float(TextPath((0, 0), text, size=size, prop=font).get_extents().x1) / _POINTS_PER_INCH


def broken(text: str, width: float, size: float, most: int, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than ``width`` inches; what is over is cut with an ellipsis.

    Args:
        text: the text; a word that is wider than a line is broken too.
        width: the room in inches.
        size: the size of the letters in points.
        most: how many lines there may be.
        bold: whether the letters are bold.
    """
    whole = " ".join(text.split())
    letters = max(_FEWEST, int(len(whole) * width / (width_of(whole, size, bold=bold) or 1.0)) + 1)
    while True:
        lines = textwrap.wrap(whole, letters, max_lines=most, placeholder=" \u2026")
        if letters <= _FEWEST or all(width_of(one, size, bold=bold) <= width for one in lines):
            return lines
        letters -= 1
