"""An evaluation in words and tables for a terminal: the figures, and what they do not say."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from brain2face.assessment.evaluation import Evaluation
from brain2face.assessment.figures import Confusion, Share
from brain2face.assessment.judging import LevelResult, ProfileResult
from brain2face.assessment.matrix import matrix_of, shown_level
from brain2face.explain.naming import cut, word

__all__ = ["FEW", "as_text", "counted"]

FEW: Final = 20
_MOST: Final = 8
_HEAD: Final = ("", "coverage", "accuracy", "(95 %)", "of covered", "macro-F1", "nameable")
_DEFINED: Final = (
    "Accuracy counts an undecided face as wrong; of covered leaves it out. Macro-F1 is the mean "
    "of the F1 of all labels that occur, 0 for a label that is never named rightly. Nameable is "
    "the share of faces whose label the profile has a rule for."
)


def as_text(found: Evaluation, width: int = 100) -> str:
    """Tell an evaluation within a width, which tables may exceed."""
    blocks = [_head(found)]
    blocks += [_level(one) for one in found.levels]
    shown = shown_level(found.levels)
    best = shown.best if shown else None
    if shown and best:
        blocks += [_matrix(shown, best), _rules(shown, best)]
    notes = [_DEFINED, *found.cautions, *found.remarks]
    lines = [line for note in notes for line in _wrapped(note, width)]
    return "\n\n".join([*("\n".join(block) for block in blocks), "\n".join(["Mind", *lines])])


def counted(counts: Mapping[str, int], most: int = _MOST) -> str:
    """Give words with their counts, the commonest first, and say how many more there are."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(cut([f"{name} {count}" for name, count in ordered], most))


def _head(found: Evaluation) -> list[str]:
    people = f" of {found.subjects} subjects" if found.subjects > 1 else ""
    lines = [f"{found.source} ({found.format}): {found.judged} labelled expressions{people}"]
    left = found.left_out
    for count, what in (
        (left.unlabelled, "without a label"),
        (left.unread, "with a label that is not known"),
        (left.habitual, "set aside as habitual"),
        (left.bad, "rows that cannot be read"),
    ):
        if count:
            lines.append(f"  left out: {count} {what}")
    if left.unscored:
        lines.append(f"  judged without any action unit: {left.unscored}, undecided by all")
    if left.doubtful:
        lines.append(f"  judged with a doubtful code: {left.doubtful}")
    return lines


def _level(level: LevelResult) -> list[str]:
    labels = {word(level.names[iri]): count for iri, count in level.labels.items()}
    lines = [f"{level.level.capitalize()}: n = {level.total}; {counted(labels, 20)}"]
    always = level.baseline
    named = f"always {word(always.label)}"
    rows = [_HEAD, _row(named, always.confusion, None)]
    rows += [_row(one.profile.name, one.confusion, one.nameable) for one in level.ranked]
    lines += _columns(rows)
    if level.silent:
        lines.append(f"  not judged, having no rule for any {level.level}: {_list(level.silent)}")
    if len(labels) == 1:
        lines.append("  There is one label only: to name it always is to be right always.")
    elif few := {name: count for name, count in labels.items() if count < FEW}:
        lines.append(f"  Warning: fewer than {FEW} expressions of {counted(few, 20)}.")
    return lines


def _row(name: str, table: Confusion, nameable: Share | None) -> tuple[str, ...]:
    return (
        name,
        _share(table.coverage),
        _share(table.accuracy),
        _interval(table.accuracy),
        _share(table.accuracy_of_decided),
        f"{table.macro_f1.value or 0.0:.2f}",
        _share(nameable) if nameable else "",
    )


def _matrix(level: LevelResult, result: ProfileResult) -> list[str]:
    matrix = matrix_of(level, result)
    rows = [("label", *(name[:10] for name in matrix.columns), "F1")]
    for name, counts, f1 in zip(matrix.rows, matrix.counts, matrix.f1, strict=True):
        rows.append((name, *(str(count or ".") for count in counts), f"{f1:.2f}"))
    lines = [f"{result.profile.name}, {level.level}: labels by row, what is named by column"]
    lines += _columns(rows)
    if matrix.others:
        lines.append(f"  another: {_list(matrix.others)}")
    return lines


def _rules(level: LevelResult, result: ProfileResult) -> list[str]:
    fired = [one for one in result.rules if one.precision.of]
    asleep = len(result.rules) - len(fired)
    rows = [("rule", "concludes", "fired", "right", "precision", "(95 %)", "")]
    for one in sorted(fired, key=lambda own: (-own.precision.of, own.rule.name)):
        share = one.precision
        named = " or ".join(word(conclusion) for conclusion in one.concludes)
        few = f"n < {FEW}" if share.of < FEW else ""
        figures = (str(share.of), str(share.count), _share(share), _interval(share), few)
        rows.append((one.rule.name, named, *figures))
    lines = [f"Rules of {result.profile.name}, {level.level}: {asleep} never fired"]
    return lines + (_columns(rows, 2) if fired else [])


def _columns(rows: Sequence[tuple[str, ...]], left: int = 1) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(room) if place < left else cell.rjust(room)
            for place, (cell, room) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(f"  {'  '.join(cells)}".rstrip())
    return lines


def _share(one: Share) -> str:
    return "-" if one.value is None else f"{one.value:.2f}"


def _interval(one: Share) -> str:
    return "" if one.interval is None else "{:.2f} to {:.2f}".format(*one.interval)


def _list(names: Iterable[str]) -> str:
    return ", ".join(cut([*names], _MOST))


def _wrapped(note: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(
        note, width, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False
    )
