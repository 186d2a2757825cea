"""Frames in, events out, one after the other: a file of any length passes through.

What is kept in memory is bounded by the longest movement that goes on, and not by the file.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from brain2face.durations import CodeLimit
from brain2face.events.activation import Activation
from brain2face.events.options import EventOptions, EventReport
from brain2face.events.pending import Pending
from brain2face.events.sensors import sensors_of
from brain2face.events.stills import still_event
from brain2face.events.tracking import Face
from brain2face.records import BadRow, Event, Frame, Recording

__all__ = ["activations", "events"]

_LOOK = 200
_ROUNDING = 0.012


def activations(
    recording: Recording,
    options: EventOptions | None = None,
    report: EventReport | None = None,
) -> Iterator[Activation | BadRow]:
    """Give every stretch of time in which a code is active, as each ends, side by side.

    The first and the last frame of a stretch belong to it: one frame at 25 frames a second lasts
    0.04 s. Still images have no length and give none.
    """
    series = _Series(recording, options or EventOptions(), report or EventReport())
    for item in series.steps():
        if isinstance(item, BadRow):
            yield item
        elif not isinstance(item, Frame):
            yield from item.ended


def events(
    recording: Recording,
    options: EventOptions | None = None,
    unseen: Collection[str] = (),
    limits: Sequence[CodeLimit] = (),
    report: EventReport | None = None,
) -> Iterator[Event | BadRow]:
    """Give the expressions of every face, in the order of their onsets for each face.

    Args:
        recording: the frames, and the channels that they measure.
        options: how frames become events.
        unseen: the codes that the instrument does not measure.
        limits: the codes that only the length of a movement tells apart.
        report: is filled with what was met on the way.

    Each frame of a series of still images is an event without times.
    """
    options = options or EventOptions()
    series = _Series(recording, options, report or EventReport())
    pending: dict[str, Pending] = {}
    for item in series.steps():
        if isinstance(item, BadRow):
            yield item
            continue
        if isinstance(item, Frame):
            yield still_event(item, series.sensors, options, unseen, recording.instrument)
            continue
        name = item.face.name
        if name not in pending:
            pending[name] = Pending(item.face, series.sensors, options, recording, unseen, limits)
        yield from pending[name].take(item.ended, item.last)
        if item.last:
            del pending[name]


@dataclass(frozen=True, slots=True)
class _Step:
    face: Face
    ended: list[Activation]
    last: bool = False


class _Series:
    """The frames of a recording, handed to the faces that they show."""

    def __init__(self, recording: Recording, options: EventOptions, report: EventReport) -> None:
        self.recording = recording
        self.options = options
        self.report = report
        self.sensors = sensors_of(recording.channels, options)
        self.period = 0.0

    def steps(self) -> Iterator[_Step | Frame | BadRow]:
        """Give what each frame ends; the frame itself where it is a still image."""
        frames = iter(self.recording.frames)
        first = list(itertools.islice(frames, _LOOK))
        self.period = self.recording.period or _period(first)
        faces: dict[str, Face] = {}
        for frame in itertools.chain(first, frames):
            if isinstance(frame, BadRow):
                yield frame
                continue
            self.report.frames += 1
            self.report.unusable += not frame.usable
            if not self.period:
                if frame.usable:
                    yield frame
                continue
            face = faces.get(frame.face)
            if face is None:
                face = faces[frame.face] = Face(
                    frame, self.sensors, self.options, self.period, self.report
                )
            if frame.time <= face.time:
                why = f"gives {frame.time:g} s, and the row before it {face.time:g} s"
                yield BadRow(frame.row, "time", f"{why}: one moment has one frame, in order")
                continue
            yield _Step(face, face.feed(frame))
            for gone in [one for one in faces.values() if self._is_gone(one, frame.time)]:
                yield _Step(gone, faces.pop(gone.name).finish(), last=True)
        for face in faces.values():
            yield _Step(face, face.finish(), last=True)

    def _is_gone(self, face: Face, time: float) -> bool:
        return time - face.time > self.options.gap + 2 * self.period


def _period(items: Iterable[Frame | BadRow]) -> float:
    """The time from one frame to the next, as most of the first frames have it; 0 for stills.

    Files round their times off: a rate that lies next to a whole number is that number.
    """
    last: dict[str, float] = {}
    steps: list[float] = []
    for frame in items:
        if isinstance(frame, Frame):
            steps.append(frame.time - last.get(frame.face, math.inf))
            last[frame.face] = frame.time
    steps = [one for one in steps if one > 0]
    if not steps:
        return 0.0
    middle = statistics.median(steps)
    usual = [one for one in steps if middle / 2 < one < middle * 1.5]
    period = statistics.fmean(usual or [middle])
    rate = round(1 / period)
    return 1 / rate if rate and abs(1 / period - rate) < _ROUNDING else period
