"""Remarks on a row that are not about its score alone: where a token stands, bytes, frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from brain2face.misreadings import Fault, Kind
from brain2face.readers.delimited import Row

__all__ = ["byte_remark", "in_cell", "placed", "row_remark"]


def placed(fault: Fault, offset: int) -> Fault:
    """Give a fault of a part of a line with its column in the whole line."""
    return replace(fault, column=fault.column + offset)


def in_cell(faults: Iterable[Fault], name: str, place: int) -> tuple[Fault, ...]:
    """Give faults of the cell at a place from 0 with the column's number and its name."""
    return tuple(
        replace(fault, column=place + 1, reason=f"as {name} {fault.reason}") for fault in faults
    )


def byte_remark(line: str, doubt: str) -> tuple[Fault, ...]:
    """Give a remark on bytes that were mended; none where nothing was."""
    if not doubt:
        return ()
    reason, _, advice = doubt.partition(": ")
    kind: Kind = "read" if "read as" in advice else "doubtful"
    return (Fault(line.strip(), 1, reason, advice or "look at the row", kind),)


def row_remark(row: Row, width: int) -> tuple[Fault, ...]:
    """Give remarks on a row as a whole: bytes that were mended, cells that are missing of a width.

    Empty cells at the end of a row are often not written, so that only those count which a header
    names.
    """
    told = byte_remark(row.cells[0] if row.cells else "", row.doubt)
    if len(row.cells) >= width:
        return told
    token = row.cells[-1] if row.cells else ""
    reason = f"ends a row of {len(row.cells)} cells where the header has {width}"
    advice = "see whether the row breaks off; the cells after it are taken for empty"
    return (*told, Fault(token, len(row.cells), reason, advice, "doubtful"))
