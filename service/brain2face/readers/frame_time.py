"""When a frame was, in seconds: from its own time, or from its number and the frame rate.

A rate that the user gives wins over the times of the file wherever frames are numbered, since
trackers that read single images write made-up times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from brain2face.misreadings import shorten
from brain2face.readers.frame_columns import FrameColumns, Named
from brain2face.readers.frame_values import BadCell, number, whole_number

__all__ = ["Clock", "is_timecode"]

_CLOCK = re.compile(r"(?:([0-9]+):)?([0-9]+):([0-9]+(?:[.,][0-9]+)?)")
_TIMECODE = re.compile(r"([0-9]+):([0-9]+):([0-9]+)[:;]([0-9]+(?:\.[0-9]+)?)")
_EXPECTED = "a time, in numbers or as hh:mm:ss.sss,"
_LATEST = 1e10


class Clock:
    """Tells the time of one row after the other.

    ``way`` says how: by the ``number`` of the frame and the rate, by the ``time`` in the row, by
    the ``place`` of the row and the rate; or the rows are ``still`` images, and time does not pass.
    ``column`` is the name of the column it reads, for messages.
    """

    def __init__(self, columns: FrameColumns, rate: float | None, rough: bool = False) -> None:
        """Choose the way; ``rough`` takes the time in whole seconds where there is no better."""
        self._columns = columns
        self._rate = rate
        self._time = columns.time or (columns.rough if rough else None)
        self._start: float | None = None
        read: Named | None = None
        if rate and columns.frame:
            self.way, read = "number", columns.frame
        elif self._time:
            self.way, read = "time", self._time
        else:
            self.way, read = ("place" if rate else "still"), columns.frame
        self.column = read.name if read else "the whole row"
        self._place = read.place if read else 0

    def time(self, cells: Sequence[str], before: int) -> float:
        """Give the time of a row with ``before`` rows of the same face before it.

        Raises:
            BadCell: the row says no time.
        """
        time = self._time_of(cells, before)
        if abs(time) > _LATEST:
            raise BadCell(f"gives {time:g} s: {_EXPECTED} belongs here")
        return time

    def _time_of(self, cells: Sequence[str], before: int) -> float:
        if self.way == "number":
            numbered = whole_number(cells[self._place])
            if numbered is None:
                raise BadCell("is empty: the number of the frame belongs here")
            return (numbered - self._columns.first) / (self._rate or 1.0)
        if self.way == "time":
            return self._read(cells[self._place])
        return before / self._rate if self._rate else 0.0

    def _read(self, text: str) -> float:
        if ":" not in text:
            value = number(text, _EXPECTED)
            if value is None:
                raise BadCell(f"is empty: {_EXPECTED} belongs here")
            return value * self._columns.unit
        if code := _TIMECODE.fullmatch(text.strip()):
            return self._from_start(*map(float, code.groups()))
        found = _CLOCK.fullmatch(text.strip())
        if (
            not found
            or float(found[3].replace(",", ".")) >= 60
            or (found[1] and int(found[2]) > 59)
        ):
            raise BadCell(f"has {shorten(text)!r}: {_EXPECTED} belongs here")
        minutes = int(found[1] or 0) * 60 + int(found[2])
        return minutes * 60 + float(found[3].replace(",", "."))

    def _from_start(self, hours: float, minutes: float, seconds: float, frames: float) -> float:
        rate = self._rate or 1.0
        if frames >= round(rate) + 1:
            raise BadCell(f"counts {frames:g} frames in a second: there are {rate:g}")
        time = hours * 3600 + minutes * 60 + seconds + frames / rate
        self._start = time if self._start is None else self._start
        return time - self._start


def is_timecode(text: str) -> bool:
    """Say whether a time counts frames within the second, so that a rate is needed to read it."""
    return _TIMECODE.fullmatch(text.strip()) is not None
