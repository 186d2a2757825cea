"""A still image as an event: what is active in its one frame, without times."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from brain2face.events.activation import Activation
from brain2face.events.assembly import peaks_of, score_of
from brain2face.events.joining import join_sides
from brain2face.events.options import EventOptions
from brain2face.events.sensors import Sensor, grade_of
from brain2face.notation import ScoredUnit
from brain2face.observation import Observation
from brain2face.records import Event, Frame, FrameNumbers, Span

__all__ = ["still_event"]

_NO_TIME = Span(0.0, 0.0)


def still_event(
    frame: Frame,
    sensors: Sequence[Sensor],
    options: EventOptions,
    unseen: Collection[str],
    instrument: str,
) -> Event:
    """Give the event of one image; a left and a right movement are one without a side."""
    states = [(one, one.state(frame.values)) for one in sensors]
    measured = {code for one, state in states if state is not None for code in one.codes}
    active = [_activation(one, frame) for one, state in states if state]
    members = join_sides(active, options)
    score = score_of(
        ScoredUnit(one.code, one.grade, one.side) for one in members if one.code is not None
    )
    doubtful = frozenset[str]().union(*(one.doubtful for one in members)) - score.codes
    missing = frozenset(unseen) | {code for one in sensors for code in one.codes} - measured
    subject, clip = frame.shown
    return Event(
        name=frame.face or f"row {frame.row}",
        observation=Observation(score, doubtful, missing - score.codes - doubtful, instrument),
        subject=subject,
        clip=clip,
        row=frame.row,
        extra=peaks_of(members),
    )


def _activation(sensor: Sensor, frame: Frame) -> Activation:
    peak, scale = sensor.strength(frame.values) or 0.0, sensor.measuring[0].scale
    grade = grade_of(peak, scale)
    return Activation(
        sensor.codes, sensor.side, grade, _NO_TIME, FrameNumbers(), peak, scale, frame.face
    )
