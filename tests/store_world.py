"""What the tests of the stores share: quads by number, and writers in their own processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox

from brain2face.stores import Generations

__all__ = ["ENVIRONMENT", "add", "generations_of", "numbers", "python", "quad", "stored"]

EXAMPLE = "https://example.org/"
ENVIRONMENT = os.environ | {"PYTHONWARNINGS": "error", "COLUMNS": "200"}


def quad(number: int, graph: str | None = None) -> ox.Quad:
    """Give a quad that stands for a number."""
    subject, predicate = ox.NamedNode(f"{EXAMPLE}{number}"), ox.NamedNode(EXAMPLE + "number")
    where = ox.DefaultGraph() if graph is None else ox.NamedNode(EXAMPLE + graph)
    return ox.Quad(subject, predicate, ox.Literal(number), where)


def add(generations: Generations, number: int) -> int:
    """Write one number; give the generation."""
    return generations.write(lambda store: store.add(quad(number)))[1]


def numbers(generations: Generations) -> list[int]:
    """Give the numbers that the current generation holds."""
    with generations.read() as reading:
        return stored(reading.store)


def stored(store: ox.Store) -> list[int]:
    """Give the numbers that a store holds."""
    quads = store.quads_for_pattern(None, ox.NamedNode(EXAMPLE + "number"), None, None)
    return sorted(int(q.object.value) for q in quads if isinstance(q.object, ox.Literal))


def generations_of(directory: Path) -> set[str]:
    """Give the names of what lies among the generations."""
    return {path.name for path in (directory / "generations").iterdir()}


def python(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Start a script in a process of its own; what it prints can be read line by line."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        cwd=Path(__file__).parent,
    )
