"""Of which terms there is a drawing: those with a next thing on the way from nerve to emotion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["DRAWN"]

DRAWN: Final[Mapping[str, tuple[bool, tuple[str, ...]]]] = {
    "NerveBranch": (True, ("innervates",)),
    "Muscle": (False, ("innervates",)),
    "FacsCode": (False, ("contractsIn", "relaxesIn")),
    "AffectiveState": (False, ("signals",)),
}
"""For each class that is drawn, whether the relations that it needs lead away from the term, and
those relations, of which one is enough."""
