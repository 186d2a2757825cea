"""Lanes for things that last: what overlaps goes to another lane, what touches does not."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Lanes"]


@dataclass(slots=True)
class Lanes:
    """As many lanes as it takes to keep things apart, or ``most`` of them.

    Things are to come in the order of their beginnings.
    """

    most: int | None = None
    ends: list[float] = field(default_factory=list)

    def take(self, start: float, end: float) -> int | None:
        """Give the first lane that is free from ``start`` on; ``None`` if all of them are taken."""
        for lane, last in enumerate(self.ends):
            if last <= start:
                self.ends[lane] = end
                return lane
        if len(self.ends) == self.most:
            return None
        self.ends.append(end)
        return len(self.ends) - 1

    def take_anyway(self, start: float, end: float) -> tuple[int, bool]:
        """Give a free lane, else the one that ends first; say whether it was free."""
        lane = self.take(start, end)
        if lane is not None:
            return lane, True
        lane = self.ends.index(min(self.ends))
        self.ends[lane] = max(end, self.ends[lane])
        return lane, False
