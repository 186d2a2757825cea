"""Where the bars of a block stand on paper, so that none hides another and all have words.

Bars of one row that overlap go to lanes beside one another, which the row then is made of. Bars
of a few milliseconds are drawn wider than they are, and that width counts.
"""

from __future__ import annotations

from dataclasses import dataclass

from brain2face.explain import in_short
from brain2face.writers.about import legal
from brain2face.writers.lanes import Lanes
from brain2face.writers.tracks import Bar, Block

__all__ = ["VERDICT", "Grid", "Row", "Words", "laid_on"]

VERDICT = "verdict"
_THINNEST, _THIN = 2.5 / 72, 6.0 / 72
_LETTER = 0.075
_MOST_LANES, _MOST_WORDS = 12, 7
_PLACES = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name, its first line counted downwards, and how many lanes it is made of."""

    name: str
    first: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a verdict, where they begin on the axis, and in which lane above the bars."""

    bar: Bar
    text: str
    start: float
    lane: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A block on paper: its rows by their codes, the lane of each bar in each, and its words.

    Lines are counted from the first action unit downwards; verdicts stand above it. ``covered`` is
    the number of verdicts that find no free lane and lie over others.
    """

    block: Block
    per_inch: float
    rows: dict[str, Row]
    lanes: dict[tuple[str, int], int]
    words: tuple[Words, ...]
    covered: int

    @property
    def lines(self) -> int:
        """How many lines the action units take."""
        return sum(row.lanes for code, row in self.rows.items() if code != VERDICT)

    @property
    def word_lanes(self) -> int:
        """How many lanes of words stand above the verdicts."""
        return 1 + max((one.lane for one in self.words), default=0)

    def line(self, code: str, at: int) -> int:
        """Give the line of a code, or of the verdict, on which the bar at a place stands."""
        lane = self.lanes[code, at]
        return self.rows[code].first + (-lane if code == VERDICT else lane)

    def width(self, bar: Bar) -> float:
        """Give how wide a bar is drawn."""
        return max(bar.end - bar.start, _THINNEST * self.per_inch)

    def is_thin(self, bar: Bar) -> bool:
        """Say whether a bar has no room for an outline or its apex."""
        return bar.end - bar.start < _THIN * self.per_inch

    def fits(self, text: str, bar: Bar) -> bool:
        """Say whether a bar has room for letters."""
        return (len(text) + 0.6) * _LETTER * self.per_inch <= bar.end - bar.start


def laid_on(block: Block, width: float) -> Grid:
    """Lay a block out on so many inches."""
    per_inch = (block.limits[1] - block.limits[0]) / width
    tracks: dict[str, Lanes] = {VERDICT: Lanes(_MOST_LANES)}
    tracks |= {code: Lanes(_MOST_LANES) for code, _ in block.rows}
    lanes: dict[tuple[str, int], int] = {}
    covered = 0
    for at, bar in enumerate(block.bars):
        end = round(max(bar.end, bar.start + _THINNEST * per_inch), _PLACES)
        for code in (VERDICT, *sorted(bar.codes)):
            lane, free = tracks[code].take_anyway(round(bar.start, _PLACES), end)
            lanes[code, at] = lane
            covered += not free and code == VERDICT
    rows = {VERDICT: Row(VERDICT, -1, len(tracks[VERDICT].ends))}
    first = 0
    for code, name in block.rows:
        rows[code] = Row(name, first, len(tracks[code].ends))
        first += rows[code].lanes
    return Grid(block, per_inch, rows, lanes, _words(block, per_inch), covered)


def _words(block: Block, per_inch: float) -> tuple[Words, ...]:
    lanes = Lanes(_MOST_WORDS)
    first, last = block.limits
    most = max(1, int((last - first) / (_LETTER * per_inch) - 1.5))
    placed = []
    for bar in block.bars:
        text = legal(in_short(bar.event.verdict))
        text = text if len(text) <= most else f"{text[: most - 1]}\u2026"
        room = (len(text) + 1.5) * _LETTER * per_inch
        start = max(first, min(bar.start, last - room))
        lane = lanes.take(start, start + room)
        if lane is not None:
            placed.append(Words(bar, text, start, lane))
    return tuple(placed)
