"""A timeline picture, SVG or PNG: action units as rows, events as bars, the verdicts on top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, Literal

from brain2face.explain import in_short
from brain2face.records import CodedEvent
from brain2face.writers.about import About, legal, seconds
from brain2face.writers.picture import rendered
from brain2face.writers.tracks import Picture, lay_out

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["write_png", "write_svg"]


def write_svg(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Draw a timeline as SVG with a title and a description in words.

    Raises:
        EnvironmentFault: matplotlib is not installed.
        UsageFault: there is nothing to draw, or too much.
    """
    return _write(coded, out, about, "svg")


def write_png(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Draw a timeline as PNG, with its description in words as the text chunk of that name.

    Raises:
        EnvironmentFault: matplotlib is not installed.
        UsageFault: there is nothing to draw, or too much.
    """
    return _write(coded, out, about, "png")


def _write(
    coded: Iterable[CodedEvent], out: BinaryIO, about: About, form: Literal["svg", "png"]
) -> int:
    picture = lay_out(coded)
    name = about.file_name
    title = legal(f"Action units and verdicts{f': {name}' if name else ''}")

    def paint(figure: Figure) -> None:
        from brain2face.writers.drawing import draw

        draw(figure, picture, title, about.width)

    out.write(rendered(paint, form, title, _in_words(picture)))
    return len(picture.bars)


def _in_words(picture: Picture) -> str:
    told = []
    for bar in picture.bars:
        event = bar.event.event
        when = f"{seconds(bar.start)} to {seconds(bar.end)} s, " if picture.seconds else ""
        length = f" ({bar.event.length})" if bar.event.length else ""
        score = event.observation.score
        told.append(f"{event.name}: {when}{score}, {in_short(bar.event.verdict)}{length}.")
    return legal(" ".join(told))
