"""A picture as a file, SVG or PNG, with its title and what it shows in words.

The same picture always gives the same bytes: nothing of the day, the machine or a user's own
settings is in them.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal
from xml.sax.saxutils import escape

from brain2face.errors import EnvironmentFault

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["rendered"]

_DOTS_PER_INCH: Final = 150
_STYLE: Final[dict[Any, Any]] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 9,
    "svg.fonttype": "none",
    "svg.hashsalt": "brain2face",
    "hatch.linewidth": 0.8,
    "text.parse_math": False,
}


def rendered(
    paint: Callable[[Figure], None], form: Literal["svg", "png"], title: str, told: str
) -> bytes:
    """Paint an empty figure and give the file.

    Args:
        paint: draws on the figure and sets its size.
        form: what file it is to be.
        title: the title, free of what XML cannot hold.
        told: the picture in words, likewise; the description of an SVG, a text chunk of a PNG.

    Raises:
        EnvironmentFault: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise EnvironmentFault(
            'A picture needs matplotlib: run `pip install "brain2face[picture]"`.'
        ) from error
    out = io.BytesIO()
    about: dict[str, str | None] = {"Title": title, "Description": told, "Software": None}
    if form == "svg":
        about = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        figure = Figure(dpi=_DOTS_PER_INCH)
        paint(figure)
        figure.savefig(out, format=form, metadata=about)
    return out.getvalue() if form == "png" else _described(out.getvalue(), title, told)


def _described(svg: bytes, title: str, told: str) -> bytes:
    head, tag, rest = svg.decode().partition("<svg ")
    attributes, _, body = rest.partition(">")
    named = f"<title id='title'>{escape(title)}</title>\n <desc id='desc'>{escape(told)}</desc>"
    marked = f'{attributes} role="img" aria-labelledby="title desc">'
    return f"{head}{tag}{marked}\n {named}{body}".encode()
