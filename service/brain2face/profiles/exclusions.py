"""Which pairs of codes are not scored together, as the places that list them have it."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from brain2face.profiles.statements import Statements
from brain2face.rules import Place
from brain2face.terms import B2F

__all__ = ["excluded_pairs"]

_EXCLUDES: Final = ox.NamedNode(B2F + "excludes")


def excluded_pairs(statements: Statements) -> dict[tuple[str, str], Place]:
    """Give each pair of codes that a place excludes, the smaller code first.

    Pairs that exclude each other in part, at some grade or on some side, are not among them.
    """
    found: dict[tuple[str, str], Place] = {}
    for quad in statements.store.quads_for_pattern(None, _EXCLUDES, None, None):
        codes = [statements.notations.get(end) for end in (quad.subject, quad.object)]
        graph = quad.graph_name
        one, other = (
            sorted((code for code in codes if code), key=_place) if all(codes) else ("", "")
        )
        if one != other and isinstance(graph, ox.NamedNode):
            found[one, other] = statements.place(graph)
    return found


def _place(code: str) -> tuple[int, str]:
    return int(code.lstrip("M")), code
