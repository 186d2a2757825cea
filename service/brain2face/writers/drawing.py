"""The drawing of a timeline with matplotlib: what stands where was decided before.

This module is the only one that draws; it is loaded when a picture is asked for.
"""

from __future__ import annotations

import textwrap
from typing import Any, Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from brain2face.explain import in_short
from brain2face.writers.about import legal
from brain2face.writers.colours import GRADES, GREY, UNGRADED, colours_of, told_as
from brain2face.writers.legend import add_legend, legend_height
from brain2face.writers.tracks import Bar, Block, Picture

__all__ = ["draw"]

_ROW, _LANE, _GAP, _TITLE = 0.25, 0.19, 0.2, 0.22
_TOP, _FOOT, _LEFT, _RIGHT = 0.25, 0.55, 2.6, 0.25
_MOST_LANES = 7
_THINNEST, _THIN = 2.5 / 72, 6.0 / 72
_LETTER = 0.075
_INK, _PALE = "#222222", "#f3f3f3"
_HALVES: Final = {"L": (-0.36, 0.34), "R": (0.02, 0.34)}


class _Scale:
    """Lengths on paper as lengths on the axis, for one block."""

    def __init__(self, block: Block, width: float) -> None:
        self.per_inch = (block.limits[1] - block.limits[0]) / width
        self.thinnest = _THINNEST * self.per_inch
        self.thin = _THIN * self.per_inch
        self.block = block

    def end(self, bar: Bar) -> float:
        return max(bar.end, bar.start + self.thinnest)

    def is_thin(self, bar: Bar) -> bool:
        return bar.end - bar.start < self.thin

    def text(self, words: str) -> float:
        return (len(words) + 1.5) * _LETTER * self.per_inch

    def fits(self, words: str, bar: Bar) -> bool:
        return (len(words) + 0.6) * _LETTER * self.per_inch <= bar.end - bar.start


def draw(figure: Figure, picture: Picture, title: str) -> None:
    """Draw a picture on an empty figure, whose height is set to what the picture needs."""
    width = figure.get_figwidth()
    if not picture.seconds:
        width = max(width, min(40.0, _LEFT + _RIGHT + 0.4 * len(picture.bars)))
    inner = width - _LEFT - _RIGHT
    scales = [_Scale(block, inner) for block in picture.blocks]
    labels = [_labels(scale) for scale in scales]
    heights = [
        _LANE * (1 + max((lane for _, _, lane in own), default=0))
        + _ROW * (len(scale.block.rows) + 1)
        for scale, own in zip(scales, labels, strict=True)
    ]
    names = colours_of([bar.event.verdict for bar in picture.bars])
    foot = _FOOT + legend_height(picture, names, inner) + _longest_name(picture)
    heads = [_GAP + (_TITLE if block.title else 0.0) for block in picture.blocks]
    told = textwrap.fill(title, int(width / 0.115), max_lines=3, placeholder=" \u2026")
    head = _TOP + 0.2 * len(told.splitlines())
    height = head + sum(heights) + sum(heads) + foot
    figure.set_size_inches(width, height)
    place = 0.15 / width, 1 - 0.12 / height
    figure.text(*place, told, fontsize=12, weight="bold", color=_INK, va="top")
    top = height - head
    for at, (scale, own, tall) in enumerate(zip(scales, labels, heights, strict=True)):
        top -= heads[at] + tall
        axes = figure.add_axes((_LEFT / width, top / height, inner / width, tall / height))
        _block(axes, scale, own, names)
        if not picture.seconds:
            _event_axis(axes, picture)
        elif at == len(scales) - 1 or scales[at + 1].block.limits != scale.block.limits:
            axes.set_xlabel("time in seconds")
        else:
            axes.tick_params(labelbottom=False)
    silent = len(picture.bars) - sum(map(len, labels))
    add_legend(figure, picture, names, silent, (_LEFT / width, 0.12 / height))


def _longest_name(picture: Picture) -> float:
    if picture.seconds:
        return 0.0
    return min(1.6, _LETTER * max(len(bar.event.event.name) for bar in picture.bars))


def _labels(scale: _Scale) -> list[tuple[Bar, str, int]]:
    """Give each bar's words and the lane above the bars that has room for them."""
    ends: list[float] = []
    placed = []
    last = scale.block.limits[1]
    for bar in scale.block.bars:
        words = legal(in_short(bar.event.verdict))
        start = min(bar.start, last - scale.text(words))
        free = [lane for lane, taken in enumerate(ends) if taken <= start]
        if not free and len(ends) == _MOST_LANES:
            continue
        lane = free[0] if free else len(ends)
        ends += [] if free else [0.0]
        ends[lane] = start + scale.text(words)
        placed.append((bar, words, lane))
    return placed


def _lanes(labels: list[tuple[Bar, str, int]]) -> int:
    return 1 + max((lane for _, _, lane in labels), default=0)


def _block(
    axes: Axes,
    scale: _Scale,
    labels: list[tuple[Bar, str, int]],
    names: dict[str, tuple[str, str]],
) -> None:
    block, rows = scale.block, len(scale.block.rows)
    lanes = _lanes(labels)
    top = -1.5 - lanes * _LANE / _ROW
    axes.set(xlim=block.limits, ylim=(rows - 0.5, top))
    for row in range(0, rows, 2):
        axes.axhspan(row - 0.5, row + 0.5, color=_PALE, zorder=0)
    axes.set_yticks([-1, *range(rows)], ["verdict", *(label for _, label in block.rows)])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color="#dddddd", linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    if block.title:
        axes.set_title(block.title, loc="left", fontsize=9.5, weight="bold", color=_INK)
    places = {code: row for row, (code, _) in enumerate(block.rows)}
    for bar in block.bars:
        _verdict(axes, scale, bar, names)
        _units(axes, scale, bar, places)
    for bar, words, lane in labels:
        at = -1.5 - (lane + 0.5) * _LANE / _ROW
        start = min(bar.start, block.limits[1] - scale.text(words))
        axes.plot([bar.start, bar.start], [at, -1.4], color=GREY, linewidth=0.6, zorder=1)
        mark = "\u25be " if bar.event.length == "micro" else ""
        behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
        told = f" {mark}{words}"
        axes.text(start, at, told, va="center", fontsize=7.5, color=_INK, zorder=5, bbox=behind)


def _verdict(axes: Axes, scale: _Scale, bar: Bar, names: dict[str, tuple[str, str]]) -> None:
    colours = [names[one.iri][1] for one in told_as(bar.event.verdict)] or [GREY]
    each = 0.8 / len(colours)
    for place, colour in enumerate(colours):
        _box(axes, scale, bar, -1.4 + place * each, each, facecolor=colour)
    if bar.apex is not None and not scale.is_thin(bar):
        axes.plot([bar.apex] * 2, [-1.4, -0.6], color="black", linewidth=1.2, zorder=4)


def _units(axes: Axes, scale: _Scale, bar: Bar, places: dict[str, int]) -> None:
    seen = bar.event.event.observation
    for unit in seen.score.units:
        row = places[unit.code]
        low, tall = _HALVES.get(unit.side or "", (-0.36, 0.72))
        colour = GRADES.get(unit.intensity or "", UNGRADED)
        _box(axes, scale, bar, row + low, tall, facecolor=colour)
        letters = f"{unit.side or ''}{unit.intensity or ''}"
        if letters and scale.fits(letters, bar):
            ink = "white" if unit.intensity in ("D", "E") else "black"
            end_of_rise = bar.end if bar.apex is None else bar.apex
            at = (bar.start + end_of_rise) / 2, row + low + tall / 2
            size = 5.5 if tall < 0.5 else 7
            axes.text(*at, letters, ha="center", va="center", fontsize=size, color=ink, zorder=5)
        if bar.apex is not None and not scale.is_thin(bar):
            ends = [row + low, row + low + tall]
            axes.plot([bar.apex] * 2, ends, color="black", linewidth=1.2, zorder=4)
    for code in sorted(seen.doubtful - seen.score.codes):
        look: dict[str, Any] = {"facecolor": "white", "hatch": "////", "linestyle": "--"}
        _box(axes, scale, bar, places[code] - 0.36, 0.72, **look)


def _box(axes: Axes, scale: _Scale, bar: Bar, low: float, tall: float, **look: Any) -> None:
    line = 0.0 if scale.is_thin(bar) else 0.5
    width = scale.end(bar) - bar.start
    look = {"edgecolor": _INK, "linewidth": line, **look}
    axes.add_patch(Rectangle((bar.start, low), width, tall, zorder=3, **look))


def _event_axis(axes: Axes, picture: Picture) -> None:
    count = len(picture.bars)
    step = max(1, count // 60)
    shown = range(0, count, step)
    names = [legal(picture.bars[at].event.event.name) for at in shown]
    short = [name if len(name) <= 20 else f"{name[:19]}\u2026" for name in names]
    axes.set_xticks([at + 0.5 for at in shown], short, rotation=90, fontsize=7)
    axes.set_xlabel("events in order; the picture has no times")
