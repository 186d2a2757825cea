"""The drawing itself: plain SVG on a light panel of its own; a page may colour it by class."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from brain2face.knowledge import Knowledge
from brain2face.pictures.chain import COLUMNS, Chain, chain_of
from brain2face.pictures.layout import LINE_HEIGHT, Box, Laid, Strand, lay_out
from brain2face.terms import B2F

__all__ = ["picture_of"]

_LEGEND: Final = 26
_SAMPLE: Final = 34
_LETTER: Final = 6.6
_KEYS: Final = (
    ("said", "said in the default graph"),
    ("elsewhere", "said by other places only"),
    ("relaxes", "by relaxing"),
)
_INK, _SOFT, _EDGE, _PANEL, _BOX, _ACCENT = (
    "#1d2529",
    "#55636a",
    "#7d8b92",
    "#fdfdfb",
    "#eef3f4",
    "#1f5f6b",
)


def picture_of(knowledge: Knowledge, iri: str, base: str = B2F) -> str | None:
    """Draw what lies before and behind a unit, muscle, nerve branch or emotion, as SVG.

    The same knowledge gives the same drawing, letter by letter.

    Args:
        knowledge: the ontology.
        iri: the term.
        base: what the links to the terms begin with.

    Returns:
        The drawing; none for other terms, and for those that nothing leads to or from.
    """
    chain = chain_of(knowledge, iri)
    if chain is None:
        return None
    laid = lay_out(chain)
    keys = [key for key in _KEYS if any(key[0] in _look(strand) for strand in laid.strands)]
    needed = sum(_SAMPLE + len(text) * _LETTER + 40 for _, text in keys)
    width, height = max(laid.width, needed), laid.height + _LEGEND
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chain" viewBox="0 0 {width:.0f}'
        f' {height:.0f}" width="{width:.0f}" height="{height:.0f}" role="group"'
        ' aria-labelledby="chain-title chain-text" font-family="system-ui, sans-serif"'
        ' font-size="13">',
        f'<title id="chain-title">{escape(chain.term.label)}, from the brain to the face</title>',
        f'<desc id="chain-text">{escape(_told(chain))}</desc>',
        f'<rect class="panel" width="{width:.0f}" height="{height:.0f}" rx="6" fill="{_PANEL}"/>',
        *(
            f'<text class="head" x="{x:.1f}" y="26" text-anchor="middle" fill="{_SOFT}">'
            f"{COLUMNS[number]}</text>"
            for number, x in laid.heads
        ),
        *(_strand(strand) for strand in laid.strands),
        *(_box(box, box.thing == chain.term, base) for box in laid.boxes),
        *_legend(keys, laid),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _look(strand: Strand) -> tuple[str, ...]:
    relaxes = ("relaxes",) if strand.line.relation == "relaxesIn" else ()
    return ("said" if strand.line.default else "elsewhere", *relaxes)


def _strand(strand: Strand) -> str:
    points = strand.points
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for index, ((x, y), (to_x, to_y)) in enumerate(pairwise(points)):
        middle = (x + to_x) / 2
        path += (
            f" C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
            if index % 2 == 0
            else f" H{to_x:.1f}"
        )
    look = _look(strand)
    x, y = points[-1]
    return f'<g class="{" ".join(look)}">{_line(path, look)}{_end(x, y, look)}</g>'


def _line(path: str, look: tuple[str, ...]) -> str:
    dashes = ' stroke-dasharray="5 4"' if "elsewhere" in look else ""
    return f'<path d="{path}" fill="none" stroke="{_EDGE}" stroke-width="1.4"{dashes}/>'


def _end(x: float, y: float, look: tuple[str, ...]) -> str:
    if "relaxes" in look:
        return (
            f'<circle class="open" cx="{x - 4:.1f}" cy="{y:.1f}" r="4" fill="{_PANEL}"'
            f' stroke="{_EDGE}" stroke-width="1.4"/>'
        )
    return f'<path class="tip" d="M{x:.1f} {y:.1f} l-8 -4 v8 z" fill="{_EDGE}"/>'


def _box(box: Box, chosen: bool, base: str) -> str:
    fill, ink = (_ACCENT, "#ffffff") if chosen else (_BOX, _INK)
    kind = "thing term" if chosen else "thing"
    middle = box.x + box.width / 2
    first = box.y + box.height / 2 - (len(box.words) - 1) * LINE_HEIGHT / 2 + 4.5
    lines = "".join(
        f'<tspan x="{middle:.1f}" y="{first + index * LINE_HEIGHT:.1f}">{escape(word)}</tspan>'
        for index, word in enumerate(box.words)
    )
    return (
        f'<a class="{kind}" href={quoteattr(base + box.thing.iri.removeprefix(B2F))}>'
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
        f' rx="5" fill="{fill}" stroke="{_EDGE}"/>'
        f'<text text-anchor="middle" fill="{ink}">{lines}</text></a>'
    )


def _legend(keys: list[tuple[str, str]], laid: Laid) -> Iterator[str]:
    x, y = 16.0, laid.height + 6
    for look, text in keys:
        line = _line(f"M{x:.1f} {y:.1f} h{_SAMPLE - 8}", (look,))
        end = _end(x + _SAMPLE - 6, y, (look,))
        yield (
            f'<g class="{look}">{line}{end}</g><text class="head" x="{x + _SAMPLE:.1f}"'
            f' y="{y + 4.5:.1f}" fill="{_SOFT}" font-size="12">{text}</text>'
        )
        x += _SAMPLE + len(text) * _LETTER + 24


def _told(chain: Chain) -> str:
    labels = {thing.iri: thing.label for thing in chain.things}
    words = {
        "partOf": "is part of",
        "givesRiseTo": "gives rise to",
        "innervates": "innervates",
        "contractsIn": "contracts in",
        "relaxesIn": "relaxes in",
        "actsIn": "acts in",
        "signals": "signals",
    }
    return " ".join(
        f"{labels[line.start]} {words[line.relation]} {labels[line.end]}"
        f"{'' if line.default else ', as places outside the default graph say'}."
        for line in chain.lines
    )
