"""Under which type of micro-expression an emotion or a valence falls, as the ontology has it."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from brain2face.profiles.statements import TYPE, Statements
from brain2face.rules import Conclusion
from brain2face.terms import B2F

__all__ = ["OTHERS", "micro_types"]

OTHERS: Final = ""
"""The key of the type that is left for whatever falls under none."""

_KIND: Final = ox.NamedNode(B2F + "MicroExpressionType")


def micro_types(statements: Statements) -> dict[str, Conclusion]:
    """Give the type of each emotion and valence that one is stated for, by IRI, and of the rest.

    A compound emotion falls under a type if all emotions that it combines do. ``OTHERS`` is there
    only if exactly one type is stated to gather nothing.
    """
    pairs = [*statements.pairs("comprises"), *statements.pairs("coversValence")]
    types = {thing.value: statements.conclusion(kind) for kind, thing in pairs}
    combined: dict[str, set[str]] = {}
    for compound, emotion in statements.pairs("combines"):
        combined.setdefault(compound.value, set()).add(emotion.value)
    for compound_iri, emotions in combined.items():
        kinds = {types.get(one) for one in emotions}
        if len(kinds) == 1 and (kind_of_all := kinds.pop()) is not None:
            types[compound_iri] = kind_of_all
    gathering = {kind for kind, _ in pairs}
    rest = [kind for kind in statements.named(None, TYPE, _KIND) if kind not in gathering]
    if len(rest) == 1:
        types[OTHERS] = statements.conclusion(rest[0])
    return types
