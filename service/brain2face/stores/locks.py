"""Who reads and who writes, by locks that the system takes back from a process that dies.

A reader shares the lock of a generation's folder; whoever holds that lock alone may remove it.
Folders are locked themselves, so that a folder nobody may write can be read all the same.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from brain2face.errors import EnvironmentFault

__all__ = ["keep", "take", "writing"]

_PAUSE: Final = 0.01


@contextmanager
def writing(path: Path, wait: float) -> Iterator[None]:
    """Be the only writer as long as the context lasts.

    Args:
        path: the file that is locked; made when it is absent.
        wait: seconds to wait for another writer.

    Raises:
        EnvironmentFault: another writer was there all the time.
        OSError: the file cannot be opened.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        deadline = time.monotonic() + wait
        while not _locked(lock, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if time.monotonic() >= deadline:
                raise EnvironmentFault(
                    f"The store {path.parent} has been written by another process for more than"
                    f" {wait:g} seconds. Nothing was changed; try again later."
                )
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(lock)


def keep(folder: Path) -> int | None:
    """Keep a folder from being removed until the descriptor is closed; nothing if it is gone."""
    return _held(folder, fcntl.LOCK_SH)


def take(folder: Path) -> int | None:
    """Take a folder that nobody keeps, until the descriptor is closed; nothing if somebody does."""
    return _held(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _held(folder: Path, kind: int) -> int | None:
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        if _locked(lock, kind) and _is_at(lock, folder):
            return lock
    except BaseException:
        os.close(lock)
        raise
    os.close(lock)
    return None


def _locked(lock: int, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind)
    except BlockingIOError:
        return False
    return True


def _is_at(lock: int, folder: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock), os.stat(folder))
    except FileNotFoundError:
        return False
