"""From one row of a tracker's table to one frame, or to what is wrong with the row.

Frames of one face must go forward in time; moments that are left out stay left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from brain2face.errors import UnknownNameError
from brain2face.readers.delimited import Row
from brain2face.readers.frame_layout import Layout
from brain2face.readers.frame_time import Clock
from brain2face.readers.frame_values import FAILED, BadCell, certainty, whole_number
from brain2face.readers.options import ReadOptions
from brain2face.records import BadRow, Channel, Frame

__all__ = ["FrameReader"]

_FACES = 1000


class FrameReader:
    """Reads one row after the other; it keeps the last time of each face."""

    def __init__(
        self,
        layout: Layout,
        clock: Clock,
        read_cell: Callable[[str, Channel], float | None],
        options: ReadOptions,
    ) -> None:
        """Take a ``layout``, a ``clock``, a way to read a measure, and the user's choices."""
        self._layout = layout
        self._clock = clock
        self._read_cell = read_cell
        self._face = options.face
        columns = layout.columns
        self._sure = [(column, 1.0) for column in columns.found]
        self._sure += [(column, options.confidence) for column in columns.confidence]
        self._cells = tuple(zip(layout.measures, layout.channels, strict=True))
        self._width = len(layout.header.cells)
        self._before: Counter[str] = Counter()
        self._last: dict[str, float] = {}
        self._others: set[str] = set()

    @property
    def column(self) -> str:
        """The column that times are read from."""
        return self._clock.column

    def frame(self, row: Row) -> Frame | BadRow | None:
        """Give the frame of a row; none where the row is of another face, or is no frame."""
        cells = row.cells
        if row.blank:
            return None
        if len(cells) != self._width:
            if len(cells) < self._width or any(cells[self._width :]):
                why = f"has {len(cells)} cells: the header has {self._width}"
                return BadRow(row.number, "the whole row", why)
        if not self._layout.is_frame(row):
            return None
        if cells[: self._width] == self._layout.header.cells:
            return BadRow(row.number, "the whole row", "is the header once more: take it out")
        face = self._layout.face(row)
        if self._face is not None and self._face not in (face, *self._layout.face_parts(row)):
            if len(self._others) < _FACES:
                self._others.add(face)
            return None
        before = self._before[face]
        self._before[face] += 1
        column = self._clock.column
        try:
            time = self._clock.time(cells, before)
            last = self._last.get(face)
            if last is not None and time <= last:
                return BadRow(row.number, column, self._not_forward(time, last))
            self._last[face] = time
            index = None
            if frame := self._layout.columns.frame:
                column = frame.name
                index = whole_number(cells[frame.place])
            usable = True
            for counted, least in self._sure:
                column = counted.name
                sure = certainty(cells[counted.place])
                usable = usable and sure is not None and sure >= least
        except BadCell as error:
            return BadRow(row.number, column, str(error))
        values: list[float | None] = []
        for measured, channel in self._cells:
            try:
                values.append(self._read_cell(cells[measured.place], channel))
            except BadCell as error:
                if usable:
                    return BadRow(row.number, measured.name, str(error))
                values.append(None)
        if None in values:
            failed = any(cells[measured.place] in FAILED for measured, _ in self._cells)
            usable = usable and not failed and any(value is not None for value in values)
        shown = self._layout.subject_and_clip(row)
        return Frame(row.number, time, tuple(values), index, face, usable, *shown)

    def check_face(self, name: str) -> None:
        """Check, after the last row of the file ``name``, that it had the face that was asked for.

        Raises:
            UnknownNameError: all frames were of other faces.
        """
        if self._face is not None and self._others and not self._last:
            raise UnknownNameError(f"face in {name} called", self._face, self._others)

    def _not_forward(self, time: float, last: float) -> str:
        if self._clock.way == "still":
            return "is a second frame without a time: give --rate, the number of frames a second"
        if time == last:
            return f"repeats the time {last:g} s of the frame before it: take one of the two out"
        before = f"goes back to {time:g} s from {last:g} s of the frame before it"
        return f"{before}: sort the rows, each frame of a face is later"
