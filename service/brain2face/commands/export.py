"""``brain2face export``: the ontology as files that other programs open."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from brain2face.exports import FORMATS
from brain2face.exports import export as write

__all__ = ["export"]

_FOLDER = click.Path(path_type=Path)
_ONTOLOGY = click.Path(exists=True, file_okay=False, path_type=Path)
_EXAMPLES: Final = """\b
Examples:
  brain2face export ./release                      every format
  brain2face export ./release --format ttl --format nq
"""


@click.command(epilog=_EXAMPLES)
@click.argument("folder", type=_FOLDER)
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMATS),
    multiple=True,
    help="One of these only; may be given again.",
)
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
@click.option("--ontology", type=_ONTOLOGY, help="Another folder of ontology files.")
def export(folder: Path, formats: tuple[str, ...], force: bool, ontology: Path | None) -> None:
    """Write the ontology into FOLDER: merged, in each format, and the whole dataset.

    brain2face.ttl, .owl (RDF/XML), .ofn (OWL functional syntax) and .jsonld hold the same: the
    header, the words, the claims that a plain query sees, and what follows from them.
    brain2face.nq and .trig hold every graph. The mapping sets and bridges stand beside;
    SHA256SUMS lists all files.
    """
    done = write(folder, formats or FORMATS, directory=ontology, replace=force)
    for name in done.files:
        click.echo(str(folder / name))
    click.echo(
        f"{len(done.files)} files: {done.statements} statements merged,"
        f" {done.quads} in the default graph and {done.graphs} others."
    )
