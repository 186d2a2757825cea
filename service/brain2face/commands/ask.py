"""``brain2face ask``: the competency questions, listed and answered by name."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

import click

from brain2face.commands.answers import format_option, interruptible, write
from brain2face.commands.endpoint import endpoint_option, remote_at
from brain2face.errors import UsageFault
from brain2face.knowledge import Knowledge
from brain2face.questions import Question, load_questions
from brain2face.questions import ask as answer

__all__ = ["ask"]


_EXAMPLES: Final = """\b
Examples:
  brain2face ask --list
  brain2face ask units-of-emotion emotion=fear
  brain2face ask units-of-emotion emotion="happily surprised" --format csv
"""


@click.command(epilog=_EXAMPLES)
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--list", "listed", is_flag=True, help="List the questions and what they take.")
@format_option
@endpoint_option
def ask(
    name: str | None,
    values: tuple[str, ...],
    listed: bool,
    fmt: str | None,
    endpoint: str | None,
) -> None:
    """Answer one of the questions that come with brain2face, by its NAME."""
    questions = load_questions()
    if listed:
        _list(questions.values(), fmt)
        return
    if name is None:
        raise UsageFault("Which question? brain2face ask --list shows them all.")
    params = _params(values)
    interruptible()
    if endpoint:
        write(remote_at(endpoint).ask(name, params, questions), fmt)
    else:
        write(answer(Knowledge.load(), name, params, questions), fmt)


def _params(values: Iterable[str]) -> dict[str, str]:
    params: dict[str, str] = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not equals:
            raise UsageFault(f"{value!r} lacks '=': write KEY=VALUE, for example emotion=fear.")
        if key in params:
            raise UsageFault(f"{key!r} is given twice.")
        params[key] = text
    return params


def _list(questions: Iterable[Question], fmt: str | None) -> None:
    if fmt == "json":
        click.echo(json.dumps([_described(q) for q in questions], indent=2, ensure_ascii=False))
        return
    if fmt not in (None, "table"):
        raise UsageFault(f"The list cannot be written as {fmt}. Possible: table, json.")
    for question in questions:
        takes = " ".join(
            f"{p.name}={p.type.upper()}" if p.required else f"[{p.name}={p.type.upper()}]"
            for p in question.parameters
        )
        click.echo(f"{question.name} {takes}".rstrip())
        click.echo(f"    {question.question}")


def _described(question: Question) -> dict[str, object]:
    return {
        "name": question.name,
        "question": question.question,
        "tags": list(question.tags),
        "parameters": [
            {
                "name": p.name,
                "type": p.type,
                "description": p.description,
                "required": p.required,
                "example": p.example,
            }
            for p in question.parameters
        ],
    }
