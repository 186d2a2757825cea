"""Which column of a score file is which emotion: from its header, a given order, or that of RAF-ML.

The neutral state is a column too, in some files; it is no emotion and has no column in a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F

__all__ = ["NEUTRAL", "RAF_ORDER", "columns_of", "order_of"]

RAF_ORDER: Final = "surprise, fear, disgust, happiness, sadness, anger"
NEUTRAL: Final = B2F + "Neutral"
_EMOTION: Final = B2F + "Emotion"
_FEWEST: Final = 2


def order_of(knowledge: Knowledge, text: str) -> tuple[str, ...]:
    """Give the IRIs of emotions that are named in an order: ``fear, joy, neutral``.

    Raises:
        UsageFault: one is no emotion, comes twice, or is the only one.
    """
    return columns_of(knowledge, [one.strip() for one in text.replace(";", ",").split(",")])


def columns_of(knowledge: Knowledge, names: Sequence[str]) -> tuple[str, ...]:
    """Give the IRI of the emotion, or of the neutral state, that each name stands for.

    Raises:
        UsageFault: one is neither, comes twice, or fewer than two are emotions.
    """
    found: list[str] = []
    for place, name in enumerate(names, 1):
        iri = _named(knowledge, name, place)
        if iri in found:
            raise UsageFault(f"{knowledge.label(iri)} is named twice, the second time as {name!r}")
        found.append(iri)
    if len(found) - (NEUTRAL in found) < _FEWEST:
        raise UsageFault(f"{', '.join(names)} names fewer than two emotions")
    return tuple(found)


def _named(knowledge: Knowledge, name: str, place: int) -> str:
    try:
        return knowledge.find(name, _EMOTION).value
    except UnknownNameError as error:
        if name and name.casefold() in _neutral_names(knowledge):
            return NEUTRAL
        near = f" (nearest: {', '.join(error.nearest)})" if error.nearest and name else ""
        raise UsageFault(
            f"{name!r}, number {place} of the scores, is neither an emotion nor neutral{near}"
        ) from None


def _neutral_names(knowledge: Knowledge) -> set[str]:
    return {"neutral", knowledge.label(NEUTRAL).casefold()}
