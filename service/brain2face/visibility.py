"""What a visibility code leaves open: the codes of a part of the face that nobody could see.

A code is seen in regions, and regions are parts of others. As soon as one region of a code is
hidden, its absence is unknown, since what can still be seen of it need not show.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.terms import B2F, PREFIXES

__all__ = ["hidden_codes", "hidden_in", "visibility_codes"]

_NOTATION: Final = ox.NamedNode(PREFIXES["skos"] + "notation")
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_MARK: Final = ox.NamedNode(B2F + "VisibilityCode")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def hidden_codes(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    """Give, for each visibility code (70 to 74), the codes whose absence it makes unknown.

    What any place says of hiding, of where codes are seen and of parts is taken together. A
    visibility code is never hidden by another: it says itself what could be seen.
    """
    return hidden_in(knowledge.store)


def visibility_codes(store: ox.Store) -> frozenset[str]:
    """Give the codes that say what could not be seen, and score no movement."""
    marks = {quad.subject for quad in store.quads_for_pattern(None, _TYPE, _MARK, None)}
    words = ox.DefaultGraph()
    quads = [
        quad for mark in marks for quad in store.quads_for_pattern(mark, _NOTATION, None, words)
    ]
    return frozenset(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))


def hidden_in(store: ox.Store) -> dict[str, frozenset[str]]:
    """Give what ``hidden_codes`` gives, from a dataset alone."""
    quads = store.quads_for_pattern(None, _NOTATION, None, ox.DefaultGraph())
    notations: dict[Term, str] = {
        quad.subject: quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)
    }
    typed = store.quads_for_pattern(None, _TYPE, _MARK, None)
    marks: set[Term] = {quad.subject for quad in typed}
    hides, seen, parts = (_said(store, name) for name in ("hides", "appearsIn", "partOf"))
    whole = {region: _above(region, parts) for regions in seen.values() for region in regions}
    return {
        notations[mark]: frozenset(
            notations[code]
            for code, regions in seen.items()
            if code in notations
            and code not in marks
            and any(hides[mark] & whole[region] for region in regions)
        )
        for mark in sorted(marks & notations.keys(), key=lambda one: notations[one])
    }


def _said(store: ox.Store, relation: str) -> dict[Term, set[Term]]:
    found: dict[Term, set[Term]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, ox.NamedNode(B2F + relation), None, None):
        found[quad.subject].add(quad.object)
    return found


def _above(region: Term, parts: dict[Term, set[Term]]) -> set[Term]:
    reached: set[Term] = set()
    waiting = [region]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting += parts[one]
    return reached
