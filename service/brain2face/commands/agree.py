"""``brain2face agree``: how far two or more coders agree on what they scored, and when."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import click

from brain2face.agreement import EQUATION_2, TOLERANCE, agreement, match_events, timing
from brain2face.commands.agreement_files import events_of_coders
from brain2face.commands.agreement_text import as_text, write_table
from brain2face.data_sets import frame_rates
from brain2face.errors import UsageFault
from brain2face.instruments import load_instruments
from brain2face.knowledge import Knowledge
from brain2face.profiles import unit_names
from brain2face.readers import ReadOptions
from brain2face.visibility import hidden_codes

__all__ = ["agree"]

_EXAMPLES: Final = """\b
Examples:
  brain2face agree coder1.txt coder2.txt
  brain2face agree both.csv                 a sheet with a column coder
  brain2face agree ann.xlsx bob.xlsx --rate 200 --tolerance 0.05
  brain2face agree ann.eaf bob.eaf cleo.eaf -o codes.csv
"""


@click.command(epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Everything, event by event, as JSON.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="A CSV with a row for each code."
)
@click.option(
    "--tolerance",
    type=float,
    default=TOLERANCE,
    show_default=True,
    help="Up to which difference times agree, in s.",
)
@click.option("--rate", type=float, help="Frames a second, where a file does not say.")
@click.option("--sheet", help="The sheet of a workbook.")
@click.option("--encoding", help="The text's encoding, where its content does not tell.")
@click.option("--format", help="What the files are, where their content does not tell.")
@click.pass_context
def agree(
    ctx: click.Context,
    files: tuple[str, ...],
    as_json: bool,
    output: Path | None,
    tolerance: float,
    rate: float | None,
    sheet: str | None,
    encoding: str | None,
    format: str | None,
) -> None:
    """Compare what coders scored: one FILE a coder, or sheets with a column that names the coder.

    Events are matched by their names, or by subject, clip and time. Sides do not count. A code that
    a coder left open, or could not see, is compared in that event for nobody.
    """
    if output is not None and output.suffix.lower() != ".csv":
        raise UsageFault(f"{output} does not end in .csv, and the table of codes is a CSV.")
    knowledge = Knowledge.load()
    options = ReadOptions(
        rate=rate,
        sheet=sheet,
        encoding=encoding,
        known=unit_names(knowledge),
        rates=frame_rates(knowledge),
        instruments=load_instruments(knowledge),
    )
    coders, bad = events_of_coders(files, options, format, hidden_codes(knowledge))
    if len(coders) < 2:
        one = "; ".join(coders) or "no coder"
        raise UsageFault(f"Agreement needs two coders, and there is {one}: give a file for each.")
    matched = match_events(coders)
    times = timing(matched, tuple(coders), tolerance)
    found = agreement(
        {
            coder: {
                one.name: one.events[coder].observation for one in matched if coder in one.events
            }
            for coder in coders
        }
    )
    if output is not None:
        write_table(found, output)
    if as_json:
        document = {**asdict(found), "equation2_note": EQUATION_2, "timing": asdict(times)}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=dict))
    else:
        events = [event for own in coders.values() for event in own]
        numbered = any(event.frames and not event.span for event in events)
        click.echo("\n".join(as_text(found, times, numbered)))
    ctx.exit(2 if bad else 0)
