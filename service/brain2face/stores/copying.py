"""Copies of a generation that cost next to nothing, and files that are whole or absent.

RocksDB never changes a table file (``*.sst``) that it has written, so two generations can share one
by a hard link; its few small files are copied. That is what its own checkpoints do, which would
have the store opened first.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["copy_generation", "discard", "put", "sync"]

_SHARED: Final = (".sst", ".nq")
_NOT_NEEDED: Final = ("LOG", "LOCK", "OPTIONS-")


def copy_generation(old: Path, new: Path) -> None:
    """Copy the folder of a generation that nobody writes."""
    new.mkdir()
    for entry in os.scandir(old):
        if entry.is_dir():
            copy_generation(Path(entry.path), new / entry.name)
        elif not entry.name.startswith(_NOT_NEEDED):
            _copy(entry.path, new / entry.name)


def put(path: Path, content: bytes) -> None:
    """Write a file that is there as a whole or not at all, and never changes one it replaces."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(fresh, path)
    sync(path.parent)


def discard(folder: Path) -> None:
    """Remove a folder in one step as others see it; a store open there makes no new files."""
    dead = folder.with_suffix(".dead")
    with suppress(OSError):
        os.rename(folder, dead)
    shutil.rmtree(dead, ignore_errors=True)


def sync(folder: Path) -> None:
    """See that what was made, renamed or removed in a folder outlives a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(old: str, new: Path) -> None:
    if old.endswith(_SHARED):
        try:
            os.link(old, new)
        except OSError:
            shutil.copyfile(old, new)
    else:
        shutil.copyfile(old, new)
