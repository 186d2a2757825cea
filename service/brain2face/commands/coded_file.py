"""What ``code`` makes of a file: verdicts in the format asked for, and what is worth a remark."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

import click

from brain2face.coding import FaceCoder
from brain2face.coding.files import code_file
from brain2face.commands.code_options import Choices
from brain2face.commands.coded_table import write_table
from brain2face.commands.progress import watched
from brain2face.commands.telling import Tally, strictly, told
from brain2face.errors import EnvironmentFault, UsageFault
from brain2face.events import EventReport
from brain2face.records import CodedEvent
from brain2face.writers import DEFAULT_BASE, About, write

__all__ = ["write_coded_file"]

_ONE_PROFILE: Final = ("eaf", "emotionml", "svg", "png")
_BINARY: Final = ("png",)
_FASTEST: Final = 400


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
    if choices.output and _is_same(choices.output, where):
        raise UsageFault(f"{where} is what is read, and would be lost: write to another file.")
    tally = Tally(name, strict)

    def watch(items: Iterator[Any], total: int | None) -> Iterator[Any]:
        return watched(strictly(items, tally) if strict else items, total)

    opened = code_file(coders[0], source, choices.file(), watch)
    for remark in opened.remarks:
        tally.say(f"{name} {remark}.")
    if not opened.tracked and (idle := ", ".join(choices.for_frames())):
        tally.say(f"{name} has no frames of a tracker: {idle} changed nothing.")
    events = told(opened.items, tally)
    coded = _by_every_profile(events, coders, tally)
    about = About(name, choices.base or DEFAULT_BASE, coders[0].knowledge)
    with _output(choices.output, to) as out:
        if to == "table":
            count = write_table(coded, out, coders)
        else:
            count = write(coded, to, out, about)
        if not (tally.outcomes or tally.bad or tally.excluded or opened.report.frames):
            raise UsageFault(f"{name} holds no face to code: it was read as {opened.format}.")
    _summary(tally, count // len(coders), coders, opened.format, opened.report)
    return not tally.bad


def _is_same(output: Path, where: str) -> bool:
    with contextlib.suppress(OSError):
        return where != "-" and output.samefile(where)
    return False


def _by_every_profile(
    events: Iterator[CodedEvent], coders: Sequence[FaceCoder], tally: Tally
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
    tally: Tally, count: int, coders: Sequence[FaceCoder], kind: str, report: EventReport
) -> None:
    names = ", ".join(coder.profile.name for coder in coders)
    parts = ", ".join(f"{number} {outcome}" for outcome, number in tally.outcomes.most_common())
    coded = tally.outcomes.total()
    faces = f"{_counted(coded, 'face')} coded by {names}"
    said: list[Any] = [f"{faces}: {parts}" if parts and len(coders) == 1 else faces]
    if count < coded:
        said.append(f"{count} of them have a place in this format")
    if report.frames:
        said.append(f"from {_counted(report.frames, 'frame')} of {kind}{_speed(tally)}")
        if report.unusable:
            said.append(f"{report.unusable} of them without a sure face (see --confidence)")
    elif tally.rates:
        said.append(f"read as {kind}{_speed(tally)}")
    if tally.excluded:
        said.append(f"{tally.excluded} set aside as habitual")
    if tally.rewritten:
        said.append(f"{_counted(tally.rewritten, 'remark')} on how they were read (with --to csv)")
    if tally.without_rate:
        said.append(f"{tally.without_rate} without times: give the frames a second with --rate")
    if tally.bad:
        said.append(f"{_counted(tally.bad, 'row')} could not be read")
    if report.too_short:
        said.append(f"too short: {_most(report.too_short)}")
    if report.disagreements:
        told = _most(report.disagreements)
        said.append(f"presence and intensity disagree in frames of {told} (see --decided-by)")
    click.echo(f"{'; '.join(said)}.", err=True)


def _speed(tally: Tally) -> str:
    if not tally.rates:
        return ""
    rate = max(tally.rates)
    doubt = " (is that so? if not, give --rate)" if rate > _FASTEST else ""
    return f" at {rate:g} frames a second{doubt}"


def _most(found: Counter[str]) -> str:
    return ", ".join(f"AU{code} {number}" for code, number in found.most_common(3))


def _counted(count: int, word: str) -> str:
    return f"{count} {word if count == 1 else f'{word}s'}"
