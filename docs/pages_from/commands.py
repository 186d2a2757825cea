"""The command line, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from brain2face.cli import cli
from pages_from.html import plain

__all__ = ["commands"]


def commands() -> str:
    """Give a section for each command, with what it takes and examples."""
    top = click.Context(cli, info_name="brain2face")
    every = [top]
    for name in cli.list_commands(top):
        command = cli.get_command(top, name)
        if command:
            every.append(click.Context(command, info_name=name, parent=top))
    return "\n\n".join(part for one in every for part in _section(one))


def _section(context: click.Context) -> Iterator[str]:
    command = context.command
    yield f"## {context.command_path}"
    yield from _paragraphs(command.help or "")
    yield f"```text\n{command.get_usage(context).removeprefix('Usage: ')}\n```"
    rows = [_row(parameter, context) for parameter in command.get_params(context)]
    yield "\n".join(["| option or argument | what it is |", "| --- | --- |", *filter(None, rows)])
    if command.epilog:
        yield from _paragraphs(command.epilog)


def _row(parameter: click.Parameter, context: click.Context) -> str:
    if isinstance(parameter, click.Argument):
        names, words = parameter.make_metavar(context), _needed(parameter)
    elif told := parameter.get_help_record(context):
        names, words = told
        if isinstance(parameter.type, click.Choice):
            names = names.partition(" [")[0]
            words = f"{words} One of {', '.join(map(str, parameter.type.choices))}."
    else:
        return ""
    return f"| `{names.replace('|', chr(92) + '|')}` | {plain(' '.join(words.split()))} |"


def _needed(parameter: click.Parameter) -> str:
    number = "one or more" if parameter.nargs != 1 else "one"
    return f"{number}, needed" if parameter.required else "may be left out"


def _paragraphs(text: str) -> Iterator[str]:
    r"""Give paragraphs as Markdown; one that begins with a line of ``\b`` keeps its lines."""
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        first, _, rest = paragraph.partition("\n")
        if first.strip() == "\b":
            head, _, lines = rest.partition("\n")
            yield plain(head.strip())
            yield f"```sh\n{inspect.cleandoc(lines)}\n```"
        else:
            yield plain(" ".join(paragraph.split()))
