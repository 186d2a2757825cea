"""``brain2face agree``: how far two or more coders agree on what they scored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from brain2face.agreement import Agreement, Measure, agreement
from brain2face.errors import UsageFault
from brain2face.knowledge import Knowledge
from brain2face.notation import Score
from brain2face.profiles import unit_names
from brain2face.readers import ReadOptions, open_file
from brain2face.records import BadRow, Recording

__all__ = ["agree"]

_EXAMPLES: Final = """\b
Examples:
  brain2face agree coder1.txt coder2.txt
  brain2face agree both.csv                 a sheet with a column coder
"""


@click.command(epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Everything, event by event, as JSON.")
@click.pass_context
def agree(ctx: click.Context, files: tuple[str, ...], as_json: bool) -> None:
    """Compare what coders scored: one FILE a coder, or sheets with a column that names the coder.

    Faces are matched by their names. Sides do not count; a doubtful code counts as not given.
    """
    known = unit_names(Knowledge.load())
    scores: dict[str, dict[str, Score]] = {}
    bad = 0
    for name in files:
        for coder, face, score in _scores(name, known):
            if coder is None:
                bad += 1
                click.echo(f"{name}, {face}.", err=True)
            elif scores.setdefault(coder, {}).setdefault(face, score) != score:
                raise UsageFault(f"{coder} scored {face} twice, and not alike; name faces once.")
    if len(scores) < 2:
        one = "; ".join(scores) or "no coder"
        raise UsageFault(f"Agreement needs two coders, and there is {one}: give a file for each.")
    found = agreement(scores)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=dict))
    else:
        click.echo("\n".join(_text(found)))
    ctx.exit(2 if bad else 0)


def _scores(name: str, known: dict[str, str]) -> Iterator[tuple[str | None, str, Score]]:
    path = Path(name)
    content = open_file(path, ReadOptions(known=known))
    if isinstance(content, Recording):
        raise UsageFault(f"{name} holds frames of {content.instrument}: code them first.")
    for item in content.events:
        if isinstance(item, BadRow):
            yield None, f"row {item.row}, {item.column}: {item.why}", Score()
        else:
            yield item.coder or path.stem, item.name, item.observation.score


def _text(found: Agreement) -> Iterator[str]:
    pooled = found.pooled
    yield f"{', '.join(found.coders)}: {len(found.events)} faces that all of them scored"
    yield f"  ratio of FACS and the data sets    {_told(pooled.published)}"
    yield f"  mean of it over the faces          {_told(found.mean)}"
    yield f"  specific agreement                 {_told(pooled.specific)}"
    yield f"  equation 2 of Dong et al. 2022     {_told(pooled.equation2)}"
    for coder, names in found.missing.items():
        if names:
            shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if names[5:] else "")
            yield f"  not scored by {coder}: {shown}"
    if found.units:
        yield f"{'code':6}{'given':14}{'agree':>8}{'kappa':>8}{'alpha':>8}{'AC1':>8}"
    for unit in found.units:
        given = "/".join(str(count) for count in unit.given.values())
        values = (unit.raw, unit.kappa, unit.alpha, unit.gwet)
        yield f"{unit.code:6}{given:14}" + "".join(f"{_short(one):>8}" for one in values)


def _short(one: Measure) -> str:
    return "-" if one.value is None else f"{one.value:.2f}"


def _told(one: Measure) -> str:
    note = f"  ({one.why})" if one.why else ""
    return f"{_short(one)}{note}"
