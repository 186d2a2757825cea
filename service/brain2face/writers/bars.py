"""The bars of a timeline: verdicts in their colours, action units with their grades and sides."""

from __future__ import annotations

from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from brain2face.writers.colours import GRADES, GREY, UNGRADED
from brain2face.writers.grid import VERDICT, Grid
from brain2face.writers.tracks import Bar

__all__ = ["draw_bars"]

_INK: Final = "#222222"
_VERDICT: Final = (-0.4, 0.8)
_WHOLE: Final = (-0.36, 0.72)
_HALVES: Final = {"L": (-0.36, 0.34), "R": (0.02, 0.34)}


def draw_bars(axes: Axes, grid: Grid, names: dict[str, tuple[str, str]]) -> None:
    """Draw every bar of a block; ``names`` are the labels and colours of results."""
    for at, bar in enumerate(grid.block.bars):
        _verdict(axes, grid, at, bar, names)
        _units(axes, grid, at, bar)


def _verdict(axes: Axes, grid: Grid, at: int, bar: Bar, names: dict[str, tuple[str, str]]) -> None:
    colours = [names[one.iri][1] for one in bar.event.verdict.results] or [GREY]
    low, tall = grid.line(VERDICT, at) + _VERDICT[0], _VERDICT[1]
    each = tall / len(colours)
    for place, colour in enumerate(colours):
        _box(axes, grid, bar, low + place * each, each, facecolor=colour)
    _apex(axes, grid, bar, low, tall)


def _units(axes: Axes, grid: Grid, at: int, bar: Bar) -> None:
    seen = bar.event.event.observation
    for unit in seen.score.units:
        low, tall = _HALVES.get(unit.side or "", _WHOLE)
        low += grid.line(unit.code, at)
        colour = GRADES.get(unit.intensity or "", UNGRADED)
        _box(axes, grid, bar, low, tall, facecolor=colour)
        letters = f"{unit.side or ''}{unit.intensity or ''}"
        if letters and grid.fits(letters, bar):
            ink = "white" if unit.intensity in ("D", "E") else "black"
            end_of_rise = bar.end if bar.apex is None else bar.apex
            place = (bar.start + end_of_rise) / 2, low + tall / 2
            size = 5.5 if tall < 0.5 else 7
            axes.text(*place, letters, ha="center", va="center", fontsize=size, color=ink, zorder=5)
        _apex(axes, grid, bar, low, tall)
    for code in sorted(seen.doubtful - seen.score.codes):
        look: dict[str, Any] = {"facecolor": "white", "hatch": "////", "linestyle": "--"}
        _box(axes, grid, bar, grid.line(code, at) + _WHOLE[0], _WHOLE[1], **look)


def _apex(axes: Axes, grid: Grid, bar: Bar, low: float, tall: float) -> None:
    if bar.apex is not None and not grid.is_thin(bar):
        axes.plot([bar.apex] * 2, [low, low + tall], color="black", linewidth=1.2, zorder=4)


def _box(axes: Axes, grid: Grid, bar: Bar, low: float, tall: float, **look: Any) -> None:
    look = {"edgecolor": _INK, "linewidth": 0.0 if grid.is_thin(bar) else 0.5, **look}
    axes.add_patch(Rectangle((bar.start, low), grid.width(bar), tall, zorder=3, **look))
