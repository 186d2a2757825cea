"""A mapping that is worked out when it is first read: most faces need no word of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

__all__ = ["Late"]

K = TypeVar("K")
V = TypeVar("V")


class Late(Mapping[K, V], Generic[K, V]):
    """What a function gives, asked for once and only when something is looked up."""

    def __init__(self, work_out: Callable[[], Mapping[K, V]]) -> None:
        """Take the function; it is not called yet."""
        self._work_out = work_out

    @cached_property
    def _found(self) -> Mapping[K, V]:
        return self._work_out()

    def __reduce__(self) -> tuple[type[dict[K, V]], tuple[dict[K, V]]]:
        """Leave for another process as what was found."""
        return dict, (dict(self._found),)

    def __getitem__(self, key: K) -> V:
        """Give what is found for a key."""
        return self._found[key]

    def __iter__(self) -> Iterator[K]:
        """Go through the keys."""
        return iter(self._found)

    def __len__(self) -> int:
        """Give the number of keys."""
        return len(self._found)
