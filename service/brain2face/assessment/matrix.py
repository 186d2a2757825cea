"""The one table of labels against names that is shown, of the many that there are.

Names that no expression has as its label share a column, so that the table stays square beside the
columns that are always wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from brain2face.assessment.judging import LevelResult, ProfileResult
from brain2face.assessment.levels import AMBIGUOUS, NOTHING
from brain2face.explain.naming import word

__all__ = ["ANOTHER", "Matrix", "matrix_of", "shown_level"]

ANOTHER: Final = "another"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts by row and column, both with their names; the first columns are those of the rows.

    ``others`` are the names that the column ``another`` gathers.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    f1: tuple[float, ...]
    others: tuple[str, ...]


def matrix_of(level: LevelResult, result: ProfileResult) -> Matrix:
    """Lay out what a profile named beside the labels; ``ambiguous`` and ``none`` come last."""
    table, own = result.confusion, [*level.labels]
    others = [iri for iri in table.named if iri in level.names and iri not in level.labels]
    groups = [[iri] for iri in own] + ([others] if others else []) + [[AMBIGUOUS], [NOTHING]]
    names = [word(level.names[iri]) for iri in own]
    return Matrix(
        tuple(names),
        (*names, *([ANOTHER] if others else []), AMBIGUOUS, NOTHING),
        tuple(
            tuple(sum(table.counts[label, named] for named in group) for group in groups)
            for label in own
        ),
        tuple(table.f1(iri) for iri in own),
        tuple(sorted(word(level.names[iri]) for iri in others)),
    )


def shown_level(levels: Sequence[LevelResult]) -> LevelResult | None:
    """Give the finest level with a choice between labels, else the finest that is judged at all."""
    judged = [one for one in levels if one.profiles]
    with_choice = [one for one in judged if len(one.labels) > 1]
    return next(iter(with_choice or judged), None)
