"""``brain2face serve``: the SPARQL endpoint and its pages, until Ctrl-C."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from brain2face.server.launch import run
from brain2face.settings import read_settings, settings_options

__all__ = ["serve"]


_EXAMPLES: Final = """\b
Examples:
  brain2face serve
  brain2face serve --port 8001
  brain2face serve --store ./faces
  brain2face serve --config service.toml

A flag goes before the variable of the environment (BRAIN2FACE_PORT), that before the file, that
before the default. Updates need a token: BRAIN2FACE_TOKEN or --token-file.
"""


@click.command(epilog=_EXAMPLES)
@settings_options
def serve(config: str | None, **flags: object) -> None:
    """Serve the SPARQL endpoint at /sparql, and a page to ask from at /."""
    settings = read_settings(flags, os.environ, Path(config) if config else None)
    for remark in settings.remarks:
        click.echo(remark, err=True)
    run(settings)
