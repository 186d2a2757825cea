"""The legend of a timeline picture: what every colour, letter and mark stands for."""

from __future__ import annotations

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from brain2face.writers.colours import GRADES, GREY, UNGRADED, told_as
from brain2face.writers.tracks import Picture

__all__ = ["add_legend", "legend_height"]

_LINE = 0.19
_COLUMN = 1.65
Entries = list[tuple[Artist, str]]


def legend_height(picture: Picture, names: dict[str, tuple[str, str]], width: float) -> float:
    """Give the height of the legend in inches, in so many inches of width."""
    columns = _columns(width)
    return _LINE * (1 + -(-len(_entries(picture, names)) // columns)) + _LINE


def add_legend(
    figure: Figure,
    picture: Picture,
    names: dict[str, tuple[str, str]],
    silent: int,
    corner: tuple[float, float],
) -> None:
    """Draw the legend with its lower left corner at ``corner``; ``silent`` bars have no words."""
    entries = _entries(picture, names)
    if silent:
        entries.append((Line2D([], [], linestyle=""), f"{silent} verdicts told by colour only"))
    width = figure.get_figwidth() * (1 - corner[0])
    figure.legend(
        [artist for artist, _ in entries],
        [words for _, words in entries],
        loc="lower left",
        bbox_to_anchor=corner,
        ncols=_columns(width),
        frameon=False,
        fontsize=7.5,
        borderaxespad=0,
        borderpad=0,
        handlelength=1.6,
        columnspacing=1.2,
    )


def _columns(width: float) -> int:
    return max(1, int(width // _COLUMN))


def _entries(picture: Picture, names: dict[str, tuple[str, str]]) -> Entries:
    events = [bar.event for bar in picture.bars]
    seen = [one.event.observation for one in events]
    units = [unit for one in seen for unit in one.score.units]
    found: Entries = [(_box(colour), label) for label, colour in names.values()]
    if any(not told_as(one.verdict) for one in events):
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
    if picture.left_out:
        nothing = Line2D([], [], linestyle="")
        found.append((nothing, f"{picture.left_out} without times left out"))
    return found


def _box(colour: str) -> Patch:
    return Patch(facecolor=colour, edgecolor="#222222", linewidth=0.5)
