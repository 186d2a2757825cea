"""What ``ask`` and ``query`` share: a choice of format, and writing to the terminal."""

from __future__ import annotations

import shutil
import signal
import sys
import threading
from collections.abc import Callable
from typing import TypeVar

import click

from brain2face.formats import FORMATS, serialize
from brain2face.knowledge import QueryAnswer

__all__ = ["format_option", "interruptible", "write"]

_F = TypeVar("_F", bound=Callable[..., object] | click.Command)


def format_option(command: _F) -> _F:
    """Add ``--format`` to a command."""
    option = click.option(
        "--format",
        "fmt",
        type=click.Choice(FORMATS),
        help="How to write the answer.  [default: table, or turtle for CONSTRUCT and DESCRIBE]",
    )
    return option(command)


def interruptible() -> None:
    """Let Ctrl-C end this process at once: Oxigraph does not give a running query up."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def write(answer: QueryAnswer, fmt: str | None) -> None:
    """Write an answer to standard output; a table is fitted to the terminal when there is one."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    serialize(answer, fmt, sys.stdout.buffer, width=width)
