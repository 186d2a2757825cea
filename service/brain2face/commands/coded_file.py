"""What ``code`` makes of a file: verdicts in the format asked for, and what is worth a remark."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

import click

from brain2face.coding import FaceCoder
from brain2face.coding.files import code_file
from brain2face.commands.code_options import Choices
from brain2face.commands.coded_table import write_table
from brain2face.commands.progress import watched
from brain2face.errors import EnvironmentFault, SourceFileError, UsageFault
from brain2face.events import EventReport
from brain2face.events.habits import Excluded
from brain2face.records import BadRow, CodedEvent, Event
from brain2face.writers import DEFAULT_BASE, About, write

__all__ = ["write_coded_file"]

_ONE_PROFILE: Final = ("eaf", "emotionml", "svg", "png")
_BINARY: Final = ("png",)
_MOST_TOLD: Final = 20


@dataclass
class _Tally:
    where: str
    strict: bool
    outcomes: Counter[str] = field(default_factory=Counter)
    bad: int = 0
    excluded: int = 0
    rewritten: int = 0
    told: int = 0
    without_rate: int = 0

    def say(self, text: str) -> None:
        """Tell something of the file on standard error; after the first few, only count."""
        self.told += 1
        if self.told <= _MOST_TOLD:
            click.echo(text, err=True)
        elif self.told == _MOST_TOLD + 1:
            click.echo("(what follows of this kind is counted only)", err=True)


def write_coded_file(
    where: str, coders: Sequence[FaceCoder], choices: Choices, strict: bool
) -> bool:
    """Code a file and write what came out; say whether every row of it could be read.

    Args:
        where: the file, or ``-`` for standard input.
        coders: one a profile; the events are read once.
        choices: what to read and to write.
        strict: stop at the first row that is not clear.

    Raises:
        UsageFault: what is asked for does not go together, or the file holds nothing to code.
        SourceFileError: the file cannot be read; or, if strict, a row of it.
    """
    to = choices.to or "table"
    if len(coders) > 1 and to in _ONE_PROFILE:
        raise UsageFault(f"--to {to} takes one profile; give one, or write csv, json or ttl.")
    source: Path | Literal["-"] = "-" if where == "-" else Path(where)
    name = "standard input" if where == "-" else where
    tally = _Tally(name, strict)
    opened = code_file(coders[0], source, choices.file(), watched)
    for remark in opened.remarks:
        tally.say(f"{name} {remark}.")
    events = _told(opened.items, tally)
    coded = _by_every_profile(events, coders, tally)
    about = About(name, choices.base or DEFAULT_BASE, coders[0].knowledge)
    with _output(choices.output, to) as out:
        if to == "table":
            count = write_table(coded, out, coders)
        else:
            count = write(coded, to, out, about)
    _summary(tally, count // len(coders), coders, opened.format, opened.report)
    if not count and not tally.bad and not tally.excluded and not opened.report.frames:
        raise UsageFault(f"{name} holds no face to code: it was read as {opened.format}.")
    return not tally.bad


def _told(items: Iterator[CodedEvent | Excluded | BadRow], tally: _Tally) -> Iterator[CodedEvent]:
    for item in items:
        if isinstance(item, BadRow):
            column = f", {item.column}" if item.column else ""
            text = f"{tally.where}, row {item.row}{column}: {item.why}."
            if tally.strict:
                raise SourceFileError(text)
            tally.bad += 1
            tally.say(text)
        elif isinstance(item, Excluded):
            tally.excluded += item.whole
            what = "set aside" if item.whole else f"{'+'.join(item.codes)} set aside"
            tally.say(f"{_place(tally, item.event)}: {what}: {item.reason}.")
        else:
            _remarks(item.event, tally)
            yield item


def _remarks(event: Event, tally: _Tally) -> None:
    tally.without_rate += event.span is None and event.frames is not None
    for remark in event.remarks:
        if remark.kind == "read":
            tally.rewritten += 1
            continue
        text = f"{_place(tally, event)}: {remark}."
        if tally.strict:
            raise SourceFileError(text)
        tally.say(text)


def _place(tally: _Tally, event: Event) -> str:
    row = f", row {event.row}" if event.row else ""
    return f"{tally.where}{row}, {event.name}"


def _by_every_profile(
    events: Iterator[CodedEvent], coders: Sequence[FaceCoder], tally: _Tally
) -> Iterator[CodedEvent]:
    for one in events:
        tally.outcomes[one.verdict.outcome] += 1
        yield one
        for coder in coders[1:]:
            yield CodedEvent(
                one.event, coder.verdict(one.event.observation), one.length, one.definition
            )


@contextlib.contextmanager
def _output(path: Path | None, to: str) -> Iterator[BinaryIO]:
    if path is None:
        if to in _BINARY and sys.stdout.isatty():
            raise UsageFault(f"A terminal shows no {to}: name a file with --output.")
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)


def _summary(
    tally: _Tally, count: int, coders: Sequence[FaceCoder], kind: str, report: EventReport
) -> None:
    names = ", ".join(coder.profile.name for coder in coders)
    parts = ", ".join(f"{number} {outcome}" for outcome, number in tally.outcomes.most_common())
    faces = f"{count} {_plural('face', count)} coded by {names}"
    said: list[Any] = [f"{faces}: {parts}" if parts and len(coders) == 1 else faces]
    if report.frames:
        said.append(f"from {report.frames} frames of {kind}")
        if report.unusable:
            said.append(f"{report.unusable} of them without a sure face")
    if tally.excluded:
        said.append(f"{tally.excluded} set aside as habitual")
    if tally.rewritten:
        said.append(f"{tally.rewritten} read although written in another way (see remarks)")
    if tally.without_rate:
        said.append(f"{tally.without_rate} without times: give the frames a second with --rate")
    if tally.bad:
        said.append(f"{tally.bad} {_plural('row', tally.bad)} could not be read")
    for what, found in (("too short", report.too_short), ("at odds", report.disagreements)):
        if found:
            codes = ", ".join(f"AU{code} {number}" for code, number in found.most_common(3))
            said.append(f"{what}: {codes}")
    click.echo(f"{'; '.join(said)}.", err=True)


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
