"""Where everything of a timeline picture goes, as values: blocks of rows, bars, an axis.

An axis counts the seconds of a clip. Where events have no times, or come from too many clips to
draw them apart, the axis counts events instead and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from brain2face.errors import UsageFault
from brain2face.records import CodedEvent
from brain2face.writers.about import legal

__all__ = ["Bar", "Block", "Picture", "lay_out"]

_MOST_BLOCKS = 12
_MOST_EVENTS = 1000


@dataclass(frozen=True, slots=True)
class Bar:
    """An event on the axis: from where to where, and its apex where it is known."""

    event: CodedEvent
    start: float
    end: float
    apex: float | None = None

    @property
    def codes(self) -> frozenset[str]:
        """The codes that are drawn: scored, or doubtful."""
        seen = self.event.event.observation
        return seen.score.codes | seen.doubtful


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one face in one clip: their codes from the top, and the bars in their order."""

    title: str
    rows: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    limits: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: blocks under one another, on an axis of ``seconds`` or else of events.

    ``left_out`` counts the events without times in a picture of the others.
    """

    blocks: tuple[Block, ...]
    seconds: bool
    left_out: int

    @property
    def bars(self) -> tuple[Bar, ...]:
        """All bars of all blocks."""
        return tuple(bar for block in self.blocks for bar in block.bars)


def lay_out(coded: Iterable[CodedEvent]) -> Picture:
    """Lay out a picture of the events.

    Raises:
        UsageFault: there is no event, or there are more than a picture can show.
    """
    events = list(coded)
    if not events:
        raise UsageFault("There is no event to draw.")
    timed = [one for one in events if one.event.span]
    faces = dict.fromkeys((one.event.clip, one.event.subject) for one in timed)
    if len(events) > _MOST_EVENTS:
        raise UsageFault(
            f"{len(events)} events are more than one picture can show ({_MOST_EVENTS}):"
            " draw one clip or one subject at a time."
        )
    if not timed or len(faces) > _MOST_BLOCKS:
        bars = [Bar(one, at + 0.1, at + 0.9) for at, one in enumerate(events)]
        return Picture((_block("", bars, (0.0, float(len(events)))),), False, 0)
    limits: dict[str, tuple[float, float]] = {}
    for clip in dict.fromkeys(clip for clip, _ in faces):
        limits[clip] = _limits([one for one in timed if one.event.clip == clip])
    blocks = []
    for clip, subject in sorted(faces, key=lambda face: list(limits).index(face[0])):
        own = [one for one in timed if (one.event.clip, one.event.subject) == (clip, subject)]
        bars = [
            Bar(one, span.onset, span.offset, span.apex) for one in own if (span := one.event.span)
        ]
        title = legal(", ".join(filter(None, (subject, clip))))
        blocks.append(_block(title, bars, limits[clip]))
    return Picture(tuple(blocks), True, len(events) - len(timed))


def _limits(events: Sequence[CodedEvent]) -> tuple[float, float]:
    spans = [one.event.span for one in events if one.event.span]
    start, end = min(span.onset for span in spans), max(span.offset for span in spans)
    room = 0.02 * (end - start) or 0.5
    near = 0.0 <= start < 0.25 * end
    return (min(0.0, start) if near else start - room), end + room


def _block(title: str, bars: Sequence[Bar], limits: tuple[float, float]) -> Block:
    names: dict[str, str] = {}
    for bar in bars:
        for code in bar.codes:
            names[code] = bar.event.verdict.profile.unit_names.get(code, code)
    rows = sorted(names.items(), key=lambda item: (int(item[0].lstrip("M")), item[0]))
    ordered = sorted(bars, key=lambda bar: (bar.start, -bar.end))
    return Block(title, tuple(rows), tuple(ordered), limits)
