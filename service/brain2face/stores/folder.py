"""The folder of a store: what makes it one, and what is said of a folder that is something else.

``store.json`` names the format and is written last, so a folder without it was never finished.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from brain2face.errors import EnvironmentFault
from brain2face.stores.copying import put, sync
from brain2face.stores.locks import writing

__all__ = ["CURRENT", "FORMAT", "GENERATIONS", "LOCK", "MARK", "STORE", "check", "refusals"]

FORMAT: Final = 1
CURRENT: Final = "CURRENT"
GENERATIONS: Final = "generations"
LOCK: Final = "LOCK"
STORE: Final = "store"
MARK: Final = "store.json"
_BEGUN: Final = {CURRENT, GENERATIONS, LOCK, f"{MARK}.new", f"{CURRENT}.new", "lost+found"}
_UNFINISHED: Final = {"0", "next"}
_WAIT: Final = 30.0
_KNOWN: Final = tuple(
    map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES))
)


def check(directory: Path, *, create: bool) -> None:
    """See that a folder is a store that can be used; make it one if it is empty or absent.

    Raises:
        EnvironmentFault: it is something else, of a newer format or damaged, or cannot be made.
    """
    with refusals(directory):
        if (directory / MARK).exists():
            _check_format(directory)
            return
        _refuse_others(directory)
        if not create:
            raise EnvironmentFault(
                f"There is no store at {directory}. `brain2face load FILE --store {directory}`"
                " makes one."
            )
        directory.mkdir(parents=True, exist_ok=True)
        with writing(directory / LOCK, _WAIT):
            if not (directory / MARK).exists():
                _make(directory)


@contextmanager
def refusals(directory: Path) -> Iterator[None]:
    """Tell what the system refuses as a fault of the environment, in words."""
    try:
        yield
    except OSError as error:
        said = error.strerror or str(error)
        known = next(filter(said.__contains__, _KNOWN), said)
        raise EnvironmentFault(
            f"The store {directory} cannot be used: {known}. Nothing was changed."
        ) from None


def _make(directory: Path) -> None:
    generations = directory / GENERATIONS
    shutil.rmtree(generations, ignore_errors=True)
    (generations / "next").mkdir(parents=True)
    ox.Store(str(generations / "next" / STORE)).flush()
    os.rename(generations / "next", generations / "0")
    sync(generations)
    put(directory / CURRENT, b"0\n")
    put(directory / MARK, json.dumps({"format": FORMAT}).encode() + b"\n")


def _check_format(directory: Path) -> None:
    try:
        found = json.loads((directory / MARK).read_bytes())["format"]
    except (ValueError, TypeError, KeyError):
        found = None
    if not isinstance(found, int):
        raise EnvironmentFault(
            f'{directory / MARK} is damaged: it should hold {{"format": {FORMAT}}}.'
            " Nothing was changed."
        )
    if found > FORMAT:
        raise EnvironmentFault(
            f"The store {directory} was made by a newer version of brain2face (format {found}; this"
            f" one knows {FORMAT}). Nothing was changed; install the newer version."
        )


def _refuse_others(directory: Path) -> None:
    if not directory.exists():
        return
    if not directory.is_dir():
        raise EnvironmentFault(f"{directory} is a file; a store is a folder.")
    generations = directory / GENERATIONS
    made = {one.name for one in generations.iterdir()} if generations.is_dir() else set()
    names = {entry.name for entry in directory.iterdir()}
    if MARK in names:
        return
    if {CURRENT, "IDENTITY"} <= names:
        raise EnvironmentFault(
            f"{directory} is a plain Oxigraph store, without generations. It is left as it is; copy"
            f" it into a new store with `brain2face load {directory} --store FOLDER`."
        )
    if strange := sorted(names - _BEGUN):
        raise EnvironmentFault(
            f"{directory} is no store: it holds {strange[0]!r}. Nothing was changed; name an empty"
            " folder, or one that does not exist."
        )
    if made - _UNFINISHED:
        raise EnvironmentFault(
            f"The store {directory} is damaged: {MARK} is missing. Nothing was changed; it should"
            f' hold {{"format": {FORMAT}}}.'
        )
