"""The legend of a timeline picture: what every colour, letter and mark stands for."""

from __future__ import annotations

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from brain2face.writers.colours import GRADES, GREY, UNGRADED
from brain2face.writers.grid import Grid
from brain2face.writers.key import Entries
from brain2face.writers.tracks import Picture

__all__ = ["entries_of", "key_columns", "key_height"]

_LINE = 0.19
_COLUMN = 1.65


def key_columns(width: float) -> int:
    """Give how many columns of the key go into so many inches."""
    return max(1, int(width // _COLUMN))


def key_height(entries: Entries, columns: int) -> float:
    """Give the height of the key in inches."""
    return _LINE * (1 + -(-len(entries) // columns))


def entries_of(picture: Picture, names: dict[str, tuple[str, str]], grids: list[Grid]) -> Entries:
    """Give the marks of a picture with their words; ``names`` are the colours of results."""
    events = [bar.event for bar in picture.bars]
    seen = [one.event.observation for one in events]
    units = [unit for one in seen for unit in one.score.units]
    found: Entries = [(_box(colour), label) for label, colour in names.values()]
    if any(not one.verdict.results for one in events):
        found.append((_box(GREY), "no emotion named"))
    grades = {unit.intensity for unit in units}
    found += [(_box(colour), f"grade {g}") for g, colour in GRADES.items() if g in grades]
    if None in grades:
        found.append((_box(UNGRADED), "present, no grade"))
    if {"L", "R"} & {unit.side for unit in units}:
        found.append((_box("white"), "half bar: L above, R below"))
    if any(one.doubtful - one.score.codes for one in seen):
        look = Patch(facecolor="white", edgecolor="#222222", hatch="////", linestyle="--")
        found.append((look, "doubtful"))
    if any(bar.apex is not None for bar in picture.bars):
        found.append((Line2D([], [], color="black", marker="|", linestyle=""), "apex"))
    if any(one.length == "micro" for one in events):
        mark = Line2D([], [], color="#222222", marker="v", linestyle="", markersize=4)
        found.append((mark, "micro-expression"))
    silent = len(picture.bars) - sum(len(grid.words) for grid in grids)
    counts = {
        "without times left out": picture.left_out,
        "verdicts told by colour only": silent,
        "verdicts lie over others": sum(grid.covered for grid in grids),
    }
    nothing = Line2D([], [], linestyle="")
    return found + [(nothing, f"{count} {words}") for words, count in counts.items() if count]


def _box(colour: str) -> Patch:
    return Patch(facecolor=colour, edgecolor="#222222", linewidth=0.5)
