"""What a search and a walk through the registry give: hits on pages, paths of steps."""

from __future__ import annotations

from dataclasses import dataclass

from brain2face.registry.named import Cited, Named

__all__ = ["Found", "Hit", "Path", "Step"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Step(Named):
    """One thing on the way from the brain to the face.

    Attributes:
        relation: the short name of the relation from the step before; none at first.
        places: who says so.
    """

    relation: str | None = None
    places: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A way from the brain to a unit.

    Attributes:
        kind: the motor system: ``voluntary``, ``involuntary`` or ``emotional``.
        steps: from the cortex to the unit.
    """

    kind: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Hit(Named):
    """A term that a search found.

    Attributes:
        types: its classes.
        definition: one English sentence; none where the term has none.
        matched: the name that met what was sought.
        how: ``iri``, ``name``, ``notation``, ``label``, ``synonym``, ``column``, ``mapping``,
            ``prefix``, ``word`` or ``similar``; the first six and ``mapping`` are exact.
        score: from 1, exact, down to 0.
    """

    types: tuple[Named, ...] = ()
    definition: str | None = None
    matched: str
    how: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of what a search found.

    Attributes:
        query: what was sought.
        total: how many there are on all pages.
        offset: how many come before this page.
        limit: how many a page holds at most.
        hits: the best first.
    """

    query: str
    total: int
    offset: int
    limit: int
    hits: tuple[Hit, ...]
