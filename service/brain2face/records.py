"""What files hold, as values: expressions that somebody scored, and frames that a tracker measured.

Readers make them, writers take them; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from brain2face.misreadings import Fault
from brain2face.observation import Observation
from brain2face.verdict import Verdict

__all__ = [
    "Annotations",
    "BadRow",
    "Channel",
    "CodedEvent",
    "Event",
    "Frame",
    "FrameNumbers",
    "Recording",
    "Span",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in seconds from the start of the clip, up to but without ``offset``.

    ``apex`` is the moment of the greatest extent, where it is known.
    """

    onset: float
    offset: float
    apex: float | None = None

    def __post_init__(self) -> None:
        inside = self.apex is None or self.onset <= self.apex <= self.offset
        if not (self.onset <= self.offset and inside):
            raise ValueError(f"no span of time: {self.onset}, {self.apex}, {self.offset}")

    @property
    def duration(self) -> float:
        """Its length in seconds."""
        return self.offset - self.onset


@dataclass(frozen=True, slots=True)
class FrameNumbers:
    """Onset, apex and offset as a sheet numbers frames; the offset frame is the last one shown."""

    onset: int | None = None
    apex: int | None = None
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One expression of one person, as annotated or as found in frames.

    ``name`` tells it from the others of its file. ``span`` needs a frame rate where a file counts
    frames. ``label``, ``objective_class``, ``material`` and ``self_report`` are words of the file
    itself: the emotion it gives, its class, what was shown, what the subject said. ``beside`` are
    codes of other events that are present at its apex. ``row`` counts from 1; ``extra`` keeps every
    other column as it stands, so that nothing is lost.
    """

    name: str
    observation: Observation
    span: Span | None = None
    frames: FrameNumbers | None = None
    rate: float | None = None
    subject: str = ""
    clip: str = ""
    coder: str = ""
    label: str = ""
    objective_class: str = ""
    material: str = ""
    self_report: str = ""
    beside: frozenset[str] = frozenset()
    remarks: tuple[Fault, ...] = ()
    row: int = 0
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row (from 1) that could not be read: the column by its name, why, what would be right."""

    row: int
    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Channel:
    """One column of a tracker: what its values are about and on which scale they are.

    ``codes`` has several codes where the column cannot tell them apart (``jawOpen``: 25, 26, 27).
    ``scale`` is the notation of the scale: ``presence`` (0 or 1), ``intensity`` (0 to 5),
    ``probability`` (0 to 1), ``evidence`` (log10 odds), ``percent`` (0 to 100), ``activation``
    (0 to 1). A value above ``threshold``, or equal to it unless ``strict``, means present.
    """

    column: str
    codes: tuple[str, ...]
    scale: str
    threshold: float
    side: str | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One face at one moment; ``values`` go with the channels, ``None`` where nothing was measured.

    ``usable`` is false where the tracker lost the face or says that it is not sure of it. ``face``
    tells the faces of a file apart; ``subject`` and ``clip`` are what of it names the person, and
    what the recording.
    """

    row: int
    time: float
    values: tuple[float | None, ...]
    index: int | None = None
    face: str = ""
    usable: bool = True
    subject: str = ""
    clip: str = ""

    @property
    def shown(self) -> tuple[str, str]:
        """Whose face it is, in which clip; a face that is not known more closely is a person's."""
        return self.subject or ("" if self.clip else self.face), self.clip


@dataclass(frozen=True, slots=True)
class Recording:
    """A series of frames as read from a file: its format, its instrument, its channels, its frames.

    ``period`` is the time from one frame to the next in seconds, where the file or the user says.
    ``remarks`` are about the file as a whole.
    """

    format: str
    instrument: str
    channels: tuple[Channel, ...]
    frames: Iterator[Frame | BadRow]
    period: float | None = None
    total: int | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotations:
    """Scored expressions as read from a file.

    ``actions`` says that each event is one action of one code, as on a timeline with a track for
    each unit, so that those that go together have still to be grouped. ``remarks`` are about the
    file as a whole.
    """

    format: str
    events: Iterator[Event | BadRow]
    instrument: str = "facs"
    total: int | None = None
    actions: bool = False
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An expression with its verdict and its length: ``micro``, ``macro``, ``neither`` or none.

    ``definition`` is the notation of the definition of a micro-expression by which it was judged.
    """

    event: Event
    verdict: Verdict
    length: str = ""
    definition: str = ""
