"""Which columns of a table of frames say when, which frame, whose face and how sure the tracker is.

Trackers name them in their own ways; here are the names, as they are after folding (lower case,
without spaces and underscores), and the units of their times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brain2face.instruments import fold_column

__all__ = ["FrameColumns", "Named", "find_frame_columns"]

_MILLISECONDS = (
    "mediatime",
    "frametime",
    "frametimeinms",
    "timestampms",
    "timestamp(ms)",
    "timestampinms",
    "timems",
    "time(ms)",
)
_SECONDS = (
    "timestamp",
    "videotime",
    "timecode",
    "time",
    "times",
    "time(s)",
    "timestamp(s)",
    "timesec",
    "timeseconds",
)
_MERGED = frozenset({"studyname", "eventsource", "stimulusname", "sourcestimuliname"})
_ROUGH = "approxtime"
_FRAME = ("frame", "frameno", "frameidx", "frameindex", "framenumber", "frameid")
_FACE = (
    "name",
    "respondent",
    "stimulusname",
    "sourcestimuliname",
    "input",
    "filename",
    "faceid",
    "face",
    "identity",
)
_CLIP = frozenset({"stimulusname", "sourcestimuliname", "input", "filename"})
_CONFIDENCE = ("confidence", "facescore", "facedetectionscore")
_FOUND = ("success", "nooffaces", "numberoffaces", "blendshapecount")


@dataclass(frozen=True, slots=True)
class Named:
    """A column: its place from 0, and its name as the table spells it."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class FrameColumns:
    """The columns beside the measures.

    ``unit`` is the length of the unit of ``time`` in seconds. ``rough`` counts whole seconds only.
    ``faces`` together name the face, of which ``clips`` name the recording. ``confidence`` says how
    sure the tracker is of the face, ``found`` is 0 where it lost it. ``first`` is the number of
    the first frame of a video: OpenFace counts from 1, the others from 0. In a ``merged`` table,
    rows of other sensors stand between.
    """

    time: Named | None = None
    unit: float = 1.0
    rough: Named | None = None
    frame: Named | None = None
    first: int = 0
    faces: tuple[Named, ...] = ()
    clips: tuple[Named, ...] = ()
    confidence: tuple[Named, ...] = ()
    found: tuple[Named, ...] = ()
    merged: bool = False


def find_frame_columns(header: Sequence[str]) -> FrameColumns:
    """Find them in a header; where a name stands twice, the first one counts.

    ``Timestamp`` is in milliseconds in tables of iMotions, and in seconds in all others.
    """
    places: dict[str, Named] = {}
    for place, name in enumerate(header):
        places.setdefault(fold_column(name), Named(place, name))
    merged = not _MERGED.isdisjoint(places)
    units = dict.fromkeys(_MILLISECONDS, 0.001) | dict.fromkeys(_SECONDS, 1.0)
    if merged:
        units["timestamp"] = 0.001
    clock = next((name for name in units if name in places), None)
    return FrameColumns(
        time=places[clock] if clock else None,
        unit=units[clock] if clock else 1.0,
        rough=places.get(_ROUGH),
        frame=next(iter(_all(places, _FRAME)), None),
        first=1 if "success" in places else 0,
        faces=_all(places, _FACE),
        clips=_all(places, [name for name in _FACE if name in _CLIP]),
        confidence=_all(places, _CONFIDENCE),
        found=_all(places, _FOUND),
        merged=merged,
    )


def _all(places: Mapping[str, Named], names: Sequence[str]) -> tuple[Named, ...]:
    return tuple(places[name] for name in names if name in places)
