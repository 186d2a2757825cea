"""What ``code`` makes of a list of labelled faces: a verdict a line, and what could not be read."""

from __future__ import annotations

import csv
import functools
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import click

from brain2face.coder import code as verdict_on
from brain2face.errors import UsageFault
from brain2face.explain import as_data, in_short
from brain2face.labels import BadLine, Label
from brain2face.notation import Score
from brain2face.rules import Profile
from brain2face.verdict import Verdict

__all__ = ["code_list"]

_REMEMBERED = 4096
_HEAD = ("name", "score", "verdict")


@dataclass
class _Tally:
    outcomes: Counter[str] = field(default_factory=Counter)
    bad: int = 0


def code_list(where: str, lines: Iterable[Label | BadLine], profile: Profile, form: str) -> bool:
    """Write a verdict for each label of a list, tell each bad line; say whether all were good.

    Args:
        where: the file's name, for messages.
        lines: what was read from it.
        profile: the rules to code by.
        form: ``table``, ``csv`` or ``json``.

    Raises:
        UsageFault: the list has no line at all.
    """
    tally = _Tally()
    coded = _coded(where, lines, profile, tally)
    {"table": _table, "csv": _csv, "json": _json}[form](coded)
    faces = sum(tally.outcomes.values())
    if not faces and not tally.bad:
        raise UsageFault(f"{where} holds no label: each line is a name, a space and a score.")
    parts = ", ".join(f"{count} {outcome}" for outcome, count in tally.outcomes.most_common())
    bad = f"; {tally.bad} {'lines' if tally.bad != 1 else 'line'} could not be read"
    told = f"{faces} {'faces' if faces != 1 else 'face'} coded by {profile.name}"
    click.echo(f"{told}{': ' if parts else ''}{parts}{bad if tally.bad else ''}.", err=True)
    return not tally.bad


def _coded(
    where: str, lines: Iterable[Label | BadLine], profile: Profile, tally: _Tally
) -> Iterator[tuple[Label, Verdict]]:
    @functools.lru_cache(_REMEMBERED)
    def verdict(score: Score) -> Verdict:
        return verdict_on(score, profile)

    for line in lines:
        if isinstance(line, BadLine):
            tally.bad += 1
            click.echo(f"{where}, line {line.line}, column {line.column}: {line.why}.", err=True)
        else:
            found = verdict(line.score)
            tally.outcomes[found.outcome] += 1
            yield line, found


def _rows(coded: Iterable[tuple[Label, Verdict]]) -> Iterator[tuple[str, str, str]]:
    for label, verdict in coded:
        yield label.name, str(label.score), in_short(verdict)


def _table(coded: Iterable[tuple[Label, Verdict]]) -> None:
    rows = [_HEAD, *_rows(coded)]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    for row in rows if rows[1:] else []:
        click.echo(f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]}")


def _csv(coded: Iterable[tuple[Label, Verdict]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(_rows(coded))


def _json(coded: Iterable[tuple[Label, Verdict]]) -> None:
    separator = "[\n"
    for label, verdict in coded:
        record = {"line": label.line, "name": label.name, **as_data(verdict)}
        click.echo(separator + json.dumps(record, ensure_ascii=False), nl=False)
        separator = ",\n"
    click.echo("[]" if separator == "[\n" else "\n]")
