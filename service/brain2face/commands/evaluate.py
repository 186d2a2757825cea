"""``brain2face evaluate``: how well each profile does on a labelled file."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from brain2face.assessment import LEVELS, LabelBook, Levels
from brain2face.assessment.evaluation import Evaluation, evaluate_file
from brain2face.coding import FaceCoder
from brain2face.coding.faces import HABITS
from brain2face.coding.files import FileOptions
from brain2face.commands.evaluated import form_of, write_evaluation
from brain2face.commands.progress import watched
from brain2face.errors import SourceFileError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.profiles import profile_names
from brain2face.readers import ReadOptions
from brain2face.user_profile import profile_of

if TYPE_CHECKING:
    from brain2face.records import BadRow

__all__ = ["evaluate"]

_MOST_TOLD: Final = 20
_EXAMPLES: Final = """\b
Examples:
  brain2face evaluate sheet.xlsx
  brain2face evaluate sheet.csv --map tense=negative --map relaxed=positive
  brain2face evaluate sheet.csv --profile dong2022 --profile mine.csv --level type
  brain2face evaluate sheet.xlsx -o evaluation.svg
"""


@click.command(epilog=_EXAMPLES)
@click.argument("labelled", metavar="LABELLED")
@click.option(
    "--profile",
    "names",
    multiple=True,
    default=("all",),
    show_default=True,
    help="Whose rules: a name, a file of your own, or all; may be given several times.",
)
@click.option("--map", "mapped", multiple=True, help="What a label means: tense=negative.")
@click.option("--level", type=click.Choice(LEVELS), help="One level alone.  [default: all]")
@click.option("--instrument", default="", help="What the faces were scored by, such as openface.")
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON; short for --to json.")
@click.option("--to", type=click.Choice(("table", "csv", "json")), help="What to write.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to; .svg or .png draws a picture, beside what is written.",
)
@click.option("--format", "kind", help="What the file is, where its content does not tell.")
@click.option("--sheet", help="The sheet of a workbook.")
@click.option("--encoding", help="The text's encoding, where its content does not tell.")
@click.option(
    "--habits", default=HABITS, show_default=True, help="Whose habits are set aside; none."
)
@click.option("--strict", is_flag=True, help="Stop at a row or a label that is not clear.")
@click.pass_context
def evaluate(
    ctx: click.Context,
    labelled: str,
    names: tuple[str, ...],
    mapped: tuple[str, ...],
    level: str | None,
    instrument: str,
    as_json: bool,
    to: str | None,
    output: Path | None,
    kind: str | None,
    sheet: str | None,
    encoding: str | None,
    habits: str,
    strict: bool,
) -> None:
    """Hold what profiles say of faces against the labels of a file.

    LABELLED is a file of annotations (CSV, XLSX, ELAN) whose expressions have action units and a
    label: an emotion, a valence, a type of micro-expression or an objective class; or - for
    standard input. What no label says is left out of the figures and told.
    """
    to = form_of(to, as_json, output)
    knowledge = Knowledge.load()
    book = LabelBook(knowledge, Levels.load(knowledge), _meanings(mapped))
    coders = [
        FaceCoder(knowledge, profile_of(knowledge, name), instrument=instrument)
        for name in dict.fromkeys(_all(knowledge, names))
    ]
    options = FileOptions(
        format=kind,
        reading=ReadOptions(sheet=sheet, encoding=encoding),
        habits="" if habits == "none" else habits,
    )
    where: Path | Literal["-"] = "-" if labelled == "-" else Path(labelled)
    name = "standard input" if labelled == "-" else labelled
    told: Counter[str] = Counter()

    def tell(row: BadRow) -> None:
        text = f"{name}, row {row.row}{f', {row.column}' if row.column else ''}: {row.why}."
        if strict:
            raise SourceFileError(text)
        told["rows"] += 1
        if told["rows"] <= _MOST_TOLD:
            click.echo(text, err=True)

    found = evaluate_file(coders, where, book, options, source=name, watch=watched, tell=tell)
    _tell_words(found, strict)
    if level:
        found = replace(found, levels=tuple(one for one in found.levels if one.level == level))
        if not found.levels:
            raise UsageFault(f"No label of {name} says anything at the level {level}.")
    write_evaluation(found, to, output)
    ctx.exit(2 if found.left_out.bad else 0)


def _all(knowledge: Knowledge, names: tuple[str, ...]) -> list[str]:
    return [
        one for name in names for one in (profile_names(knowledge) if name == "all" else [name])
    ]


def _meanings(values: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in values:
        word, _, name = (part.strip() for part in value.rpartition("="))
        if not word or not name:
            raise UsageFault(f"--map {value!r} says nothing: write WORD=EMOTION, as tense=fear.")
        if found.setdefault(word, name) != name:
            raise UsageFault(f"--map gives {word!r} two meanings: {found[word]} and {name}.")
    return found


def _tell_words(found: Evaluation, strict: bool) -> None:
    for word, count in found.unknown.most_common(_MOST_TOLD):
        text = f"Label {word!r}, {count} times, left out: {found.advice[word]}"
        if strict:
            raise SourceFileError(text)
        click.echo(f"{text} Say what it means with --map.", err=True)
    for word, count in found.several.most_common(_MOST_TOLD):
        click.echo(
            f"Label {word!r}, {count} times, names several things: it counts where they are one.",
            err=True,
        )
    if found.unused:
        click.echo(f"--map names labels that do not occur: {', '.join(found.unused)}.", err=True)
