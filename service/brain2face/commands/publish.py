"""``brain2face publish``: the ontology put into a SPARQL store elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import click

from brain2face.errors import UsageFault
from brain2face.remote import ENDPOINT, Access
from brain2face.remote import publish as put

__all__ = ["publish"]

_EXAMPLES: Final = """\b
Examples:
  brain2face publish --endpoint http://127.0.0.1:7878/query
  BRAIN2FACE_ENDPOINT_USER=dba BRAIN2FACE_ENDPOINT_PASSWORD=... \\
    brain2face publish --endpoint http://127.0.0.1:8890/sparql
  brain2face publish --endpoint https://a.example/q --update-endpoint https://a.example/u
"""


@click.command(epilog=_EXAMPLES)
@click.option(
    "--endpoint", metavar="URL", envvar=ENDPOINT, help=f"Where the store is asked. [{ENDPOINT}]"
)
@click.option("--update-endpoint", metavar="URL", help="Where it takes updates, if elsewhere.")
@click.option(
    "--graph-store",
    metavar="URL",
    help="Where it takes graphs by the Graph Store Protocol; none for updates only.",
)
def publish(endpoint: str | None, update_endpoint: str | None, graph_store: str | None) -> None:
    """Put the words and every place of the ontology into a store, as named graphs.

    Only brain2face's own graphs there are replaced; doing it again changes nothing. User and
    password, or a token, are taken from BRAIN2FACE_ENDPOINT_USER, _PASSWORD and _TOKEN.
    """
    if not endpoint:
        raise UsageFault("Publish where? Give --endpoint URL.")
    access = Access.from_environment(endpoint)
    with _shown() as tell:
        done = put(access, update=update_endpoint, graph_store=graph_store, tell=tell)
    click.echo(
        f"{endpoint}: {done.graphs} graphs with {done.statements} statements of brain2face"
        f" {done.version} are there, put by {done.by}."
    )
    for iri in done.removed:
        click.echo(f"Removed, because brain2face has it no more: {iri}")


@contextmanager
def _shown() -> Iterator[Callable[[int, int], None]]:
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress

    columns = ("[progress.description]{task.description}", BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("graphs put", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
