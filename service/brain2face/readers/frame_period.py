"""The time from one frame to the next, and whether a camera may have taken frames so.

A column of milliseconds that is read as seconds, and the made-up times of a tracker that was given
single images, would give lengths that nobody doubts. Both show in the time between two frames.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import Final

from brain2face.readers.delimited import Row
from brain2face.readers.frame_row import FrameReader
from brain2face.records import Frame

__all__ = ["period_of"]

_SLOWEST: Final = 2.0
_FASTEST: Final = 1 / 400
_ROUNDING: Final = 0.012


def period_of(
    body: Iterable[Row], reader: FrameReader, rate: float | None
) -> tuple[float | None, tuple[str, ...]]:
    """Give the usual time between two frames in seconds, if it is known, and remarks on it.

    Args:
        body: its first rows below the header.
        reader: reads them.
        rate: frames a second, where the user says so; then nothing is doubted.
    """
    last: dict[str, float] = {}
    steps: list[float] = []
    for row in body:
        frame = reader.frame(row)
        if isinstance(frame, Frame):
            if frame.face in last:
                steps.append(frame.time - last[frame.face])
            last[frame.face] = frame.time
    if rate is not None or not steps:
        return (round(statistics.median(steps), 9) if steps else rate and 1 / rate), ()
    period = _usual(steps)
    seen = f"in its column {reader.column!r}"
    if period > _SLOWEST:
        told = f"has {period:g} s from one frame to the next {seen}, which is read in seconds"
        return period, (f"{told}: if that is not so, give --rate, the number of frames a second",)
    if 0 < period < _FASTEST:
        told = f"counts {1 / period:.0f} frames a second {seen}"
        return period, (f"{told}: if the camera took fewer, give --rate",)
    return period, ()


def _usual(steps: Sequence[float]) -> float:
    """Give the mean of the steps that are near the median: files round their times off.

    A rate that lies next to a whole number is that number.
    """
    middle = statistics.median(steps)
    near = [one for one in steps if middle / 2 < one < middle * 1.5]
    period = statistics.fmean(near or [middle])
    rate = round(1 / period)
    return 1 / rate if rate and abs(1 / period - rate) < _ROUNDING else round(period, 9)
