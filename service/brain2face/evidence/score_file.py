"""The scores of emotions, image by image, as a crowd gave them: ``NAME p1 … p6`` a line.

RAF-ML and RAF-AU are published so. A line that cannot be read is a bad row; the rest goes on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal

from brain2face.errors import SourceFileError, UsageFault
from brain2face.evidence.score_columns import NEUTRAL, RAF_ORDER, columns_of, order_of
from brain2face.evidence.score_rows import is_header, parted_by, score_rows
from brain2face.knowledge import Knowledge
from brain2face.readers.delimited import Row
from brain2face.readers.head import look
from brain2face.readers.source import Source
from brain2face.readers.table import number
from brain2face.records import BadRow

__all__ = ["ScoreFile", "Scored", "open_scores"]

_TOLERANCE: Final = 0.05
_PERCENT: Final = 100.0
_SAMPLE: Final = 200


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one image, 0 to 1, by the IRI of the emotion.

    ``neutral`` is the score of the neutral state, where the file has one. ``total`` is the sum of
    all, the neutral one included; ``percent`` says that the file gives them in per cent.
    """

    name: str
    scores: Mapping[str, float]
    row: int
    total: float
    neutral: float | None = None
    percent: bool = False

    @property
    def uneven(self) -> bool:
        """Whether the scores are not the parts of one whole."""
        return abs(self.total - 1) > _TOLERANCE


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """What a score file holds: ``columns`` in its order, and its ``rows``, to be taken once."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[Scored | BadRow]
    total: int | None = None


def open_scores(
    where: Path | BinaryIO | Literal["-"], knowledge: Knowledge, order: str | None = None
) -> ScoreFile:
    """Open a text with a name and the scores of emotions on each line.

    Args:
        where: the file; ``-`` is standard input.
        knowledge: the ontology, which knows the emotions.
        order: the emotions of the columns, where the file does not say or says it wrongly; that of
            RAF-ML unless given, a seventh column being the neutral state.

    Raises:
        SourceFileError: it cannot be read, is empty or no such text, or its columns are unclear.
        UsageFault: the order names what is no emotion.
    """
    given = order_of(knowledge, order) if order is not None else None
    source = Source(where)
    head = look(source)
    if head.kind != "text":
        what = "is empty" if head.kind == "empty" else f"is a {head.kind} and no text"
        raise SourceFileError(f"{head.name} {what}: give lines like 0001.jpg 0.1 0.7 0 0 0.2 0.")
    mark = parted_by(head.lines[:_SAMPLE])
    if mark is None:
        first = next(line.strip() for line in head.lines if line.strip())
        raise SourceFileError(
            f"{head.name} has no line with a name and numbers; it begins with {first[:60]!r}. "
            "Give lines like 0001.jpg 0.1 0.7 0 0 0.2 0, or a CSV."
        )
    rows = (row for row in score_rows(head.lines[:_SAMPLE], mark) if isinstance(row, Row))
    top = next(row for row in rows if not row.blank)
    named = is_header(top.cells)
    columns = given or _columns(head.name, knowledge, top, named)
    return ScoreFile(
        head.name,
        columns,
        _rows(source, head.encoding, mark, columns, top.number if named else 0),
        head.total,
    )


def _columns(name: str, knowledge: Knowledge, top: Row, named: bool) -> tuple[str, ...]:
    if named:
        try:
            return columns_of(knowledge, top.cells[1:])
        except UsageFault as error:
            raise SourceFileError(
                f"{name}, line {top.number}: {error}. Name the columns after their emotions, or"
                " name them with --order."
            ) from None
    usual = order_of(knowledge, RAF_ORDER)
    count = len(top.cells) - 1
    if count not in (len(usual), len(usual) + 1):
        raise SourceFileError(
            f"{name}, line {top.number}: {count} scores without a header, where {len(usual)} are"
            f" usual ({RAF_ORDER}). Say with --order which emotions they are."
        )
    return usual if count == len(usual) else (*usual, NEUTRAL)


def _rows(
    source: Source, encoding: str, mark: str, columns: tuple[str, ...], header: int
) -> Iterator[Scored | BadRow]:
    with source.text(encoding) as text:
        lines = (line.removeprefix("\ufeff") for line in text)
        for row in score_rows(lines, mark):
            if isinstance(row, BadRow):
                yield row
            elif not row.blank and row.number != header:
                yield _scored(row, columns)


def _scored(row: Row, columns: tuple[str, ...]) -> Scored | BadRow:
    name, *cells = row.cells
    if len(cells) != len(columns):
        why = f"{len(cells)} scores after {name!r}, where there are {len(columns)} emotions"
        return BadRow(row.number, "", f"{why}: give one for each, and no spaces in the name")
    if not name:
        return BadRow(row.number, "column 1", "no name: write that of the image")
    values: list[float] = []
    for place, cell in enumerate(cells, 2):
        try:
            value = number(cell)
        except ValueError as error:
            return BadRow(row.number, f"column {place}", f"{error}: write a share such as 0.25")
        if value is None:
            return BadRow(row.number, f"column {place}", "no score: write 0 if nobody chose it")
        if not 0 <= value <= _PERCENT:
            why = f"{cell} is no share: write one from 0 to 1, or 0 to 100 in per cent"
            return BadRow(row.number, f"column {place}", why)
        values.append(value)
    total, percent = math.fsum(values), False
    if max(values) > 1:
        if abs(total / _PERCENT - 1) > _TOLERANCE:
            why = f"{max(values):g} is above 1, and in per cent the scores would sum to {total:g}"
            return BadRow(row.number, "", f"{why}: write shares from 0 to 1, or divide by the sum")
        values, total, percent = [one / _PERCENT for one in values], total / _PERCENT, True
    found = dict(zip(columns, values, strict=True))
    neutral = found.pop(NEUTRAL, None)
    return Scored(name, found, row.number, total, neutral, percent)
