"""The names of emotions, codes and methods in a table, as the ontology has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brain2face.evidence.tables import Method
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F

__all__ = ["Naming"]

_CODE = B2F + "FacsCode"


@dataclass(frozen=True, slots=True)
class Naming:
    """The labels of codes by their notation, and the ontology for the rest."""

    knowledge: Knowledge
    units: Mapping[str, str]

    def emotion(self, iri: str) -> str:
        """Give the label of an emotion."""
        return self.knowledge.label(iri)

    def code(self, code: str) -> str:
        """Give the IRI of a code."""
        return self.knowledge.find(code, _CODE).value

    def method(self, method: Method) -> str:
        """Give the IRI of a method."""
        reading = "AsPrinted" if method.reading == "printed" else ""
        return f"{B2F}Algorithm{method.algorithm}{reading}"

    def title(self, method: Method) -> str:
        """Give the name of a method: ``Algorithm 2 as published``."""
        return f"Algorithm {method.algorithm} as {method.reading}"
