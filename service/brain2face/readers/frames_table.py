"""Frames of a tracker from any table: OpenFace, Py-Feat, LibreFace, iMotions, FaceReader, ARKit.

What differs between them is in the instruments of the ontology and in the names of the columns
beside the measures; the way from a row to a frame is one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from brain2face.errors import UsageFault
from brain2face.readers.delimited import Row, delimited_rows
from brain2face.readers.frame_layout import Layout, find_layout
from brain2face.readers.frame_names import columns_like
from brain2face.readers.frame_period import period_of
from brain2face.readers.frame_row import FrameReader
from brain2face.readers.frame_time import Clock, is_timecode
from brain2face.readers.frame_values import GRADES, grade, measure
from brain2face.readers.head import Head
from brain2face.readers.options import ReadOptions
from brain2face.readers.source import Source
from brain2face.readers.table import table_rows
from brain2face.records import BadRow, Channel, Frame, Recording

__all__ = ["NAME", "WHAT", "read", "read_frames", "recognises", "recording"]

NAME: Final = "frames"
WHAT: Final = "frames of a tracker, a table with one row a frame: columns named after action units"
_LOOK = 200
_PREAMBLE = 40


def recognises(head: Head) -> float:
    """Say how surely this is a table of frames of some tracker: by columns named after units."""
    if head.text.lstrip()[:1] in ("{", "["):
        return 0.0
    return 0.5 if columns_like(head, r"(au|actionunit)[0-9]+.*") > 1 else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read a table of frames of whichever instrument it is."""
    return read_frames(source, head, options, NAME)


def read_frames(
    source: Source, head: Head, options: ReadOptions, format: str, after_units: bool | None = None
) -> Recording:
    """Read a table of frames.

    Args:
        source: the file.
        head: what was found of it.
        options: what the user says of it; ``instruments`` are those it may be of.
        format: the name of its format.
        after_units: take only columns that are named after action units, or only others.

    Raises:
        UsageFault: two instruments fit alike, or the times cannot be told without a rate.
        SourceFileError: no instrument fits.
    """
    if head.kind == "workbook":
        first: Iterable[Row | BadRow] = itertools.islice(
            table_rows(source, head, options.sheet), _LOOK
        )
    else:
        first = itertools.islice(delimited_rows(head.lines, head.delimiter or ","), _LOOK)
    rows = table_rows(source, head, options.sheet)
    return recording(head.name, list(first), rows, options, format, after_units, head.total)


def recording(
    name: str,
    first: Sequence[Row | BadRow],
    rows: Iterable[Row | BadRow],
    options: ReadOptions,
    format: str,
    after_units: bool | None = None,
    total: int | None = None,
) -> Recording:
    """Read frames from rows that were already parted into cells.

    Args:
        name: the file, for messages.
        first: its first rows, from which the header, the scale and the period are found.
        rows: all its rows, these first ones too.
        options: what the user says of it.
        format: the name of its format.
        after_units: take only columns that are named after action units, or only others.
        total: about how many rows there are.

    Raises:
        UsageFault: two instruments fit alike, or the times cannot be told without a rate.
        SourceFileError: no instrument fits.
    """
    whole = [row for row in first if isinstance(row, Row)]
    layout = find_layout(name, whole[:_PREAMBLE], options.instruments, after_units)
    body = [row for row in whole if row.number > layout.header.number]
    read_cell: Callable[[str, Channel], float | None] = measure
    if _graded(layout, body):
        read_cell = grade
        layout = replace(layout, channels=tuple(map(_as_graded, layout.channels)))
    rough = _is_rough(name, layout, options, body)

    def reader() -> FrameReader:
        clock = Clock(layout.columns, options.rate, rough)
        return FrameReader(layout, clock, read_cell, options)

    period, remarks = period_of(body, reader(), options.rate)
    aside = (f"has columns of {one} too, which are left aside" for one in layout.aside)
    return Recording(
        format,
        layout.instrument.name,
        layout.channels,
        _frames(name, rows, layout.header.number, reader()),
        period,
        None if total is None else max(total - layout.header.number, 0),
        (*aside, *remarks),
    )


def _frames(
    name: str, rows: Iterable[Row | BadRow], header: int, reader: FrameReader
) -> Iterator[Frame | BadRow]:
    for row in rows:
        if isinstance(row, BadRow):
            yield row
        elif row.number > header and (frame := reader.frame(row)):
            yield frame
    reader.check_face(name)


def _graded(layout: Layout, body: Iterable[Row]) -> bool:
    cells = [
        row.cells[column.place].upper()
        for row in body
        if layout.is_frame(row)
        for column in layout.measures
    ]
    grades = sum(1 for cell in cells if cell in GRADES)
    return grades > sum(1 for cell in cells if cell[:1].isdigit())


def _is_rough(name: str, layout: Layout, options: ReadOptions, body: Iterable[Row]) -> bool:
    """Say whether time is known in whole seconds only, and find where it is not known at all."""
    rows = [row for row in body if layout.is_frame(row)]
    clock = Clock(layout.columns, options.rate)
    if clock.way == "still":
        if rough := layout.columns.rough:
            moments = {(layout.face(row), row.cells[rough.place]) for row in rows}
            if len(moments) == len(rows) and all(moment for _, moment in moments):
                return True
        if len({layout.face(row) for row in rows}) < len(rows):
            raise UsageFault(
                f"{name} has several frames and does not say when they were: "
                "give --rate, the number of frames a second."
            )
    if clock.way == "time" and options.rate is None and (time := layout.columns.time):
        if any(is_timecode(row.cells[time.place]) for row in rows):
            raise UsageFault(
                f"{name} counts frames within the second in its column {time.name!r}: "
                "give --rate, the number of frames a second."
            )
    return False


def _as_graded(channel: Channel) -> Channel:
    return replace(channel, scale="intensity", threshold=1.0, strict=False)
