"""``brain2face serve``: the SPARQL endpoint and its pages, until Ctrl-C."""

from __future__ import annotations

from typing import Final

import click

from brain2face.server.launch import run

__all__ = ["serve"]


_EXAMPLES: Final = """\b
Examples:
  brain2face serve
  brain2face serve --port 8001
"""


@click.command(epilog=_EXAMPLES)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port."
)
def serve(host: str, port: int) -> None:
    """Serve the SPARQL endpoint at /sparql, and a page to ask from at /."""
    run(host, port)
