"""A timeline picture, SVG or PNG: action units as rows, events as bars, the verdicts on top.

The same events always give the same bytes.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from xml.sax.saxutils import escape

from brain2face.errors import EnvironmentFault
from brain2face.explain import in_short
from brain2face.records import CodedEvent
from brain2face.writers.about import About, legal, seconds
from brain2face.writers.tracks import Picture, lay_out

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["write_png", "write_svg"]

_DOTS_PER_INCH = 150
_STYLE: Final[dict[Any, Any]] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "brain2face",
    "hatch.linewidth": 0.8,
    "text.parse_math": False,
}


def write_svg(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Draw a timeline as SVG with a title and a description in words.

    Raises:
        EnvironmentFault: matplotlib is not installed.
        UsageFault: there is nothing to draw, or too much.
    """
    picture = lay_out(coded)
    text = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    _save(picture, about, text, "svg", nothing)
    title, told = escape(_title(about)), escape(_in_words(picture))
    head, tag, rest = text.getvalue().partition("<svg ")
    attributes, _, body = rest.partition(">")
    named = f"<title id='title'>{title}</title>\n <desc id='desc'>{told}</desc>"
    marked = f'{attributes} role="img" aria-labelledby="title desc">'
    out.write(f"{head}{tag}{marked}\n {named}{body}".encode())
    return len(picture.bars)


def write_png(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Draw a timeline as PNG, with its description in words as the text chunk of that name.

    Raises:
        EnvironmentFault: matplotlib is not installed.
        UsageFault: there is nothing to draw, or too much.
    """
    picture = lay_out(coded)
    told = {"Title": _title(about), "Description": _in_words(picture), "Software": None}
    _save(picture, about, out, "png", told)
    return len(picture.bars)


def _save(
    picture: Picture,
    about: About,
    out: BinaryIO | io.StringIO,
    form: str,
    metadata: dict[str, str | None],
) -> None:
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise EnvironmentFault(
            'A picture needs matplotlib: run `pip install "brain2face[picture]"`.'
        ) from error
    from brain2face.writers.drawing import draw

    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        figure: Figure = Figure(figsize=(about.width, 1.0), dpi=_DOTS_PER_INCH)
        draw(figure, picture, _title(about))
        figure.savefig(out, format=form, metadata=metadata)


def _title(about: About) -> str:
    return legal(f"Action units and verdicts{f': {about.source}' if about.source else ''}")


def _in_words(picture: Picture) -> str:
    told = []
    for bar in picture.bars:
        event = bar.event.event
        when = f"{seconds(bar.start)} to {seconds(bar.end)} s, " if picture.seconds else ""
        length = f" ({bar.event.length})" if bar.event.length else ""
        score = event.observation.score
        told.append(f"{event.name}: {when}{score}, {in_short(bar.event.verdict)}{length}.")
    return legal(" ".join(told))
