"""What honest requests are answered when all is well: the competency questions, answered here."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.questions import bind, load_questions

__all__ = ["Known", "known_answers", "table"]


@dataclass(frozen=True, slots=True)
class Known:
    """A question, its parameters, its text, and its answer as CSV, ordered or not."""

    name: str
    given: Mapping[str, str]
    text: str
    head: Sequence[str]
    rows: Sequence[tuple[str, ...]]
    ordered: bool

    def fits(self, head: Sequence[str], rows: Sequence[tuple[str, ...]]) -> bool:
        """Say whether this is the answer."""
        same = (
            list(rows) == list(self.rows) if self.ordered else Counter(rows) == Counter(self.rows)
        )
        return same and list(head) == list(self.head)


def known_answers(knowledge: Knowledge) -> list[Known]:
    """Answer all competency questions here; those whose answers name blank nodes are left out."""
    found = []
    for name, question in load_questions().items():
        given = {p.name: (p.example or "").strip('"') for p in question.parameters if p.required}
        text = bind(knowledge, question, given)
        results = knowledge.query(text).results
        if not isinstance(results, ox.QuerySolutions):
            continue
        told = results.serialize(format=ox.QueryResultsFormat.CSV) or b""
        head, rows = table(told)
        if not any(cell.startswith("_:") for row in rows for cell in row):
            found.append(Known(name, given, text, head, rows, question.ordered))
    return found


def table(told: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
    """Read CSV: its head and its rows."""
    lines = csv.reader(io.StringIO(told.decode(), newline=""))
    return next(lines), [tuple(line) for line in lines]
