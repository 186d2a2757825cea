"""``brain2face query``: any SPARQL query, answered offline."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from brain2face.commands.answers import format_option, interruptible, write
from brain2face.commands.endpoint import endpoint_option, remote_at
from brain2face.errors import UsageFault
from brain2face.knowledge import Knowledge

__all__ = ["query"]


_EXAMPLES: Final = """\b
Examples:
  brain2face query "PREFIX b2f: <https://w3id.org/brain2face/>
    SELECT ?au ?emotion { ?au b2f:exclusivelySignals ?emotion }" --format csv
  brain2face query mine.rq --format json
"""


@click.command(epilog=_EXAMPLES)
@click.argument("text_or_file")
@format_option
@endpoint_option
def query(text_or_file: str, fmt: str | None, endpoint: str | None) -> None:
    """Answer a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    TEXT_OR_FILE is the query itself, a file that holds it, or - to read it from standard input.
    """
    text = _text(text_or_file)
    interruptible()
    source = remote_at(endpoint) if endpoint else Knowledge.load()
    write(source.query(text), fmt)


def _text(text_or_file: str) -> str:
    try:
        if text_or_file == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        if text_or_file.endswith(".rq") or _is_file(text_or_file):
            return Path(text_or_file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageFault(f"{text_or_file} is not UTF-8 text: {error}.") from None
    except OSError as error:
        raise UsageFault(f"{text_or_file} cannot be read: {error.strerror}.") from None
    return text_or_file


def _is_file(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):
        return False
