"""Tables of trackers as the tests make them and open them, with the instruments of the ontology."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from brain2face.instruments import Instrument, load_instruments
from brain2face.knowledge import Knowledge
from brain2face.readers import ReadOptions, open_file
from brain2face.records import BadRow, Channel, Frame, Recording

__all__ = ["Tracked", "instruments", "table", "tracked"]


@dataclass(frozen=True)
class Tracked:
    """A recording with its frames and its bad rows read."""

    recording: Recording
    frames: tuple[Frame, ...]
    bad: tuple[BadRow, ...]

    def channel(self, column: str) -> Channel:
        return next(one for one in self.recording.channels if one.column == column)

    def values(self, column: str) -> list[float | None]:
        place = self.recording.channels.index(self.channel(column))
        return [frame.values[place] for frame in self.frames]


@cache
def instruments() -> dict[str, Instrument]:
    return load_instruments(Knowledge.load())


def table(header: str, *rows: Iterable[object] | str, delimiter: str = ",") -> str:
    lines = (row if isinstance(row, str) else delimiter.join(map(str, row)) for row in rows)
    return "\n".join([header, *lines]) + "\n"


def tracked(
    content: str | bytes | Path,
    format: str | None = None,
    only: Sequence[str] = (),
    rate: float | None = None,
    face: str | None = None,
    confidence: float = 0.8,
) -> Tracked:
    known = {name: one for name, one in instruments().items() if not only or name in only}
    options = ReadOptions(rate=rate, instruments=known, face=face, confidence=confidence)
    raw = content.encode() if isinstance(content, str) else content
    where = io.BytesIO(raw) if isinstance(raw, bytes) else raw
    recording = open_file(where, options, format)
    assert isinstance(recording, Recording)
    read = list(recording.frames)
    frames = tuple(one for one in read if isinstance(one, Frame))
    return Tracked(recording, frames, tuple(one for one in read if isinstance(one, BadRow)))
