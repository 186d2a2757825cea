"""The Python API, from the docstrings of the modules that are meant to be used."""

from __future__ import annotations

import ast
import inspect
import sys
from importlib import import_module
from types import ModuleType
from typing import Final

__all__ = ["MODULES", "modules"]

_LIGHT: Final = sys.stdlib_module_names | {"brain2face"}
MODULES: Final = (
    ("brain2face", "In one line"),
    ("brain2face.client", "Here or elsewhere"),
    ("brain2face.registry", "Terms by any name"),
    ("brain2face.registry.views", "What the registry gives"),
    ("brain2face.knowledge", "The ontology in memory"),
    ("brain2face.questions", "Questions"),
    ("brain2face.remote", "A store elsewhere"),
    ("brain2face.notation", "Scores, strictly"),
    ("brain2face.reading", "Scores, tolerantly"),
    ("brain2face.misreadings", "What befell a score"),
    ("brain2face.observation", "What was seen of a face"),
    ("brain2face.profiles", "Profiles"),
    ("brain2face.rules", "Rules"),
    ("brain2face.coding", "Coding faces"),
    ("brain2face.coding.files", "Coding files"),
    ("brain2face.verdict", "Verdicts"),
    ("brain2face.explain", "Verdicts in words"),
    ("brain2face.records", "Expressions"),
    ("brain2face.events", "From frames to expressions"),
    ("brain2face.durations", "Lengths"),
    ("brain2face.labelling", "Labels"),
    ("brain2face.agreement", "Agreement of coders"),
    ("brain2face.assessment", "Profiles judged by labels"),
    ("brain2face.evidence", "Algorithms 1 and 2"),
    ("brain2face.readers", "Files that are read"),
    ("brain2face.writers", "Files that are written"),
    ("brain2face.exports", "The ontology in other formats"),
    ("brain2face.instruments", "Instruments"),
    ("brain2face.errors", "Errors"),
)


def modules() -> str:
    """Give a section for each module, after all that it gives lazily has been imported."""
    for name, _ in MODULES:
        module = import_module(name)
        for member in module.__all__:
            getattr(module, member)
    for name in sorted(sys.modules):
        if name.startswith("brain2face."):
            _know_types(sys.modules[name])
    return "\n\n".join(_section(name, title) for name, title in MODULES)


def _know_types(module: ModuleType) -> None:
    """Import what a module imports for its annotations alone, so that they lead somewhere."""
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for line in node.body:
                if isinstance(line, ast.ImportFrom) and str(line.module).split(".")[0] in _LIGHT:
                    exec(ast.unparse(line), module.__dict__)  # noqa: S102


def _section(name: str, title: str) -> str:
    directive = f".. automodule:: {name}\n   :members:\n   :imported-members:"
    return f"## {title}: `{name}`\n\n```{{eval-rst}}\n{directive}\n```"
