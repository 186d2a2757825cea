"""One face followed from frame to frame: where each code becomes active, and where it ceases."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence

from brain2face.events.activation import Activation
from brain2face.events.options import EventOptions, EventReport
from brain2face.events.sensors import Sensor, grade_of
from brain2face.misreadings import Fault
from brain2face.records import Frame, FrameNumbers, Span

__all__ = ["Face"]

_SLACK = 1e-6
_OFF_GRID = 0.1
Moment = tuple[float, int | None]


class _Track:
    """A movement that is going on."""

    __slots__ = ("disputed", "first", "last", "missed", "peak", "plateau", "risen", "shown", "tail")

    def __init__(self, moment: Moment) -> None:
        self.first = self.last = moment
        self.peak = -math.inf
        self.plateau: deque[Moment] = deque()
        self.risen = False
        self.shown = self.disputed = self.missed = self.tail = 0

    def show(self, moment: Moment, value: float, disputed: bool) -> None:
        self.last = moment
        self.shown += 1
        self.disputed += disputed
        self.missed += self.tail
        self.tail = 0
        if value > self.peak:
            self.peak, self.risen = value, True
            self.plateau = deque([moment])
        elif value == self.peak and self.risen:
            self.plateau.append(moment)
        else:
            self.risen = False


class Face:
    """The movements of one face. Memory is bounded by the longest of them that goes on."""

    def __init__(
        self,
        frame: Frame,
        sensors: Sequence[Sensor],
        options: EventOptions,
        period: float,
        report: EventReport,
    ) -> None:
        """Follow the face of this ``frame``; ``period`` is the time between two frames."""
        self.name = frame.face
        self.shown = frame.shown
        self.time = -math.inf
        self._sensors = sensors
        self._options = options
        self.period = period
        self._report = report
        self._tracks: list[_Track | None] = [None] * len(sensors)
        self._measured: deque[list[float | int]] = deque()

    @property
    def open_since(self) -> float:
        """The onset of the oldest movement that goes on; infinity where there is none."""
        return min((one.first[0] for one in self._tracks if one), default=math.inf)

    def feed(self, frame: Frame) -> list[Activation]:
        """Take the next frame; give the activations that are now known to have ended."""
        self.time = frame.time
        ended: list[Activation] = []
        moment = (frame.time, frame.index)
        mask = 0
        for place, sensor in enumerate(self._sensors):
            track = self._tracks[place]
            state = sensor.state(frame.values) if frame.usable else None
            if track and self._too_long(track, frame.time, state):
                ended += self._ended(place)
                track = None
            if state is None:
                if track:
                    track.tail += 1
                    track.risen = False
                continue
            mask |= 1 << place
            disputed = bool(sensor.other) and sensor.disputed(frame.values, state)
            if disputed:
                self._report.disagreements["/".join(sensor.codes)] += 1
            if state:
                track = self._tracks[place] = track or _Track(moment)
                track.show(moment, sensor.strength(frame.values) or 0.0, disputed)
            elif track:
                track.risen = False
        self._note(frame.time, mask)
        return sorted(ended, key=lambda one: one.span.offset)

    def finish(self) -> list[Activation]:
        """End everything that goes on."""
        ended = [one for place in range(len(self._tracks)) for one in self._ended(place)]
        return sorted(ended, key=lambda one: one.span.offset)

    def measured(self, onset: float, offset: float) -> Iterator[Sensor]:
        """Give what was measured in some usable frame of a span of time."""
        mask = 0
        for start, end, seen in self._measured:
            if start < offset and end >= onset:
                mask |= int(seen)
        return (one for place, one in enumerate(self._sensors) if mask >> place & 1)

    def forget(self, before: float) -> None:
        """Drop what is known of the time before, of which nothing more will be asked."""
        while len(self._measured) > 1 and self._measured[0][1] < before:
            self._measured.popleft()

    def _note(self, time: float, mask: int) -> None:
        if self._measured and self._measured[-1][2] == mask:
            self._measured[-1][1] = time
        else:
            self._measured.append([time, time, mask])

    def _too_long(self, track: _Track, time: float, state: bool | None) -> bool:
        pause = time - track.last[0] - (self.period if state else 0.0)
        return pause > self._options.gap + _SLACK

    def _ended(self, place: int) -> list[Activation]:
        track, sensor = self._tracks[place], self._sensors[place]
        self._tracks[place] = None
        if track is None:
            return []
        onset, offset = track.first[0], self._end(track)
        if offset - onset + _SLACK < self._options.minimum:
            self._report.too_short["/".join(sensor.codes)] += 1
            return []
        apex = track.plateau[(len(track.plateau) - 1) // 2]
        scale = sensor.measuring[0].scale
        return [
            Activation(
                codes=sensor.codes,
                side=sensor.side,
                grade=grade_of(track.peak, scale),
                span=Span(round(onset, 6), round(offset, 6), round(apex[0], 6)),
                frames=FrameNumbers(track.first[1], apex[1], track.last[1]),
                peak=track.peak,
                scale=scale,
                face=self.name,
                remarks=tuple(_remarks(sensor, track)),
            )
        ]

    def _end(self, track: _Track) -> float:
        """The end of the last frame, on the grid of frames where the times keep to one."""
        first, last = track.first[0], track.last[0]
        steps = (last - first) / self.period
        if abs(steps - round(steps)) <= _OFF_GRID:
            return first + (round(steps) + 1) * self.period
        return last + self.period


def _remarks(sensor: Sensor, track: _Track) -> Iterator[Fault]:
    if track.disputed:
        one, other = sensor.deciding[0], sensor.other[0]
        reason = (
            f"is present by {one.column} and not by {other.column} "
            f"in {track.disputed} of {track.shown} frames"
        )
        yield Fault(sensor.name, 1, reason, f"{one.column} decides here", "read")
    if track.missed:
        reason = f"could not be observed in {track.missed} frames between its onset and its offset"
        yield Fault(sensor.name, 1, reason, "the pause is short and taken as part of it", "read")
