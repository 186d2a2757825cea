"""A file of scored expressions or of measured frames, coded.

Frames pass through one by one. The expressions of one file are kept until all are known where
habitual actions are set aside, since what is habitual shows only in what overlaps it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from brain2face.coding.faces import HABITS, FaceCoder
from brain2face.data_sets import frame_rates
from brain2face.durations import load_code_limits
from brain2face.events import EventOptions, EventReport, closures_named, events, group
from brain2face.events.aside import Excluded, set_aside
from brain2face.events.habits import Habit, Habits, load_habits
from brain2face.readers import ReadOptions, open_file
from brain2face.records import BadRow, CodedEvent, Event, Recording

__all__ = ["CodedFile", "FileOptions", "code_file"]

_NO_HABITS: Final = Habits(frozenset())
_Watch = Callable[[Iterator[Any], int | None], Iterator[Any]]


@dataclass(frozen=True, slots=True)
class FileOptions:
    """How a file is read, and how its frames become events.

    ``format`` overrides what the content is recognised as. ``habits`` names the sources of what is
    set aside as habitual, or is empty to set nothing aside; ``declared`` are habits of persons.
    """

    format: str | None = None
    reading: ReadOptions = field(default_factory=ReadOptions)
    events: EventOptions = field(default_factory=EventOptions)
    habits: str = HABITS
    declared: tuple[Habit, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedFile:
    """What a file holds, coded. Take ``items`` once; ``report`` fills up while they are taken.

    ``remarks`` are about the file as a whole. ``tracked`` says that it holds a tracker's frames.
    """

    format: str
    instrument: str
    items: Iterator[CodedEvent | Excluded | BadRow]
    report: EventReport
    remarks: tuple[str, ...] = ()
    tracked: bool = False


def code_file(
    coder: FaceCoder,
    where: Path | BinaryIO | Literal["-"],
    options: FileOptions | None = None,
    watch: _Watch | None = None,
) -> CodedFile:
    """Code every expression of a file, as a person scored it or as it is found in frames.

    Args:
        coder: by whose rules.
        where: the file; ``-`` is standard input.
        options: how to read it.
        watch: is given the rows or frames and about how many there are, and gives them on.

    Raises:
        SourceFileError: the file cannot be read, or is in no known format.
        UsageFault: an option does not fit; an UnknownNameError names what there is.
    """
    options = options or FileOptions()
    known = coder.profile.unit_names
    habits = load_habits(coder.knowledge, options.habits) if options.habits else _NO_HABITS
    reading = replace(
        options.reading,
        known=known,
        instruments=coder.instruments,
        rates=frame_rates(coder.knowledge),
    )
    content = open_file(where, reading, options.format)
    report, limits = EventReport(), load_code_limits(coder.knowledge)
    found: Iterator[Event | BadRow]
    if isinstance(content, Recording):
        frames = watch(content.frames, content.total) if watch else content.frames
        unseen = coder.instruments[content.instrument].unseen(known)
        recording = replace(content, frames=frames)
        found = events(recording, options.events, unseen, limits, report)
    else:
        found = watch(content.events, content.total) if watch else content.events
        found = closures_named(found, limits, content.actions)
        found = group(found, options.events) if content.actions else found
    items = _coded(coder, found, habits, options.declared)
    tracked = isinstance(content, Recording)
    return CodedFile(content.format, content.instrument, items, report, content.remarks, tracked)


def _coded(
    coder: FaceCoder,
    found: Iterator[Event | BadRow],
    habits: Habits,
    declared: tuple[Habit, ...],
) -> Iterator[CodedEvent | Excluded | BadRow]:
    kept: list[Event] = []
    for item in found:
        if isinstance(item, BadRow):
            yield item
        elif habits.actions or declared:
            kept.append(item)
        else:
            yield coder.event(item)
    rest, excluded = set_aside(kept, habits, declared)
    yield from excluded
    yield from map(coder.event, rest)
