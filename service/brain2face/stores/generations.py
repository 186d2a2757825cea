"""Immutable generations of a store: readers keep theirs, the one writer publishes the next.

A change is made on a copy that nobody sees. It counts once ``CURRENT`` names it, and that file is
replaced in one step: a writer that dies before it leaves the store as it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar
from uuid import uuid4

import pyoxigraph as ox

from brain2face.errors import EnvironmentFault
from brain2face.stores.copying import copy_generation, discard, put, sync
from brain2face.stores.folder import CURRENT, GENERATIONS, LOCK, MARK, STORE, check, refusals
from brain2face.stores.locks import keep, take, writing
from brain2face.stores.reading import Reading

__all__ = ["Generations"]

_T = TypeVar("_T")


class Generations:
    """A folder of immutable Oxigraph stores, of which one is current."""

    def __init__(self, directory: Path) -> None:
        """Take a folder that is known to be a store; ``open`` sees to that."""
        self.directory = directory
        self._generations = directory / GENERATIONS
        self._current = directory / CURRENT

    @classmethod
    def open(cls, directory: Path, *, create: bool = True) -> Self:
        """Make a store of an absent or empty folder, or check that the folder is one.

        Raises:
            EnvironmentFault: it is something else, of a newer format or damaged, or cannot be made.
        """
        check(directory, create=create)
        opened = cls(directory)
        opened._present()
        return opened

    def current(self) -> int:
        """Give the number of the generation that counts now; costs a few microseconds.

        Raises:
            EnvironmentFault: the file that says so is missing or damaged.
        """
        try:
            descriptor = os.open(self._current, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            raise self._damaged("is missing") from None
        except OSError as error:
            raise self._damaged(f"cannot be read ({error.strerror})") from None
        try:
            return int(os.read(descriptor, 32))
        except (OSError, ValueError):
            raise self._damaged("is damaged") from None
        finally:
            os.close(descriptor)

    def made(self) -> int:
        """Give the moment at which the store was made, by which it differs from a former one."""
        with refusals(self.directory):
            return (self.directory / MARK).stat().st_mtime_ns

    def folder(self, number: int) -> Path:
        """Give the folder of a generation, whether or not it is there."""
        return self._generations / str(number)

    def read(self, number: int | None = None) -> Reading:
        """Open the current generation to be read, or another that is still there.

        Raises:
            EnvironmentFault: it is gone, or cannot be opened.
        """
        while True:
            wanted = self.current() if number is None else number
            with refusals(self.directory):
                lock = keep(self.folder(wanted))
                if lock is not None:
                    break
            if number is not None:
                raise EnvironmentFault(f"Generation {number} of {self.directory} is gone.")
            self._present()
        try:
            with refusals(self.directory):
                return Reading(wanted, ox.Store.read_only(str(self.folder(wanted) / STORE)), lock)
        except BaseException:
            os.close(lock)
            raise

    def write(self, change: Callable[[ox.Store], _T], *, wait: float = 30) -> tuple[_T, int]:
        """Make a change and publish it as the next generation.

        Args:
            change: what is done to the store; it must not keep the store, nor anything lazy of it.
            wait: seconds to wait for another writer.

        Returns:
            What the change gave, and the number of the generation; by then it is safe on disk.

        Raises:
            EnvironmentFault: another writer was too long, or the disk refused; nothing has changed.
            Exception: whatever the change raises; nothing has changed.
        """
        return self.rewrite(lambda store, folder: change(store), wait=wait)

    def rewrite(
        self, change: Callable[[ox.Store, Path], _T], *, wait: float = 30
    ) -> tuple[_T, int]:
        """Make a change as ``write`` does, for one that keeps files beside the quads, too."""
        with refusals(self.directory), writing(self.directory / LOCK, wait):
            before = self._present()
            self._sweep(before)
            fresh = self._generations / f"next-{uuid4().hex}"
            try:
                copy_generation(self.folder(before), fresh)
                result = _changed(fresh, change)
                os.rename(fresh, self.folder(before + 1))
                sync(self._generations)
                put(self._current, b"%d\n" % (before + 1))
            except BaseException:
                discard(fresh)
                raise
            self._sweep(before + 1)
        return result, before + 1

    def _present(self) -> int:
        number = self.current()
        if not self.folder(number).is_dir():
            raise self._damaged(f"names generation {number}, which is missing")
        return number

    def _sweep(self, current: int) -> None:
        """Remove what dead writers left, and generations that nobody reads."""
        for path in self._generations.iterdir():
            if path.name.isdecimal():
                if int(path.name) == current or (lock := take(path)) is None:
                    continue
                discard(path)
                os.close(lock)
            else:
                discard(path)

    def _damaged(self, said: str) -> EnvironmentFault:
        found = sorted(int(p.name) for p in self._generations.glob("*") if p.name.isdecimal())
        if not found:
            return EnvironmentFault(f"{self._current} {said}, and there is no generation.")
        return EnvironmentFault(
            f"{self._current} {said}. Nothing was changed. Write the number of a generation into"
            f" it, best the highest; there are: {', '.join(map(str, found))}."
        )


def _changed(fresh: Path, change: Callable[[ox.Store, Path], _T]) -> _T:
    store = ox.Store(str(fresh / STORE))
    result = change(store, fresh)
    store.flush()
    return result
