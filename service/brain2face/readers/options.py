"""What a user may say of a file that the file itself does not: rate, sheet, encoding."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brain2face.instruments import Instrument

__all__ = ["ReadOptions"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read a file where it leaves something open.

    ``rate`` is in frames a second; ``rates`` are those of the data sets, by name, for sheets that
    are recognised. ``sheet`` is the name of a sheet of a workbook, ``known`` the codes that exist,
    ``face`` the one face to read of several, ``confidence`` the least with which a tracker must
    have found it, ``encoding`` the name of the text's encoding.
    """

    rate: float | None = None
    sheet: str | None = None
    known: Collection[str] | None = None
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    face: str | None = None
    confidence: float = 0.8
    encoding: str | None = None
