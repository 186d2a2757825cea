"""Which instrument wrote a table of frames, and which of its columns are channels.

The instrument is the one whose columns the header covers best. Columns that are named after action
units come before others, unless the user asks for those others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from brain2face.errors import SourceFileError, UsageFault
from brain2face.instruments import Instrument, fold_column
from brain2face.readers.delimited import Row
from brain2face.readers.frame_columns import FrameColumns, Named, find_frame_columns
from brain2face.readers.frame_names import folded_names
from brain2face.records import Channel

__all__ = ["Layout", "find_layout", "named_after_unit"]

_AFTER_UNIT = re.compile(r"(?:au|actionunit)[0-9]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table of frames as its header lays it out.

    ``header`` is the row of the names. ``measures`` are the columns that go with the ``channels``
    of the ``instrument``, whatever their order in the table. ``aside`` are the labels of other
    instruments whose columns the table has too, and which are left aside.
    """

    header: Row
    instrument: Instrument
    channels: tuple[Channel, ...]
    measures: tuple[Named, ...]
    columns: FrameColumns
    aside: tuple[str, ...] = ()

    def face_parts(self, row: Row) -> tuple[str, ...]:
        """Give what the row says of whose face it is: clip, subject, number."""
        named = (row.cells[column.place] for column in self.columns.faces)
        return tuple(part for part in named if part)

    def face(self, row: Row) -> str:
        """Name the face of a row."""
        return " ".join(self.face_parts(row))

    def subject_and_clip(self, row: Row) -> tuple[str, str]:
        """Part the name of the face into the person and the recording."""
        parts: tuple[list[str], list[str]] = ([], [])
        for column in self.columns.faces:
            if part := row.cells[column.place]:
                parts[column in self.columns.clips].append(part)
        return " ".join(parts[0]), " ".join(parts[1])

    def is_frame(self, row: Row) -> bool:
        """Say whether a row is a frame, and not blank or of another sensor of a merged table."""
        if len(row.cells) < len(self.header.cells) or row.blank:
            return False
        columns = self.columns
        mine = (columns.frame, *columns.found, *self.measures) if columns.merged else ()
        return not mine or any(row.cells[column.place] for column in mine if column)


def named_after_unit(column: str) -> bool:
    """Say whether a folded name of a column begins with the number of an action unit."""
    return _AFTER_UNIT.match(column) is not None


def find_layout(
    name: str,
    rows: Iterable[Row],
    instruments: Mapping[str, Instrument],
    after_units: bool | None = None,
) -> Layout:
    """Find the header among the first rows of a table, and the instrument that it belongs to.

    Args:
        name: the file, for messages.
        rows: its first rows.
        instruments: those that it may belong to, by name.
        after_units: take only columns that are named after action units, or only others.

    Raises:
        UsageFault: no instrument is given, or two fit alike.
        SourceFileError: none fits, or a channel stands in the header twice.
    """
    if not instruments:
        raise UsageFault(f"No instrument is known by which the columns of {name} could be read.")
    best: tuple[tuple[bool, int, float], Row | None] = ((False, 0, 0.0), None)
    for row in rows:
        names = folded_names(row.cells)
        rank = max(_rank(_found(names, item, after_units), item) for item in instruments.values())
        if rank[1] and rank > best[0]:
            best = rank, row
    if best[1] is None:
        labels = ", ".join(sorted(item.label for item in instruments.values() if item.channels))
        raise SourceFileError(
            f"No row of {name} names columns of an instrument. Looked for those of {labels}."
        )
    header = best[1]
    names = folded_names(header.cells)
    found = {item.name: _found(names, item, after_units) for item in instruments.values()}
    first, *others = (
        item for item in instruments.values() if _rank(found[item.name], item) == best[0]
    )
    if others:
        labels = " and of ".join(item.label for item in (first, *others))
        choice = " or ".join(item.name for item in (first, *others))
        raise UsageFault(
            f"The columns of {name} fit those of {labels} alike: say which instrument, {choice}."
        )
    chosen = found[first.name]
    _check_twice(name, header, chosen)
    places = {fold_column(cell): Named(place, cell) for place, cell in enumerate(header.cells)}
    return Layout(
        header,
        first,
        tuple(first.channels[column] for column in chosen),
        tuple(places[column] for column in chosen),
        find_frame_columns(header.cells),
        _aside(chosen, found, instruments),
    )


def _found(names: Set[str], instrument: Instrument, after_units: bool | None) -> tuple[str, ...]:
    found = (
        column
        for column in instrument.channels
        if column in names and after_units in (None, named_after_unit(column))
    )
    return tuple(sorted(found, key=lambda column: _place(instrument.channels[column], column)))


def _place(channel: Channel, column: str) -> tuple[int, str, str, str]:
    code = channel.codes[0] if channel.codes else ""
    return int(re.sub(r"\D", "", code) or 0), code, channel.side or "", column


def _rank(found: Sequence[str], instrument: Instrument) -> tuple[bool, int, float]:
    share = len(found) / (len(instrument.channels) or 1)
    return any(map(named_after_unit, found)), len(found), share


def _check_twice(name: str, header: Row, chosen: Sequence[str]) -> None:
    folded = [fold_column(cell) for cell in header.cells]
    for column in chosen:
        if folded.count(column) > 1:
            cell = header.cells[folded.index(column)]
            raise SourceFileError(
                f"{name}, line {header.number}: the column {cell!r} stands there twice. "
                "Take out or rename the one that is not meant."
            )


def _aside(
    chosen: Sequence[str],
    found: Mapping[str, Sequence[str]],
    instruments: Mapping[str, Instrument],
) -> tuple[str, ...]:
    left = {
        name: columns
        for name, columns in found.items()
        if set(columns).isdisjoint(chosen) and 2 * len(columns) > len(instruments[name].channels)
    }
    return tuple(instruments[name].label for name, columns in left.items() if columns)
