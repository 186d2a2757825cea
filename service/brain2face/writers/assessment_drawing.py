"""The drawing of an evaluation with matplotlib: above all profiles, below one of them in detail.

It is loaded when a picture is asked for.
"""

from __future__ import annotations

import textwrap
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from brain2face.assessment.evaluation import Evaluation
from brain2face.assessment.figures import Share
from brain2face.assessment.judging import LevelResult
from brain2face.assessment.matrix import shown_level
from brain2face.explain.naming import word
from brain2face.writers.about import legal
from brain2face.writers.assessment_detail import detail_height, draw_detail
from brain2face.writers.key import Entries, add_key

__all__ = ["draw"]

_WIDTH, _LEFT, _RIGHT, _BETWEEN = 11.0, 1.75, 0.25, 0.3
_ROW, _HEAD, _PANEL_HEAD, _FOOT = 0.27, 0.72, 0.5, 0.85
_INK, _PALE, _COVER = "#222222", "#e8e8e8", "#cdbf9f"
_ACCURACY, _F1 = "#0b4a80", "#d55e00"
_NOTE: Final = (
    "An undecided face counts as wrong. Whiskers: Wilson, 95 %, as if expressions were independent;"
    " best: highest macro-F1. The rules were not made from this file. Labels that were given from "
    "action units make the comparison circular."
)


def draw(figure: Figure, found: Evaluation, title: str) -> None:
    """Draw an evaluation on an empty figure, whose size is set to what it needs."""
    shown = shown_level(found.levels)
    levels = [one for one in found.levels if one.profiles]
    best = shown.best if shown else None
    if shown is None or best is None:
        return
    names = [one.profile.name for one in shown.ranked]
    names += sorted({name for one in levels for name in _names(one)} - set(names))
    tall = _ROW * (len(names) + 0.3)
    below = detail_height(shown, best)
    height = _HEAD + _PANEL_HEAD + tall + _FOOT + below + 0.55
    figure.set_size_inches(_WIDTH, height)
    figure.text(
        0.15 / _WIDTH,
        1 - 0.12 / height,
        _cut(title, 85),
        fontsize=13,
        weight="bold",
        color=_INK,
        va="top",
    )
    people = f" of {found.subjects} subjects" if found.subjects > 1 else ""
    told = f"{found.judged} labelled expressions{people}"
    if {one.total for one in levels} != {found.judged}:
        told += "; n is smaller where labels say nothing at a level"
    figure.text(0.15 / _WIDTH, 1 - 0.42 / height, told, color=_INK, va="top")
    room = _WIDTH - _LEFT - _RIGHT - _BETWEEN * (len(levels) - 1)
    wide = min(room / len(levels), 4.5)
    bottom = height - _HEAD - _PANEL_HEAD - tall
    for place, level in enumerate(levels):
        left = _LEFT + place * (wide + _BETWEEN)
        axes = figure.add_axes((left / _WIDTH, bottom / height, wide / _WIDTH, tall / height))
        _panel(axes, level, names, first=place == 0)
    _legend(figure, (_LEFT / _WIDTH, (bottom - 0.58) / height))
    draw_detail(figure, shown, best, bottom - _FOOT)
    figure.add_artist(_line((bottom - _FOOT) / height))
    note = textwrap.fill(_NOTE, 190)
    figure.text(0.15 / _WIDTH, 0.1 / height, note, fontsize=7.5, color="#555555", va="bottom")


def _line(height: float) -> Line2D:
    ends = (0.15 / _WIDTH, 1 - _RIGHT / _WIDTH)
    return Line2D(ends, (height, height), color=_PALE, linewidth=1)


def _names(level: LevelResult) -> set[str]:
    return {one.profile.name for one in level.profiles}


def _panel(axes: Axes, level: LevelResult, names: list[str], *, first: bool) -> None:
    results = {one.profile.name: one.confusion for one in level.profiles}
    always = level.baseline
    axes.set(xlim=(0, 1), ylim=(len(names) - 0.5, -0.5))
    for row, name in enumerate(names):
        if name not in results:
            behind = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}
            axes.text(
                0.02,
                row,
                f"no rule for any {level.level}",
                fontsize=7.5,
                color="#777777",
                style="italic",
                va="center",
                bbox=behind,
                zorder=3,
            )
            continue
        table = results[name]
        axes.barh(row, table.coverage.value or 0, 0.72, color=_COVER, alpha=0.55, zorder=1)
        _whisker(axes, row, table.accuracy)
        axes.plot(
            table.accuracy.value or 0,
            row,
            "o",
            color=_ACCURACY,
            markersize=6,
            zorder=4,
            clip_on=False,
        )
        axes.plot(
            table.macro_f1.value or 0,
            row,
            "D",
            color=_F1,
            markerfacecolor="white",
            markersize=5,
            zorder=5,
            clip_on=False,
        )
    accuracy, macro = always.confusion.accuracy.value, always.confusion.macro_f1.value
    if accuracy is not None and macro is not None:
        axes.axvline(accuracy, color=_ACCURACY, linestyle="--", linewidth=1.1, zorder=2)
        axes.axvline(macro, color=_F1, linestyle=":", linewidth=1.3, zorder=2)
    title = f"{level.level.capitalize()}, n = {level.total}"
    axes.set_title(title, loc="left", fontsize=10, weight="bold", color=_INK, pad=17)
    said = legal(_cut(f"baseline: always {word(always.label)}", 36))
    axes.text(0, 1.0, f"{said}\n", transform=axes.transAxes, fontsize=8, color=_INK, va="center")
    axes.set_yticks(range(len(names)), [legal(_cut(name, 22)) for name in names] if first else [])
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", ".25", ".5", ".75", "1"], fontsize=8)
    _plain(axes)


def _whisker(axes: Axes, row: int, share: Share) -> None:
    if share.interval:
        axes.plot(share.interval, (row, row), color=_ACCURACY, linewidth=1.4, zorder=3)


def _plain(axes: Axes) -> None:
    axes.tick_params(length=0, labelcolor=_INK)
    axes.tick_params(axis="y", pad=8)
    axes.grid(axis="x", color=_PALE, linewidth=0.7, zorder=0)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _legend(figure: Figure, corner: tuple[float, float]) -> None:
    entries: Entries = [
        (Line2D([], [], color=_ACCURACY, marker="o", markersize=6), "accuracy"),
        (Line2D([], [], color=_F1, marker="D", markerfacecolor="white", linestyle=""), "macro-F1"),
        (Patch(color=_COVER, alpha=0.55), "coverage: one thing is named"),
        (Line2D([], [], color=_ACCURACY, linestyle="--"), "accuracy of the baseline"),
        (Line2D([], [], color=_F1, linestyle=":"), "macro-F1 of the baseline"),
    ]
    add_key(figure, entries, corner, len(entries), 8)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"
