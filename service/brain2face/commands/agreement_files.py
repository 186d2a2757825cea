"""What several coders scored, read from a file each or from sheets that name the coder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from brain2face.errors import UsageFault
from brain2face.events import group
from brain2face.notation import is_code
from brain2face.observation import Observation
from brain2face.readers import ReadOptions, open_file
from brain2face.records import BadRow, Event, Recording

__all__ = ["events_of_coders"]

_Hidden = Mapping[str, frozenset[str]]


def events_of_coders(
    files: Sequence[str], options: ReadOptions, format: str | None, hidden: _Hidden
) -> tuple[dict[str, list[Event]], int]:
    """Give the events of each coder, by name, and how many rows could not be read; those are told.

    A coder is who a file says, else the file: by its name, or by its path where names repeat.

    Args:
        files: their names; ``-`` is standard input.
        options: how to read them.
        format: their format, if it is not to be looked for.
        hidden: by visibility code, the codes that it leaves open.

    Raises:
        UsageFault: a file is given twice, or holds frames.
        SourceFileError: a file cannot be read.
    """
    if len(set(files)) < len(files):
        raise UsageFault("A file is given twice: one coder would be compared with himself.")
    stems = Counter(Path(name).stem for name in files)
    found: dict[str, list[Event]] = {}
    bad = 0
    for name in files:
        own = Path(name).stem if stems[Path(name).stem] == 1 else name
        for item in _events(name, options, format):
            if isinstance(item, BadRow):
                bad += 1
                click.echo(f"{name}, row {item.row}, {item.column}: {item.why}.", err=True)
            else:
                seen = _left_open(item, options.known, hidden)
                coder = item.coder or own
                found.setdefault(coder, []).append(replace(item, observation=seen))
    return found, bad


def _events(name: str, options: ReadOptions, format: str | None) -> Iterator[Event | BadRow]:
    content = open_file("-" if name == "-" else Path(name), options, format)
    if isinstance(content, Recording):
        raise UsageFault(
            f"{name} holds frames of {content.instrument}, not events. Make events of them first: "
            f"brain2face code {name} -o events.csv; then compare events.csv."
        )
    events = group(content.events) if content.actions else content.events
    for item in events:
        unnamed = isinstance(item, Event) and content.format == "elan"
        yield replace(item, name="") if unnamed and isinstance(item, Event) else item


def _left_open(event: Event, known: Iterable[str] | None, hidden: _Hidden) -> Observation:
    """Add what the columns of a file from ``code`` leave open, and what codes 70 to 74 hide."""
    seen = event.observation
    codes = frozenset(known or ())
    doubtful = set(seen.doubtful) | _listed(event.extra.get("doubtful", ""), codes)
    unseen = set(seen.unseen) | _listed(event.extra.get("unseen", ""), codes)
    for mark in hidden.keys() & seen.score.codes:
        unseen |= hidden[mark]
    return replace(seen, doubtful=frozenset(doubtful), unseen=frozenset(unseen))


def _listed(cell: str, known: frozenset[str]) -> set[str]:
    codes = cell.split()
    return set(codes) if all(is_code(code, known or None) for code in codes) else set()
