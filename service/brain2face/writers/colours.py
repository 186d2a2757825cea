"""Colours of a timeline picture, which also those can tell apart who see fewer of them.

The emotions have the colours of Okabe and Ito, and a valence without an emotion has one of its own:
only a face of which nothing is said is grey. A grade is a depth of one blue. Nothing is told by a
colour alone: names and letters stand beside it.
"""

from __future__ import annotations

from typing import Final

from brain2face.explain import word
from brain2face.terms import B2F
from brain2face.verdict import Verdict

__all__ = ["GRADES", "GREY", "UNGRADED", "colours_of"]

GREY: Final = "#bbbbbb"
UNGRADED: Final = "#cdbf9f"
GRADES: Final = {"A": "#c9dcef", "B": "#98bfdf", "C": "#5f9bc8", "D": "#2f73ab", "E": "#0b4a80"}
_OWN: Final = {
    B2F + "Happiness": "#e69f00",
    B2F + "Surprise": "#56b4e9",
    B2F + "Anger": "#d55e00",
    B2F + "Fear": "#cc79a7",
    B2F + "Disgust": "#009e73",
    B2F + "Sadness": "#0072b2",
    B2F + "NegativeValence": "#882255",
    B2F + "PositiveValence": "#bbcc33",
    B2F + "NeutralValence": "#ffffff",
}
_OTHERS: Final = ("#f0e442", "#6a3d9a", "#8c564b", "#17becf", "#000000")


def colours_of(verdicts: list[Verdict]) -> dict[str, tuple[str, str]]:
    """Give the words and the colour of each result by its IRI, in order of the words."""
    found = {one.iri: word(one) for verdict in verdicts for one in verdict.results}
    ordered = sorted(found.items(), key=lambda item: (item[1], item[0]))
    others = [iri for iri, _ in ordered if iri not in _OWN]
    rest = {iri: _OTHERS[place % len(_OTHERS)] for place, iri in enumerate(others)}
    return {iri: (label, _OWN.get(iri) or rest[iri]) for iri, label in ordered}
