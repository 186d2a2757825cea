"""The lower half of the picture of an evaluation: what one profile named, and its rules."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from brain2face.assessment.judging import LevelResult, ProfileResult, RuleResult
from brain2face.assessment.matrix import Matrix, matrix_of
from brain2face.assessment.text import FEW
from brain2face.explain.naming import word
from brain2face.writers.about import legal
from brain2face.writers.colours import GRADES

__all__ = ["detail_height", "draw_detail"]

_CELL, _SMALL, _ROW, _HEAD, _NAMES, _LEFT = 0.36, 0.24, 0.24, 0.55, 1.0, 1.75
_WIDEST_CELL, _TIGHT, _MATRIX, _RULES_LEFT, _RULES = 0.62, 0.33, 4.0, 8.15, 2.1
_MOST: Final = 14
_INK: Final = "#222222"
_FILL = LinearSegmentedColormap.from_list("grades", ["#ffffff", *GRADES.values()])


def detail_height(level: LevelResult, result: ProfileResult) -> float:
    """Give the height in inches that the lower half needs."""
    rows = _cell(matrix_of(level, result))[1] * len(level.labels) + _NAMES
    rules = _ROW * (len(_fired(result)) + 0.5) + 0.45
    return _HEAD + max(rows, rules)


def draw_detail(figure: Figure, level: LevelResult, result: ProfileResult, top: float) -> None:
    """Draw the table and the rules below a height, in inches from the foot of the figure."""
    width, height = figure.get_size_inches()
    matrix = matrix_of(level, result)
    wide, tall = _cell(matrix)
    wide, tall = wide * len(matrix.columns), tall * len(matrix.rows)
    at = top - _HEAD
    box = (_LEFT / width, (at - tall) / height, wide / width, tall / height)
    best = " (best)" if len(level.profiles) > 1 else ""
    title = f"{_cut(result.profile.name, 20)}{best}, {level.level}: labels and names"
    _matrix(figure.add_axes(box), matrix, title)
    fired = _fired(result)
    if not fired:
        return
    tall = _ROW * (len(fired) + 0.5)
    box = (_RULES_LEFT / width, (at - tall) / height, _RULES / width, tall / height)
    _rules(figure.add_axes(box), fired, _title(result, fired))


def _cell(matrix: Matrix) -> tuple[float, float]:
    """Give the width and the height of a cell in inches."""
    wide = min(_WIDEST_CELL, _MATRIX / len(matrix.columns))
    return wide, _CELL if wide > _TIGHT else _SMALL


def _matrix(axes: Axes, matrix: Matrix, title: str) -> None:
    tight = _cell(matrix)[0] <= _TIGHT
    totals = [sum(row) for row in matrix.counts]
    shares = [
        [count / total for count in row] for row, total in zip(matrix.counts, totals, strict=True)
    ]
    mesh = axes.pcolormesh(shares, cmap=_FILL, vmin=0, vmax=1, edgecolors="#dddddd", linewidth=0.6)
    mesh.set_rasterized(False)
    axes.invert_yaxis()
    for row, counts in enumerate(matrix.counts):
        for column, count in enumerate(counts):
            ink = "white" if shares[row][column] > 0.6 else _INK
            if count:
                style = "bold" if row == column else "normal"
                axes.text(
                    column + 0.5,
                    row + 0.5,
                    str(count),
                    ha="center",
                    va="center",
                    fontsize=6 if tight else 8,
                    color=ink,
                    weight=style,
                )
    names = [legal(f"{name} ({n})") for name, n in zip(matrix.rows, totals, strict=True)]
    axes.set_yticks([row + 0.5 for row in range(len(names))], names, fontsize=8)
    places = [column + 0.5 for column in range(len(matrix.columns))]
    axes.set_xticks(
        places,
        [legal(name) for name in matrix.columns],
        fontsize=8,
        rotation=65 if tight else 40,
        ha="right",
        rotation_mode="anchor",
    )
    axes.axvline(len(matrix.rows), color=_INK, linewidth=1.2)
    axes.tick_params(length=0, labelcolor=_INK)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_title(legal(title), loc="left", fontsize=10, weight="bold", color=_INK)


def _rules(axes: Axes, fired: list[RuleResult], title: str) -> None:
    axes.set(xlim=(0, 1), ylim=(len(fired) - 0.5, -0.5))
    for row, one in enumerate(fired):
        share = one.precision
        few = share.of < FEW
        if share.interval:
            axes.plot(share.interval, (row, row), color="#777777", linewidth=1.2, zorder=2)
        fill = "white" if few else GRADES["E"]
        axes.plot(
            share.count / share.of,
            row,
            "o",
            color=GRADES["E"],
            markerfacecolor=fill,
            markersize=5.5,
            zorder=3,
            clip_on=False,
        )
        said = f"{share.count}/{share.of}"
        axes.text(1.07, row, said, fontsize=7.5, color=_INK, va="center", clip_on=False)
    axes.set_yticks(range(len(fired)), [_rule(one) for one in fired], fontsize=7.5)
    axes.set_xticks([0, 0.5, 1], ["0", ".5", "1"], fontsize=8)
    axes.set_xlabel(f"precision; hollow: fired fewer than {FEW} times", fontsize=8, color=_INK)
    axes.grid(axis="x", color="#e8e8e8", linewidth=0.7, zorder=0)
    axes.tick_params(length=0, labelcolor=_INK)
    axes.tick_params(axis="y", pad=8)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_title(title, loc="right", fontsize=10, weight="bold", color=_INK)


def _title(result: ProfileResult, shown: list[RuleResult]) -> str:
    every = sum(1 for one in result.rules if one.precision.of)
    more = f" (the {len(shown)} of {every} that fired most)" if every > len(shown) else ""
    return f"Its rules{more}"


def _fired(result: ProfileResult) -> list[RuleResult]:
    fired = [one for one in result.rules if one.precision.of]
    return sorted(fired, key=lambda one: (-one.precision.of, one.rule.name))[:_MOST]


def _rule(one: RuleResult) -> str:
    named = "/".join(word(conclusion) for conclusion in one.concludes)
    text = f"{one.rule.name}: {named}"
    return legal(_cut(text, 36))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"
