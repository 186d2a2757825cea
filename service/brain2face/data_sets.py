"""How fast the cameras of face data sets were, so that sheets that count frames tell seconds."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from brain2face.errors import SourceFileError
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["frame_rates"]

_RATE: Final = ox.NamedNode(B2F + "frameRate")
_NAMES: Final = tuple(
    ox.NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (("rdfs", "label"), ("skos", "altLabel"), ("skos", "notation"))
)


def frame_rates(knowledge: Knowledge) -> dict[str, float]:
    """Give the frames a second of each data set, by each of its names: ``{"CASME II": 200.0}``.

    Raises:
        SourceFileError: two places give different rates for one data set.
    """
    store = knowledge.store
    rates: dict[str, float] = {}
    for quad in store.quads_for_pattern(None, _RATE, None, None):
        if not (isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode)):
            continue
        rate = float(quad.object.value)
        for name in _NAMES:
            for named in store.quads_for_pattern(quad.subject, name, None, ox.DefaultGraph()):
                if isinstance(named.object, ox.Literal):
                    if rates.setdefault(named.object.value, rate) != rate:
                        raise SourceFileError(f"{curie(quad.subject.value)} has two frame rates.")
    return dict(sorted(rates.items()))
