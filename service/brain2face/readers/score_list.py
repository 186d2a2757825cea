"""Lists of labelled faces, one a line: a name, a space, a FACS score (``0002.jpg 4+9+12``).

A line that cannot be read comes out as a value too, so that the rest of a list is never lost.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from brain2face.misreadings import shorten
from brain2face.notation import ScoreError, parse_score
from brain2face.readers.decoding import mended
from brain2face.readers.remarks import byte_remark, placed
from brain2face.readers.scored import UnreadableScore, observed
from brain2face.records import Annotations, BadRow, Event

if TYPE_CHECKING:
    from brain2face.readers.head import Head
    from brain2face.readers.options import ReadOptions
    from brain2face.readers.source import Source

__all__ = ["NAME", "WHAT", "read", "recognises"]

NAME: Final = "score-list"
WHAT: Final = "a text, each line a name, a space and a FACS score"

_NAME = re.compile(r"\s*(\S+)\s+")
_UNIT = re.compile(r"a[ud][ _-]?[0-9].*", re.IGNORECASE)
_SAMPLE = 50
_CERTAIN = 0.6
_SURE = 0.3
_HALF = 0.5
_LONGEST = 500


def recognises(head: Head) -> float:
    """Say how surely this is such a list: most of its lines have a name and a clear score."""
    lines = [line for line in head.lines if line.strip()][:_SAMPLE]
    if head.kind != "text" or not lines or lines[0].lstrip()[:1] in ("{", "[", "<"):
        return 0.0
    if all(map(_is_plain, lines)):
        return _CERTAIN
    good = sum(map(_clarity, lines)) / len(lines)
    return _SURE * good if good >= _HALF else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Annotations:
    """Give an event for each line that is not empty, or what is wrong with the line."""
    return Annotations(NAME, _events(source, head, options), total=head.total)


def _events(source: Source, head: Head, options: ReadOptions) -> Iterator[Event | BadRow]:
    with source.text(head.encoding) as lines:
        for number, text in enumerate(lines, 1):
            line = text.strip("\ufeff\r\n" if number == 1 else "\r\n")
            if line.strip():
                yield _event(number, line, options.known)


def _event(number: int, text: str, known: Collection[str] | None) -> Event | BadRow:
    line, doubt = mended(text)
    found = _NAME.match(line)
    if not found or found.end() == len(line):
        why = f"{shorten(line.strip())!r} has no score after it: write null if nothing was scored"
        return BadRow(number, "score", why)
    try:
        observation, remarks = observed(line[found.end() :], known)
    except UnreadableScore as error:
        told = "; ".join(str(placed(fault, found.end())) for fault in error.faults)
        return BadRow(number, "score", told)
    told_bytes = byte_remark(line, doubt)
    moved = tuple(placed(fault, found.end()) for fault in remarks)
    return Event(found.group(1), observation, remarks=told_bytes + moved, row=number)


def _is_plain(line: str) -> bool:
    """Say whether a line is a name, which is none of a unit, and a score as FACS writes it."""
    found = _NAME.match(line)
    if not found or _UNIT.fullmatch(found.group(1)) or len(line) > _LONGEST:
        return False
    try:
        parse_score(line[found.end() :] or "?")
    except ScoreError:
        return False
    return True


def _clarity(line: str) -> float:
    found = _NAME.match(line)
    if not found or found.end() == len(line) or len(line) > _LONGEST:
        return 0.0
    try:
        _, remarks = observed(line[found.end() :])
    except UnreadableScore:
        return 0.0
    return _HALF if any(remark.kind == "unread" for remark in remarks) else 1.0
