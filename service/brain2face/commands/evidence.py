"""``brain2face evidence``: what a corpus of scored faces says of each code and each emotion."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from brain2face.commands.progress import watched
from brain2face.errors import EnvironmentFault, UsageFault
from brain2face.evidence import LEAST, Contributions, Method, tabulate
from brain2face.evidence.cube import DEFAULT_BASE, as_cube
from brain2face.evidence.gathering import Gathered, gather, listed
from brain2face.evidence.naming import Naming
from brain2face.evidence.score_columns import RAF_ORDER
from brain2face.evidence.score_file import open_scores
from brain2face.evidence.written import as_csv, as_table
from brain2face.knowledge import Knowledge
from brain2face.profiles import unit_names
from brain2face.records import Recording

if TYPE_CHECKING:
    from brain2face.records import BadRow, Event

__all__ = ["evidence"]

_MOST_TOLD: Final = 20
_SUFFIXES: Final = {".csv": "csv", ".ttl": "ttl", ".turtle": "ttl", ".txt": "table"}
_EXAMPLES: Final = """\b
Examples:
  brain2face evidence raf_au.txt raf_ml.txt
  brain2face evidence labels.csv scores.csv --algorithm 2 --to csv
  brain2face evidence labels.csv scores.csv --algorithm 2 -o mine.ttl
  brain2face code 6+12 --profile mine.ttl
"""


@click.command(epilog=_EXAMPLES)
@click.argument("labels")
@click.argument("scores")
@click.option("--algorithm", type=click.Choice(["1", "2"]), help="Which one.  [default: both]")
@click.option(
    "--reading",
    type=click.Choice(["printed", "published"]),
    default="published",
    show_default=True,
    help="As the pseudocode is printed, or as the published tables require.",
)
@click.option("--to", type=click.Choice(["table", "csv", "ttl"]), help="[default: table]")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to.")
@click.option("--order", help=f"The emotions of the scores.  [default: {RAF_ORDER}]")
@click.option("--least", type=click.IntRange(1), default=LEAST, show_default=True, help="Images.")
@click.option("--top", type=click.IntRange(1), default=10, show_default=True, help="Ranks shown.")
@click.option("--format", "kind", help="What the labels are, where their content does not tell.")
@click.option("--base", default=DEFAULT_BASE, help="Beginning of the IRIs in Turtle.")
@click.pass_context
def evidence(
    ctx: click.Context,
    labels: str,
    scores: str,
    algorithm: str | None,
    reading: Literal["printed", "published"],
    to: str | None,
    output: Path | None,
    order: str | None,
    least: int,
    top: int,
    kind: str | None,
    base: str,
) -> None:
    """Tabulate how much each code contributes to each emotion, by Algorithms 1 and 2 of the paper.

    LABELS are scored faces in any format that code reads; SCORES is a text with a name and the
    scores of the emotions on each line, with or without a header. Figures that rest on fewer than
    --least images are marked in every output.
    """
    to = to or _ending(output)
    if to == "ttl" and algorithm is None:
        raise UsageFault("A graph holds one table: say --algorithm 1 or --algorithm 2.")
    if labels == "-" == scores:
        raise UsageFault("One of the two files can be standard input, not both.")
    knowledge = Knowledge.load()
    naming = Naming(knowledge, unit_names(knowledge))
    gathered = _gathered(labels, scores, naming, order, kind)
    chosen: tuple[Literal[1, 2], ...] = (1, 2) if algorithm is None else ((1, 2)[algorithm == "2"],)
    tables = [tabulate(gathered.corpus, method=Method(one, reading), least=least) for one in chosen]
    _tell(gathered, tables)
    width = shutil.get_terminal_size().columns
    if to == "csv":
        text = as_csv(tables, naming)
    elif to == "ttl":
        text = as_cube(tables[0], naming, "corpus" if labels == "-" else Path(labels).stem, base)
    else:
        text = "\n\n".join(as_table(table, naming, top, width) for table in tables) + "\n"
    _write(text, output)
    ctx.exit(2 if gathered.bad else 0)


def _ending(output: Path | None) -> str:
    if output is None:
        return "table"
    if output.suffix.lower() not in _SUFFIXES:
        known = ", ".join(sorted(_SUFFIXES))
        raise UsageFault(f"{output} ends in none of {known}: name one of them, or say --to.")
    return _SUFFIXES[output.suffix.lower()]


def _gathered(
    labels: str, scores: str, naming: Naming, order: str | None, kind: str | None
) -> Gathered:
    ratings = open_scores("-" if scores == "-" else Path(scores), naming.knowledge, order)
    name, events = _events(labels, naming, kind)
    found = gather(name, events, ratings)
    if not found.corpus.images:
        _tell(found, [])
        raise UsageFault(
            f"No image is both in {name} and in {ratings.name}: the names on both sides have to be"
            f" the same. Labels: {listed(found.corpus.unscored) or 'none'}; scores:"
            f" {listed(found.corpus.unlabelled) or 'none'}."
        )
    return found


def _events(labels: str, naming: Naming, kind: str | None) -> tuple[str, Iterator[Event | BadRow]]:
    from brain2face.events import EventOptions, group
    from brain2face.instruments import load_instruments
    from brain2face.readers import ReadOptions, open_file

    name = "standard input" if labels == "-" else labels
    options = ReadOptions(known=naming.units, instruments=load_instruments(naming.knowledge))
    content = open_file("-" if labels == "-" else Path(labels), options, kind)
    if isinstance(content, Recording):
        raise UsageFault(
            f"{name} holds frames of {content.instrument}, and evidence needs scored images: give"
            " a list of them, or an annotation sheet."
        )
    events = watched(content.events, content.total)
    return name, group(events, EventOptions()) if content.actions else events


def _tell(gathered: Gathered, tables: list[Contributions]) -> None:
    for file, row in gathered.bad[:_MOST_TOLD]:
        column = f", {row.column}" if row.column else ""
        click.echo(f"{file}, line {row.row}{column}: {row.why}.", err=True)
    if more := gathered.bad[_MOST_TOLD:]:
        click.echo(f"(and {len(more)} more lines that could not be read)", err=True)
    for remark in gathered.remarks:
        click.echo(f"{remark}.", err=True)
    for table in tables:
        said = [f"{table.images} images"]
        if table.repeated:
            said.append(f"{table.repeated} repeat a combination of codes and emotion")
        if table.tied:
            what = "counted for the first" if table.method.reading == "printed" else "not counted"
            said.append(
                f"{len(table.tied)} with two highest emotions, {what}: {listed(table.tied)}"
            )
        if table.unfelt:
            said.append(f"{len(table.unfelt)} without a score above 0: {listed(table.unfelt)}")
        if thin := sum(cell.thin for cell in table.cells):
            told = f"{thin} of {len(table.cells)} figures rest on fewer than {table.least} images"
            said.append(f"Warning: {told}")
        click.echo(f"Algorithm {table.method.algorithm}: {'; '.join(said)}.", err=True)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    part = output.with_name(f"{output.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(output)
    except OSError as error:
        raise EnvironmentFault(f"{output} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
