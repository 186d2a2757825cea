"""A generation that somebody reads, and the lock that keeps it on disk meanwhile."""

from __future__ import annotations

import os
from types import TracebackType
from typing import Self

import pyoxigraph as ox

__all__ = ["Reading"]


class Reading:
    """One generation, opened to be read: it stays as it is, and on disk, until this is closed.

    Attributes:
        number: which generation it is.
        store: its quads; changing them fails.
    """

    __slots__ = ("_lock", "number", "store")

    def __init__(self, number: int, store: ox.Store, lock: int) -> None:
        """Take a store that is open, and the lock that keeps it."""
        self.number = number
        self.store = store
        self._lock: int | None = lock

    def close(self) -> None:
        """Let the generation go; closing twice does no harm."""
        if self._lock is not None:
            del self.store
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
