"""``brain2face code``: one score, or a list of labelled faces, into verdicts with reasons."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Final

import click

from brain2face.coder import code as verdict_on
from brain2face.errors import UsageFault
from brain2face.explain import as_data, as_text
from brain2face.knowledge import Knowledge
from brain2face.labels import read_label_file, read_labels
from brain2face.notation import Score, ScoreError, parse_score
from brain2face.profiles import compile_profile
from brain2face.rules import Profile

__all__ = ["code"]

_BAD_LINES = 2
_WIDEST = 100
_FORMS = ["table", "csv", "json"]
_EXAMPLES: Final = """\b
Examples:
  brain2face code "1+4+5+25"
  brain2face code 6+12B --profile facs2002 --json
  brain2face code labels.txt --format csv
"""


@click.command(epilog=_EXAMPLES)
@click.argument("score_or_file", metavar="SCORE_OR_FILE")
@click.option("--profile", "name", default="dong2022", show_default=True, help="Whose rules.")
@click.option("--json", "as_json", is_flag=True, help="The whole verdict as JSON.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="For a FILE.  [default: table]")
@click.pass_context
def code(
    ctx: click.Context, score_or_file: str, name: str, as_json: bool, form: str | None
) -> None:
    """Code a FACS score, or each line "NAME SCORE" of a file, by the rules of a profile.

    SCORE_OR_FILE is a score, a file, or - to read a list from standard input.
    """
    if as_json and form not in (None, "json"):
        raise UsageFault(f"--json and --format {form} ask for two formats; give one of them.")
    profile = compile_profile(Knowledge.load(), name)
    score = _score(score_or_file, profile)
    if score is None:
        from brain2face.commands.labelled import code_list

        known = profile.unit_names
        if score_or_file == "-":
            stream = io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", "surrogateescape")
            lines = read_labels(stream, known)
        else:
            lines = read_label_file(Path(score_or_file), known)
        where = "standard input" if score_or_file == "-" else score_or_file
        good = code_list(where, lines, profile, "json" if as_json else form or "table")
        ctx.exit(0 if good else _BAD_LINES)
    if form in ("table", "csv"):
        raise UsageFault(f"--format {form} is for a file of labels; one score has text or --json.")
    verdict = verdict_on(score, profile)
    if as_json or form:
        click.echo(json.dumps(as_data(verdict), ensure_ascii=False, indent=2))
    else:
        click.echo(as_text(verdict, min(_WIDEST, shutil.get_terminal_size().columns)))


def _score(text: str, profile: Profile) -> Score | None:
    """Read the argument as a score; give nothing when it is to be read as a list."""
    is_file, is_folder = _exists(text)
    if text == "-":
        return None
    try:
        score = parse_score(text, profile.unit_names)
    except ScoreError as error:
        if is_file:
            return None
        kind = "it is a folder" if is_folder else "there is no file of this name"
        raise UsageFault(f"{error} As a file: {kind}.") from None
    if is_file:
        click.echo(f"Read as a score; to read the file of this name, write ./{text}.", err=True)
    return score


def _exists(name: str) -> tuple[bool, bool]:
    try:
        path = Path(name)
        return path.exists() and not path.is_dir(), path.is_dir() and bool(name)
    except (OSError, ValueError):
        return False, False
