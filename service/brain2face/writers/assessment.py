"""A picture of an evaluation, SVG or PNG: every profile beside the baseline, and one in detail.

The same figures always give the same bytes.
"""

from __future__ import annotations

import io
import warnings
from pathlib import Path
from typing import Any, Final, Literal
from xml.sax.saxutils import escape

from brain2face.assessment.evaluation import Evaluation
from brain2face.errors import EnvironmentFault, UsageFault
from brain2face.explain.naming import word
from brain2face.writers.about import legal

__all__ = ["draw_assessment"]

_DOTS_PER_INCH: Final = 150
_STYLE: Final[dict[Any, Any]] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "brain2face",
    "text.parse_math": False,
}


def draw_assessment(found: Evaluation, form: Literal["svg", "png"]) -> bytes:
    """Draw an evaluation; its title and its figures in words are in the file as well.

    Raises:
        EnvironmentFault: matplotlib is not installed.
        UsageFault: no profile could be judged, so that there is nothing to draw.
    """
    if not any(level.profiles for level in found.levels):
        raise UsageFault("No profile has a rule for any of these labels: nothing can be drawn.")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise EnvironmentFault(
            'A picture needs matplotlib: run `pip install "brain2face[picture]"`.'
        ) from error
    from brain2face.writers.assessment_drawing import draw

    title, told = (
        legal(f"Profiles against the labels of {Path(found.source).name}"),
        legal(_in_words(found)),
    )
    out = io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        figure: Figure = Figure(dpi=_DOTS_PER_INCH)
        draw(figure, found, title)
        if form == "png":
            about = {"Title": title, "Description": told, "Software": None}
        else:
            about = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(out, format=form, metadata=about)
    return out.getvalue() if form == "png" else _described(out.getvalue(), title, told)


def _described(svg: bytes, title: str, told: str) -> bytes:
    head, tag, rest = svg.decode().partition("<svg ")
    attributes, _, body = rest.partition(">")
    named = f"<title id='title'>{escape(title)}</title>\n <desc id='desc'>{escape(told)}</desc>"
    marked = f'{attributes} role="img" aria-labelledby="title desc">'
    return f"{head}{tag}{marked}\n {named}{body}".encode()


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
