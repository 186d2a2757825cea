"""Where facts and the real files of other tools lie; a test that needs an absent one is skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["fixture", "shared_file"]

_NAMED = [Path(named)] if (named := os.environ.get("BRAIN2FACE_SHARED")) else []
_FOLDERS = _NAMED + [above / "shared" for above in Path(__file__).resolve().parents]


def shared_file(name: str) -> Path:
    """Give the path of a file in the folder ``shared``, or skip the test."""
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"{name} is not here: lay the folder shared/ beside the checkout")


def fixture(name: str) -> Path:
    """Give the path of a real file of another tool, or skip the test."""
    return shared_file(f"fixtures/{name}")
