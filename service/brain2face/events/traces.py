"""Which movements of a face were going on at a moment: what stands beside an expression."""

from __future__ import annotations

import math
from collections.abc import Collection

from brain2face.events.activation import Activation

__all__ = ["Traces"]

_LONG = 3600.0


class Traces:
    """Movements by the seconds that they reach into, so that a moment finds its own at once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._seconds: dict[int, list[Activation]] = {}
        self._long: list[Activation] = []
        self._from = 0

    def add(self, one: Activation) -> None:
        """Take a movement."""
        if one.span.duration > _LONG:
            self._long.append(one)
            return
        for second in range(math.floor(one.span.onset), math.floor(one.span.offset) + 1):
            self._seconds.setdefault(second, []).append(one)

    def active(self, time: float, besides: Collection[Activation]) -> list[Activation]:
        """Give those that go on at a time, ``besides`` some."""
        own = {id(one) for one in besides}
        return [
            one
            for one in (*self._seconds.get(math.floor(time), ()), *self._long)
            if id(one) not in own and one.span.onset <= time < one.span.offset
        ]

    def forget(self, before: float) -> None:
        """Drop whatever ended before a time."""
        self._long = [one for one in self._long if one.span.offset > before]
        if math.isinf(before):
            self._seconds.clear()
        elif math.floor(before) > self._from:
            self._from = math.floor(before)
            for second in [one for one in self._seconds if one < self._from]:
                del self._seconds[second]
