"""Onset, apex and offset of a row of a sheet: frame numbers or times, and the span they give.

An offset frame is the last that shows the expression, so that the span ends one frame later and its
length is offset - onset + 1 frames. What does not fit is kept as written, with a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brain2face.misreadings import Fault
from brain2face.readers.sheet_columns import Columns
from brain2face.readers.table import number
from brain2face.records import FrameNumbers, Span

__all__ = ["Times", "rate_of", "times_of"]

_POINTS = ("onset", "apex", "offset")
_UNITS = {"seconds": 1, "milliseconds": 1000}
_LAST_FRAME, _LAST_TIME = 1e9, 1e10
_FASTEST = 1e6


@dataclass(frozen=True, slots=True)
class Times:
    """What a row says of time."""

    frames: FrameNumbers | None
    span: Span | None
    remarks: tuple[Fault, ...]


class _Cells:
    def __init__(self, columns: Columns, cells: Sequence[str]) -> None:
        self.columns, self.cells = columns, cells
        self.remarks: list[Fault] = []

    def has(self, meaning: str) -> bool:
        place = self.columns.places.get(meaning)
        return place is not None and place < len(self.cells) and bool(self.cells[place])

    def remark(self, meaning: str, reason: str, advice: str) -> None:
        place = self.columns.places[meaning]
        token = self.cells[place] if place < len(self.cells) else ""
        name = self.columns.names[place]
        self.remarks.append(Fault(token, place + 1, f"as {name} {reason}", advice, "doubtful"))

    def value(self, meaning: str, *, whole: bool) -> float | None:
        place = self.columns.places.get(meaning)
        if place is None:
            return None
        text = self.cells[place] if place < len(self.cells) else ""
        try:
            found = number(text)
        except ValueError:
            self.remark(meaning, "is no number", "write the number of a frame, or leave it empty")
            return None
        if found is None:
            if not self.columns.own:
                self.remark(meaning, "gives none", f"the {meaning.split()[0]} stays open")
        elif abs(found) > (_LAST_FRAME if whole else _LAST_TIME):
            self.remark(meaning, "is too large", "look it up; it is left open")
            return None
        elif whole and not found.is_integer():
            advice = f"name the column {meaning}_s if it is in seconds"
            self.remark(meaning, "is no number of a frame", advice)
            return None
        elif whole and found < 0:
            self.remark(meaning, "is below 0", "frames count from 0 or 1; it is left open")
            return None
        return found


def times_of(columns: Columns, cells: Sequence[str], rate: float | None) -> Times:
    """Read the times of a row.

    Args:
        columns: what the columns mean.
        cells: the row's.
        rate: frames a second, if known; without it frame numbers give no span.
    """
    row = _Cells(columns, cells)
    for unit, a_second in _UNITS.items():
        if row.has(f"onset {unit}") or (
            f"onset {unit}" in columns.places and "onset" not in columns.places
        ):
            found = [row.value(f"{point} {unit}", whole=False) for point in _POINTS]
            points = [None if value is None else value / a_second for value in found]
            span = _span(row, *points, lasting=0.0, unit=f" {unit}")
            frames = _given(_frames(row)) if "onset" in columns.places else None
            return Times(frames, span, _told(row))
    if not columns.places.keys() & set(_POINTS):
        return Times(None, None, ())
    frames = _frames(row)
    numbers = (frames.onset, frames.apex, frames.offset)
    scale = rate or 1.0
    scaled = [None if value is None else value / scale for value in numbers]
    span = _span(row, *scaled, lasting=1 / scale, unit="")
    return Times(_given(frames), span if rate else None, _told(row))


def rate_of(
    columns: Columns, cells: Sequence[str], rate: float | None, usual: float | None
) -> tuple[float | None, tuple[Fault, ...]]:
    """Give the frames a second: as the user says, else as the row does, else the usual ones."""
    row = _Cells(columns, cells)
    if rate is not None or not row.has("rate"):
        return (usual if rate is None else rate), ()
    found = row.value("rate", whole=False)
    if found is not None and not 0 < found <= _FASTEST:
        row.remark("rate", "is no number of frames a second", "write a number over 0")
        found = usual
    return found, tuple(row.remarks)


def _frames(row: _Cells) -> FrameNumbers:
    found = [row.value(point, whole=True) for point in _POINTS]
    return FrameNumbers(*(None if value is None else int(value) for value in found))


def _given(frames: FrameNumbers) -> FrameNumbers | None:
    return None if frames == FrameNumbers() else frames


def _span(
    row: _Cells,
    onset: float | None,
    apex: float | None,
    offset: float | None,
    *,
    lasting: float,
    unit: str,
) -> Span | None:
    if onset is None or offset is None:
        return None
    if offset < onset:
        row.remark(f"offset{unit}", "lies before the onset", "look it up; there is no length")
        return None
    if apex is not None and not onset <= apex <= offset:
        row.remark(f"apex{unit}", "lies outside onset and offset", "look it up; it is left open")
        apex = None
    return Span(onset, offset + lasting, apex)


def _told(row: _Cells) -> tuple[Fault, ...]:
    return tuple(dict.fromkeys(row.remarks))
