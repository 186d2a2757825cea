"""What the words of materials and reports mean, and which meanings go together.

Both come from the ontology: the names of emotions and valences, and the type of micro-expression
under which each of them falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from brain2face.durations import CodeLimit, load_code_limits
from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.profiles.micro_types import OTHERS, micro_types
from brain2face.profiles.statements import Statements
from brain2face.rules import Conclusion
from brain2face.terms import B2F

__all__ = ["SURPRISE", "Meanings"]

_KINDS: Final = ("AffectiveState", "MicroExpressionType", "Valence")
_PARTS: Final = re.compile(r"[;/,|]|\bor\b", re.IGNORECASE)
_NEUTRAL: Final = B2F + "Neutral"
SURPRISE: Final = B2F + "Surprise"
_SURPRISE_TYPE: Final = B2F + "SurpriseType"


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
        types = micro_types(Statements(knowledge.store))
        if OTHERS not in types:
            raise SourceFileError(
                "No type, or more than one type of micro-expressions gathers nothing; only the"
                " type of all others does."
            )
        others = types.pop(OTHERS)
        return cls(knowledge, types, others, load_code_limits(knowledge))

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
