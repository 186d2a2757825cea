"""Lists of labelled faces, one a line: a name, a space, a FACS score (``0002.jpg 4+9+12``).

A line that cannot be read comes out as a value too, so that the rest of a list is never lost.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from brain2face.errors import SourceFileError
from brain2face.notation import Score, ScoreError, parse_score

__all__ = ["BadLine", "Label", "read_label_file", "read_labels"]

_NAME = re.compile(r"\s*(\S+)\s+")
_LOST_BYTE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled face: its line in the list (from 1), its name and its score."""

    line: int
    name: str
    score: Score


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no label: where in it the first fault stands (both from 1), and why."""

    line: int
    column: int
    why: str


def read_label_file(path: Path, known: Collection[str] | None = None) -> Iterator[Label | BadLine]:
    """Read a list from a file in UTF-8, or in UTF-16 if it begins with the mark of that.

    Raises:
        SourceFileError: the file cannot be opened or read.
    """
    try:
        with path.open("rb") as raw:
            start = raw.read(2)
        wide = start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        encoding = "utf-16" if wide else "utf-8-sig"
        with path.open(encoding=encoding, errors="surrogateescape") as lines:
            yield from read_labels(lines, known)
    except (OSError, UnicodeError) as error:
        raise SourceFileError(f"{path}: {error}") from error


def read_labels(
    lines: Iterable[str], known: Collection[str] | None = None
) -> Iterator[Label | BadLine]:
    """Give a label, or what is wrong, for each line that is not empty.

    Args:
        lines: the list; the name of a face ends at the first space.
        known: the codes that exist, as for :func:`~brain2face.notation.parse_score`.
    """
    for number, text in enumerate(lines, 1):
        line = text.rstrip("\r\n")
        if line.strip():
            yield _label(number, line, known)


def _label(number: int, line: str, known: Collection[str] | None) -> Label | BadLine:
    if lost := _LOST_BYTE.search(line):
        byte = ord(lost.group()) - 0xDC00
        why = f"byte {byte:#x} is not UTF-8: save the list as UTF-8"
        return BadLine(number, lost.start() + 1, why)
    found = _NAME.match(line)
    if not found or found.end() == len(line):
        why = f"{line.strip()!r} has no score after it: write null if nothing was scored"
        return BadLine(number, len(line.rstrip()) + 1, why)
    try:
        score = parse_score(line[found.end() :], known)
    except ScoreError as error:
        first = error.faults[0]
        others = f" (and {len(error.faults) - 1} more in this line)" if error.faults[1:] else ""
        why = f"{first.token!r} {first.reason}: {first.advice}{others}"
        return BadLine(number, found.end() + first.column, why)
    return Label(number, found.group(1), score)
