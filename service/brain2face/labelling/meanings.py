"""What the words of materials and reports mean, and which meanings go together.

Both come from the ontology: the names of emotions and valences, and the type of micro-expression
under which each of them falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from brain2face.durations import CodeLimit, load_code_limits
from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.rules import Conclusion
from brain2face.terms import B2F

__all__ = ["SURPRISE", "Meanings"]

_KINDS: Final = ("AffectiveState", "MicroExpressionType", "Valence")
_PARTS: Final = re.compile(r"[;/,|]|\bor\b", re.IGNORECASE)
_NEUTRAL: Final = B2F + "Neutral"
SURPRISE: Final = B2F + "Surprise"
_SURPRISE_TYPE: Final = B2F + "SurpriseType"
_TYPES: Final = f"""PREFIX b2f: <{B2F}>
SELECT DISTINCT ?type ?thing {{
  ?type a b2f:MicroExpressionType .
  OPTIONAL {{ ?type b2f:comprises|b2f:coversValence ?thing }}
}} ORDER BY ?type ?thing"""
_COMPOUNDS: Final = f"""PREFIX b2f: <{B2F}>
SELECT DISTINCT ?compound ?emotion {{ GRAPH ?place {{ ?compound b2f:combines ?emotion }} }}"""


@dataclass(frozen=True)
class Meanings:
    """Words as emotions or types, and types of emotions; ``others`` is the type of all the rest."""

    knowledge: Knowledge = field(repr=False)
    types: Mapping[str, Conclusion]
    others: Conclusion
    limits: tuple[CodeLimit, ...]

    @classmethod
    def load(cls, knowledge: Knowledge) -> Meanings:
        """Read the types of micro-expressions and what they gather.

        Raises:
            SourceFileError: no type, or more than one, is left for what fits nowhere.
        """
        types: dict[str, Conclusion] = {}
        rest: list[Conclusion] = []
        for kind, thing in _rows(knowledge, _TYPES):
            found = Conclusion(kind, knowledge.label(kind), "type")
            if thing:
                types[thing] = found
            else:
                rest.append(found)
        if len(rest) != 1:
            told = f"{len(rest)} types of micro-expressions comprise nothing; others alone does."
            raise SourceFileError(told)
        combined: dict[str, set[str]] = {}
        for compound, emotion in _rows(knowledge, _COMPOUNDS):
            combined.setdefault(compound, set()).add(emotion)
        for compound, emotions in combined.items():
            kinds = {types.get(one) for one in emotions}
            kind_of_all = kinds.pop() if len(kinds) == 1 else None
            if kind_of_all is not None:
                types[compound] = kind_of_all
        return cls(knowledge, types, rest[0], load_code_limits(knowledge))

    def read(self, text: str) -> tuple[Conclusion, ...]:
        """Give what a word means: an emotion, a type, or the neutral state; alternatives by ``/``.

        Raises:
            UnknownNameError: nothing is called so; with the nearest names.
            UsageFault: the name could be any of several things.
        """
        parts = [part.strip() for part in _PARTS.split(text)]
        found = [self._one(part) for part in parts if part]
        return tuple(dict.fromkeys(found))

    def type_of(self, one: Conclusion) -> Conclusion | None:
        """Give the type under which an emotion or a type falls, if any is stated."""
        return one if one.kind == "type" else self.types.get(one.iri)

    def as_meant(self, results: Iterable[Conclusion]) -> tuple[Conclusion, ...]:
        """Give the results of a verdict as meanings: a valence is its type, a class means none."""
        meant = [
            self.types.get(one.iri) if one.kind == "valence" else one
            for one in results
            if one.kind != "class"
        ]
        return tuple(dict.fromkeys(one for one in meant if one is not None))

    def meet(self, one: Conclusion, other: Conclusion) -> Conclusion | None:
        """Give what two meanings have in common, the narrower of the two, or nothing.

        Surprise is neither positive nor negative, so that it goes with either. An emotion of which
        no type is stated goes with every type.
        """
        if one == other:
            return one
        for narrow, wide in ((one, other), (other, one)):
            kind = self.type_of(narrow)
            if wide.kind != "type" or narrow.kind == "neutral" or wide == self.others:
                continue
            if narrow.kind != "type" and kind in (None, wide):
                return narrow
            if kind is not None and kind.iri == _SURPRISE_TYPE:
                return narrow
        return None

    def _one(self, name: str) -> Conclusion:
        for kind in _KINDS:
            try:
                node = self.knowledge.find(name, B2F + kind)
            except UnknownNameError:
                continue
            if kind == "AffectiveState":
                sort = "neutral" if node.value == _NEUTRAL else "emotion"
                return Conclusion(node.value, self.knowledge.label(node), sort)
            own = Conclusion(node.value, self.knowledge.label(node), "type")
            return own if kind == "MicroExpressionType" else self.types.get(node.value, self.others)
        self.knowledge.find(name, *(B2F + kind for kind in _KINDS))
        raise UnknownNameError("emotion", name, ())


def _rows(knowledge: Knowledge, query: str) -> list[tuple[str, str]]:
    results = knowledge.query(query).results
    if not isinstance(results, ox.QuerySolutions):
        return []
    return [tuple(getattr(one, "value", "") for one in row) for row in results]  # type: ignore[misc]
