"""A picture of an evaluation, SVG or PNG: every profile beside the baseline, and one in detail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from brain2face.assessment.evaluation import Evaluation
from brain2face.errors import UsageFault
from brain2face.explain.naming import word
from brain2face.writers.about import legal
from brain2face.writers.picture import rendered

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["draw_assessment"]


def draw_assessment(found: Evaluation, form: Literal["svg", "png"]) -> bytes:
    """Draw an evaluation; its title and its figures in words are in the file as well.

    Raises:
        EnvironmentFault: matplotlib is not installed.
        UsageFault: no profile could be judged, so that there is nothing to draw.
    """
    if not any(level.profiles for level in found.levels):
        raise UsageFault("No profile has a rule for any of these labels: nothing can be drawn.")
    title = legal(f"Profiles against the labels of {Path(found.source).name}")

    def paint(figure: Figure) -> None:
        from brain2face.writers.assessment_drawing import draw

        draw(figure, found, title)

    return rendered(paint, form, title, legal(_in_words(found)))


def _in_words(found: Evaluation) -> str:
    told = []
    for level in found.levels:
        always = level.baseline
        told.append(
            f"{level.level.capitalize()}, n = {level.total}: always {word(always.label)} has "
            f"accuracy {always.confusion.accuracy.value:.2f}."
        )
        for one in level.ranked:
            table = one.confusion
            told.append(
                f"{one.profile.name}: accuracy {table.accuracy.value:.2f}, macro-F1 "
                f"{table.macro_f1.value or 0:.2f}, coverage {table.coverage.value:.2f}."
            )
    return " ".join(told)
