"""Where the real files of other tools lie; a test that needs an absent one is skipped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["fixture"]

_NAMED = [Path(named)] if (named := os.environ.get("BRAIN2FACE_SHARED")) else []
_BESIDE = [above / "shared" for above in Path(__file__).resolve().parents]
_FOLDERS = [folder / "fixtures" for folder in _NAMED + _BESIDE]


def fixture(name: str) -> Path:
    """Give the path of a fixture, or skip the test."""
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"the fixture {name} is not here: lay the folder shared/ beside the checkout")
