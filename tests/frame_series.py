"""Series of frames small enough to write down, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from brain2face.durations import CodeLimit
from brain2face.events import EventOptions, EventReport, events
from brain2face.records import BadRow, Channel, Event, Frame, Recording
from brain2face.rules import Place

__all__ = ["BLINK", "channel", "found", "recording", "told"]

BLINK = CodeLimit("45", "43", 0.5, Place("facs:eye-closure", "eye closures", ""))
THRESHOLDS = {"presence": 0.5, "intensity": 1.0, "activation": 0.5, "percent": 50, "evidence": 0.0}


def channel(column: str) -> Channel:
    """Give a channel by its column: ``12``, ``L12``, ``12 presence``, ``25/26 activation``."""
    name, _, scale = column.partition(" ")
    side = name[0] if name[0] in "LR" else None
    codes = tuple(name.lstrip("LR").split("/"))
    scale = scale or "intensity"
    return Channel(column, codes, scale, THRESHOLDS[scale], side)


def recording(
    series: Mapping[str, Sequence[float | None]],
    rate: float = 25,
    *,
    lost: Sequence[int] = (),
    start: float = 0.0,
    face: str = "",
    numbered: bool = True,
) -> Recording:
    """Give a recording of one face; ``lost`` are the frames in which the tracker lost it."""
    count = max(map(len, series.values()))
    frames = (
        Frame(
            row=place + 2,
            time=start + place / rate,
            values=tuple(one[place] for one in series.values()),
            index=place if numbered else None,
            face=face,
            usable=place not in lost,
        )
        for place in range(count)
    )
    channels = tuple(channel(column) for column in series)
    return Recording("test", "openface", channels, frames, 1 / rate, count)


def found(
    given: Recording,
    options: EventOptions | None = None,
    *,
    unseen: Sequence[str] = (),
    limits: Sequence[CodeLimit] = (),
    report: EventReport | None = None,
) -> list[Event]:
    """Give the events of a recording that has no bad rows."""
    items = list(events(given, options, unseen, limits, report))
    assert not [one for one in items if isinstance(one, BadRow)]
    return [one for one in items if isinstance(one, Event)]


def told(given: Recording, options: EventOptions | None = None) -> list[tuple[str, float, float]]:
    """Give the score, onset and offset of each event."""
    return [
        (str(one.observation.score), one.span.onset, one.span.offset)
        for one in found(given, options, limits=[BLINK])
        if one.span
    ]
