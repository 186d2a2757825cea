"""``brain2face code``: one score, or a file of faces, into verdicts with reasons."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Final

import click

from brain2face.coding import FaceCoder
from brain2face.commands.code_options import Choices, file_options
from brain2face.commands.endpoint import endpoint_option, known_at
from brain2face.errors import UsageFault
from brain2face.explain import as_data, as_table, as_text, compare
from brain2face.knowledge import Knowledge
from brain2face.notation import ScoreError, parse_score
from brain2face.reading import Reading
from brain2face.rules import Profile
from brain2face.user_profile import profile_of
from brain2face.verdict import Verdict

__all__ = ["code"]

_WIDEST = 100
_LONGEST_NAME = 300
_FILE_NAME = re.compile(r"[/\\]|\.[A-Za-z]\w{1,9}$")
_MOST_REMARKS = 5
_EXAMPLES: Final = """\b
Examples:
  brain2face code "1+4+5+25"
  brain2face code 6+12B --profile facs2002 --json
  brain2face code 12+14 --profile all --instrument openface
  brain2face code openface.csv --definition casmesquared
  brain2face code sheet.xlsx --rate 200 -o coded.eaf
"""


@click.command(epilog=_EXAMPLES)
@click.argument("score_or_file", metavar="SCORE_OR_FILE")
@click.option(
    "--profile",
    "names",
    multiple=True,
    default=("dong2022",),
    show_default=True,
    help="Whose rules: a name, a file of your own, or all; several may be given.",
)
@click.option("--instrument", default="", help="What the face was scored by, such as openface.")
@click.option("--json", "as_json", is_flag=True, help="Everything, as JSON; short for --to json.")
@click.option("--strict", is_flag=True, help="Stop at the first row that is not clear.")
@file_options
@endpoint_option
@click.pass_context
def code(
    ctx: click.Context,
    score_or_file: str,
    names: tuple[str, ...],
    instrument: str,
    as_json: bool,
    strict: bool,
    choices: Choices,
    endpoint: str | None,
) -> None:
    """Code a FACS score, or every face of a file, by the rules of a profile.

    SCORE_OR_FILE is a score; a file of scores, of annotations (CSV, XLSX, ELAN) or of a tracker's
    frames (OpenFace, Py-Feat, ...); or - for standard input. What a file is, is seen from its
    content.
    """
    if as_json and choices.to not in ("", "json"):
        raise UsageFault(f"--json and --to {choices.to} ask for two formats; give one of them.")
    knowledge = known_at(endpoint)
    coders = [
        FaceCoder(knowledge, one, instrument=instrument, definition=choices.definition)
        for one in _profiles(knowledge, names)
    ]
    read = None if score_or_file == "-" else _score(score_or_file, coders[0], strict)
    if read is None:
        from brain2face.commands.coded_file import write_coded_file

        good = write_coded_file(score_or_file, coders, choices.asking("json", as_json), strict)
        ctx.exit(0 if good else 2)
    if choices.for_files():
        given = ", ".join(choices.for_files())
        raise UsageFault(f"{given} is for files; {score_or_file!r} was read as a score.")
    if choices.to not in ("", "json"):
        raise UsageFault(f"--to {choices.to} is for files; one score has text or --json.")
    reading, verdict = read
    verdicts = [verdict, *(one.score(score_or_file)[1] for one in coders[1:])]
    if as_json or choices.to:
        click.echo(_as_json(reading, verdicts))
    else:
        _tell(reading)
        width = min(_WIDEST, shutil.get_terminal_size().columns)
        one = len(verdicts) == 1
        click.echo(as_text(verdict, width) if one else as_table(verdicts, width))


def _profiles(knowledge: Knowledge, names: tuple[str, ...]) -> list[Profile]:
    if "all" in names:
        from brain2face.profiles import profile_names

        more = [name for name in names if name != "all"]
        names = (*profile_names(knowledge), *more)
    return [profile_of(knowledge, name) for name in dict.fromkeys(names)]


def _score(text: str, coder: FaceCoder, strict: bool) -> tuple[Reading, Verdict] | None:
    """Code the argument as a score; give nothing when it is to be read as a file."""
    is_file, is_folder = _exists(text)
    try:
        parse_score(text, coder.profile.unit_names)
    except ScoreError as error:
        if is_file:
            return None
        reading, verdict = coder.score(text)
        if reading.score.units or reading.doubtful:
            if strict:
                raise
            return reading, verdict
        raise UsageFault(_neither(text, error, is_folder)) from None
    if is_file:
        click.echo(f"Read as a score; to read the file of this name, write ./{text}.", err=True)
    return coder.score(text)


def _neither(text: str, error: ScoreError, is_folder: bool) -> str:
    if is_folder:
        return f"{text} cannot be read: it is a folder; name a file in it."
    if _FILE_NAME.search(text) and len(text) < _LONGEST_NAME:
        why = f"{text} cannot be read: there is no file of this name"
        return f"{why}. As a score: {'; '.join(map(str, error.faults[:_MOST_REMARKS]))}."
    return f"{error} As a file: there is no file of this name."


def _exists(name: str) -> tuple[bool, bool]:
    try:
        path = Path(name)
        return path.exists() and not path.is_dir(), path.is_dir() and bool(name)
    except (OSError, ValueError):
        return False, False


def _tell(reading: Reading) -> None:
    for remark in reading.remarks[:_MOST_REMARKS]:
        click.echo(f"Note: {remark}.", err=True)
    if more := len(reading.remarks) - _MOST_REMARKS:
        if more > 0:
            click.echo(f"Note: and {more} more of the kind.", err=True)
    sys.stderr.flush()


def _as_json(reading: Reading, verdicts: list[Verdict]) -> str:
    remarks = [
        {
            "token": one.token,
            "column": one.column,
            "kind": one.kind,
            "reason": one.reason,
            "advice": one.advice,
        }
        for one in reading.remarks
    ]
    if len(verdicts) == 1:
        data: dict[str, object] = {**as_data(verdicts[0]), "remarks": remarks}
    else:
        full = [as_data(one) for one in verdicts]
        data = {"remarks": remarks, "summary": compare(verdicts), "verdicts": full}
    return json.dumps(data, ensure_ascii=False, indent=2)
