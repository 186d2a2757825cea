"""What is told on standard error while the faces of a file go by: bad rows, doubts, what is left.

Each message names file, row and column. After the first few, messages are only counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

import click

from brain2face.errors import SourceFileError
from brain2face.events.aside import Excluded
from brain2face.records import BadRow, CodedEvent, Event

__all__ = ["Tally", "strictly", "told"]

_MOST_TOLD: Final = 20


@dataclass
class Tally:
    """What was met in the file ``where``; if ``strict``, the first doubt ends it.

    ``bad`` rows could not be read, ``excluded`` faces are set aside, ``rewritten`` is what was read
    although it is written in another way, ``without_rate`` are faces with frames only, and
    ``rates`` the frames a second that times rest on.
    """

    where: str
    strict: bool
    outcomes: Counter[str] = field(default_factory=Counter)
    bad: int = 0
    excluded: int = 0
    rewritten: int = 0
    told: int = 0
    without_rate: int = 0
    rates: Counter[float] = field(default_factory=Counter)

    def say(self, text: str) -> None:
        """Tell something of the file; after the first few, only count."""
        self.told += 1
        if self.told <= _MOST_TOLD:
            click.echo(text, err=True)
        elif self.told == _MOST_TOLD + 1:
            click.echo("(what follows of this kind is counted only)", err=True)


def strictly(items: Iterator[Any], tally: Tally) -> Iterator[Any]:
    """Give rows on as they are read, up to the first that is not clear.

    Raises:
        SourceFileError: for that row.
    """
    for item in items:
        if isinstance(item, BadRow):
            raise SourceFileError(_bad(item, tally))
        if isinstance(item, Event):
            _remarks(item, replace(tally))
        yield item


def told(items: Iterator[CodedEvent | Excluded | BadRow], tally: Tally) -> Iterator[CodedEvent]:
    """Give the faces of a file, and tell of all else.

    Raises:
        SourceFileError: if strict, for the first row that is not clear.
    """
    for item in items:
        if isinstance(item, BadRow):
            text = _bad(item, tally)
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


def _bad(row: BadRow, tally: Tally) -> str:
    column = f", {row.column}" if row.column else ""
    return f"{tally.where}, row {row.row}{column}: {row.why}."


def _remarks(event: Event, tally: Tally) -> None:
    numbered = event.span is None and event.frames is not None and event.rate is None
    tally.without_rate += numbered
    if event.rate:
        tally.rates[event.rate] += 1
    for remark in event.remarks:
        if remark.kind == "read":
            tally.rewritten += 1
            continue
        text = f"{_place(tally, event)}: {remark}."
        if tally.strict:
            raise SourceFileError(text)
        tally.say(text)


def _place(tally: Tally, event: Event) -> str:
    row = f", row {event.row}" if event.row else ""
    return f"{tally.where}{row}, {event.name}"
