"""The command ``brain2face``: its table of commands, and how any fault is told to a user.

A command is imported when it is called, so that the quick ones stay quick.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import click

from brain2face import __version__
from brain2face.errors import Brain2FaceError, UnknownNameError

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "ask": ("brain2face.commands.ask:ask", "Answer a question that comes with brain2face."),
    "query": ("brain2face.commands.query:query", "Answer a SPARQL query."),
    "code": ("brain2face.commands.code:code", "Code FACS scores into emotions, with reasons."),
    "label": (
        "brain2face.commands.label:label_faces",
        "Label expressions from action units, material and self-report.",
    ),
    "agree": ("brain2face.commands.agree:agree", "Compare what coders scored."),
    "evaluate": ("brain2face.commands.evaluate:evaluate", "Judge profiles by a labelled file."),
    "evidence": (
        "brain2face.commands.evidence:evidence",
        "Tabulate what codes contribute to emotions in a corpus.",
    ),
    "load": ("brain2face.commands.load:load", "Load files of RDF into a store on disk."),
    "publish": (
        "brain2face.commands.publish:publish",
        "Put the ontology into a SPARQL store elsewhere.",
    ),
    "export": ("brain2face.commands.export:export", "Write the ontology as files of every format."),
    "serve": ("brain2face.commands.serve:serve", "Serve the SPARQL endpoint and its page."),
    "reason": ("brain2face.commands.reason:reason", "Derive what follows from the sources."),
}
_EXAMPLES: Final = """\b
Examples:
  brain2face code "1+4+5+25"              what this face is coded as, and why
  brain2face ask --list                   the questions that have a name
  brain2face ask units-of-emotion emotion=fear
  brain2face query mine.rq --format csv   any SPARQL query
  brain2face serve                        the same over HTTP, with a page
"""
_DEBUG: Final = "BRAIN2FACE_DEBUG"
_INTERRUPTED: Final = 130


class _Commands(click.Group):
    """A group that imports a command when it is called, and tells faults without traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = args[0] in COMMANDS or args[0].startswith("-")
        if not known and not ctx.resilient_parsing:
            raise UnknownNameError("command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name, **extra)
            sys.stdout.flush()
        except BaseException as fault:
            code = _told(fault)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(
    cls=_Commands, epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, message="brain2face %(version)s")
def cli() -> None:
    """From the brain to the face: ask, code and serve what is known of facial expressions."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    cli.main(prog_name="brain2face")


def _told(fault: BaseException) -> int:
    """Tell a fault as one message on stderr; give the exit code."""
    if isinstance(fault, SystemExit):
        return fault.code if isinstance(fault.code, int) else int(fault.code is not None)
    if isinstance(fault, click.ClickException):
        fault.show()
        return fault.exit_code
    if isinstance(fault, KeyboardInterrupt | click.Abort):
        return _INTERRUPTED
    if isinstance(fault, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    if os.environ.get(_DEBUG):
        raise fault
    if isinstance(fault, Brain2FaceError):
        click.echo(f"Error: {fault}", err=True)
        return fault.exit_code
    said = " ".join(str(fault).split())
    click.echo(
        f"Error: a fault of brain2face itself ({type(fault).__name__}: {said})."
        f" Please report it, with the command and what it prints under {_DEBUG}=1.",
        err=True,
    )
    return 1
