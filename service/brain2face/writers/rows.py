"""CSV: one row an event, in columns that are always the same, so that a file can be streamed.

What an annotation sheet had beyond the known columns is kept in one column as JSON. A spreadsheet
that opens the file changes nothing in it: no cell is a formula, and no score is a number with an
exponent.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from typing import BinaryIO

from brain2face.explain import in_short, word
from brain2face.notation import Score
from brain2face.records import CodedEvent
from brain2face.spreadsheets import guarded, unguarded
from brain2face.writers.about import About, seconds

__all__ = ["COLUMNS", "guarded", "safe_score", "unguarded", "write_rows"]

_EXPONENT = re.compile(r"[0-9]+E\+[0-9]+")
_JOINT = "; "


def safe_score(score: Score) -> str:
    """Write a score so that no spreadsheet reads a number: ``4E+5`` becomes ``AU4E+5``."""
    text = str(score)
    return f"AU{text}" if _EXPONENT.fullmatch(text) else text


def _codes(codes: Iterable[str]) -> str:
    return " ".join(sorted(codes, key=lambda one: (int(one.lstrip("M")), one)))


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


_COLUMNS: dict[str, Callable[[CodedEvent], str]] = {
    "name": lambda one: guarded(one.event.name),
    "subject": lambda one: guarded(one.event.subject),
    "clip": lambda one: guarded(one.event.clip),
    "coder": lambda one: guarded(one.event.coder),
    "row": lambda one: str(one.event.row or ""),
    "onset_s": lambda one: seconds(one.event.span.onset) if one.event.span else "",
    "apex_s": lambda one: seconds(one.event.span.apex) if one.event.span else "",
    "offset_s": lambda one: seconds(one.event.span.offset) if one.event.span else "",
    "duration_s": lambda one: seconds(one.event.span.duration) if one.event.span else "",
    "onset_frame": lambda one: _number(one.event.frames.onset) if one.event.frames else "",
    "apex_frame": lambda one: _number(one.event.frames.apex) if one.event.frames else "",
    "offset_frame": lambda one: _number(one.event.frames.offset) if one.event.frames else "",
    "frame_rate": lambda one: seconds(one.event.rate),
    "length": lambda one: one.length,
    "definition": lambda one: one.definition,
    "score": lambda one: safe_score(one.event.observation.score),
    "doubtful": lambda one: _codes(one.event.observation.doubtful),
    "unseen": lambda one: _codes(one.event.observation.unseen),
    "beside": lambda one: _codes(one.event.beside),
    "instrument": lambda one: guarded(one.event.observation.instrument),
    "profile": lambda one: one.verdict.profile.name,
    "verdict": lambda one: guarded(in_short(one.verdict)),
    "outcome": lambda one: one.verdict.outcome,
    "results": lambda one: _JOINT.join(map(word, one.verdict.results)),
    "valence": lambda one: word(one.verdict.valence) if one.verdict.valence else "",
    "micro_type": lambda one: word(one.verdict.micro_type) if one.verdict.micro_type else "",
    "rules": lambda one: _JOINT.join(firing.rule.name for firing in one.verdict.fired),
    "undecided": lambda one: _JOINT.join(open.rule.name for open in one.verdict.undecided),
    "label": lambda one: guarded(one.event.label),
    "objective_class": lambda one: guarded(one.event.objective_class),
    "material": lambda one: guarded(one.event.material),
    "self_report": lambda one: guarded(one.event.self_report),
    "remarks": lambda one: guarded(_JOINT.join(map(str, one.event.remarks))),
    "extra": lambda one: (
        json.dumps(dict(one.event.extra), ensure_ascii=False) if one.event.extra else ""
    ),
}

COLUMNS = tuple(_COLUMNS)


def write_rows(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Write a header and a row an event; give the number of events. Nothing is held back."""
    del about
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="")
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        count = 0
        for count, one in enumerate(coded, 1):  # noqa: B007
            writer.writerow(column(one) for column in _COLUMNS.values())
    finally:
        text.flush()
        text.detach()
    return count
