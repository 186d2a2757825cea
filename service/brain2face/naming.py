"""Names as people write them: whatever their case, signs and leading zeros."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

import pyoxigraph as ox

__all__ = ["Names"]


@dataclass(frozen=True)
class Names:
    """The names of one kind of thing, from the surest sort of name to the loosest.

    Attributes:
        levels: for each sort of name, the terms that bear each name.
        shown: names to choose from where one is unknown.
    """

    levels: tuple[dict[str, set[ox.NamedNode]], ...] = field(
        default_factory=lambda: ({}, {}, {}, {}, {}, {})
    )
    shown: list[str] = field(default_factory=list)

    def add(self, level: int, name: str, term: ox.NamedNode) -> None:
        """Add a name of a sort."""
        self.levels[level].setdefault(_fold(name), set()).add(term)

    def of(self, name: str) -> Set[ox.NamedNode]:
        """Give the terms that bear a name of the surest sort that knows it; perhaps none."""
        folded = _fold(name)
        return next((level[folded] for level in self.levels if folded in level), set())


def _fold(name: str) -> str:
    bare = re.sub(r"[\W_]+", "", name.casefold())
    return re.sub(r"(?<!\d)0+(?=\d)", "", bare)
