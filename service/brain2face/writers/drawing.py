"""The drawing of a timeline with matplotlib: what stands where was decided before.

It is loaded when a picture is asked for.
"""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from brain2face.writers.about import legal
from brain2face.writers.bars import draw_bars
from brain2face.writers.colours import GREY, colours_of
from brain2face.writers.grid import Grid, laid_on
from brain2face.writers.key import add_key
from brain2face.writers.legend import entries_of, key_columns, key_height
from brain2face.writers.lettering import broken, width_of
from brain2face.writers.tracks import Picture

__all__ = ["draw"]

_ROW, _LANE, _GAP, _LINE, _BETWEEN = 0.25, 0.19, 0.22, 0.16, 0.5
_TOP, _FOOT, _EDGE, _RIGHT, _NAMES = 0.2, 0.5, 0.15, 0.25, 0.15
_SIZE, _TITLE, _BLOCK, _KEY, _WORDS = 9, 12, 9.5, 7.5, 7.5
_MOST_LINES: Final = 6
_NARROWEST: Final = 3.0
_INK, _PALE = "#222222", "#f3f3f3"


def draw(figure: Figure, picture: Picture, title: str, width: float) -> None:
    """Draw a picture on an empty figure, whose size is set to what the picture needs."""
    labels = [label for block in picture.blocks for _, label in block.rows]
    left = _EDGE + _NAMES + max(width_of(label, _SIZE) for label in ["verdict", *labels])
    most = 0.0 if picture.seconds else min(40.0, left + _RIGHT + 0.4 * len(picture.bars))
    width = max(width, left + _RIGHT + _NARROWEST, most)
    inner = width - left - _RIGHT
    grids = [laid_on(block, inner) for block in picture.blocks]
    heights = [
        _LANE * grid.word_lanes + _ROW * (grid.lines + grid.rows["verdict"].lanes) for grid in grids
    ]
    own = [broken(block.title, inner, _BLOCK, 3, bold=True) for block in picture.blocks]
    heads = [_GAP + _LINE * len(lines) for lines in own]
    dated = _last_of_an_axis(grids, picture)
    for at in dated:
        if at + 1 < len(heads):
            heads[at + 1] += _BETWEEN
    names = colours_of([bar.event.verdict for bar in picture.bars])
    entries = entries_of(picture, names, grids)
    columns = key_columns(inner)
    foot = _FOOT + key_height(entries, columns) + _longest_name(picture)
    told = broken(title, width - 2 * _EDGE, _TITLE, _MOST_LINES, bold=True)
    head = _TOP + 0.2 * len(told)
    height = head + sum(heights) + sum(heads) + foot
    figure.set_size_inches(width, height)
    place = _EDGE / width, 1 - 0.12 / height
    figure.text(*place, "\n".join(told), fontsize=_TITLE, weight="bold", color=_INK, va="top")
    top = height - head
    for at, (grid, tall) in enumerate(zip(grids, heights, strict=True)):
        top -= heads[at] + tall
        axes = figure.add_axes((left / width, top / height, inner / width, tall / height))
        _block(axes, grid, own[at], names)
        if not picture.seconds:
            _event_axis(axes, picture)
        elif at in dated:
            axes.set_xlabel("time in seconds")
        else:
            axes.tick_params(labelbottom=False)
    add_key(figure, entries, (left / width, 0.12 / height), columns, _KEY)


def _last_of_an_axis(grids: list[Grid], picture: Picture) -> set[int]:
    """Give the blocks below which the axis is told: the next one has another, or there is none."""
    limits = [grid.block.limits for grid in grids]
    last = len(limits) - 1
    return {at for at, own in enumerate(limits) if at == last or limits[at + 1] != own} or {last}


def _longest_name(picture: Picture) -> float:
    if picture.seconds:
        return 0.0
    return 0.05 + max(width_of(name, 7) for name in _names(picture))


def _names(picture: Picture) -> list[str]:
    names = [legal(bar.event.event.name) for bar in picture.bars]
    return [name if len(name) <= 20 else f"{name[:19]}\u2026" for name in names]


def _block(axes: Axes, grid: Grid, title: list[str], names: dict[str, tuple[str, str]]) -> None:
    verdicts = grid.rows["verdict"].lanes
    above = -0.5 - verdicts
    top = above - grid.word_lanes * _LANE / _ROW
    axes.set(xlim=grid.block.limits, ylim=(grid.lines - 0.5, top))
    rows = [row for code, row in grid.rows.items() if code != "verdict"]
    for row in rows[::2]:
        axes.axhspan(row.first - 0.5, row.first + row.lanes - 0.5, color=_PALE, zorder=0)
    places = [-(verdicts + 1) / 2, *(row.first + (row.lanes - 1) / 2 for row in rows)]
    axes.set_yticks(places, ["verdict", *(row.name for row in rows)], fontsize=_SIZE)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    if title:
        axes.set_title("\n".join(title), loc="left", fontsize=_BLOCK, weight="bold", color=_INK)
    draw_bars(axes, grid, names)
    for one in grid.words:
        at = above - (one.lane + 0.5) * _LANE / _ROW
        axes.plot([one.bar.start] * 2, [at, -0.6], color=GREY, linewidth=0.6, zorder=1)
        mark = "\u25be " if one.bar.event.length == "micro" else ""
        behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
        told = f" {mark}{one.text}"
        axes.text(
            one.start, at, told, va="center", fontsize=_WORDS, color=_INK, zorder=5, bbox=behind
        )


def _event_axis(axes: Axes, picture: Picture) -> None:
    count = len(picture.bars)
    shown = range(0, count, max(1, count // 60))
    names = _names(picture)
    places = [at + 0.5 for at in shown]
    axes.set_xticks(places, [names[at] for at in shown], rotation=90, fontsize=7)
    axes.set_xlabel("events in order; the picture has no times")
