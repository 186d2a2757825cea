"""The levels at which a label and a verdict can be compared, from the finest to the coarsest.

One mapping serves the label of a file, the results of a verdict and the conclusions of a rule, so
that none of them is measured with another rule than the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from brain2face.knowledge import Knowledge
from brain2face.labelling import Meanings
from brain2face.rules import Conclusion
from brain2face.terms import B2F
from brain2face.verdict import Verdict

__all__ = ["AMBIGUOUS", "LEVELS", "NOTHING", "Levels", "Naming"]

LEVELS: Final = ("emotion", "type", "valence", "class")
AMBIGUOUS: Final = "ambiguous"
NOTHING: Final = "none"
_COVERS: Final = f"""PREFIX b2f: <{B2F}>
SELECT ?type ?valence {{ ?type b2f:coversValence ?valence }} ORDER BY ?type ?valence"""


@dataclass(frozen=True, slots=True)
class Naming:
    """What a verdict names at a level: one thing, or ``None`` and ``ambiguous`` or ``none``."""

    thing: Conclusion | None
    why: str = ""


@dataclass(frozen=True)
class Levels:
    """Emotions, types, valences and classes as what they are at each level."""

    meanings: Meanings = field(repr=False)
    neutral: Conclusion
    covered: Mapping[str, Conclusion]

    @classmethod
    def load(cls, knowledge: Knowledge) -> Levels:
        """Read from the ontology which type covers which valence.

        Raises:
            SourceFileError: the types of micro-expressions do not say what is left for others.
        """
        meanings = Meanings.load(knowledge)
        neutral = Conclusion(B2F + "Neutral", knowledge.label(B2F + "Neutral"), "neutral")
        rows = knowledge.query(_COVERS).results
        covered: dict[str, Conclusion] = {}
        if isinstance(rows, ox.QuerySolutions):
            for kind, valence in rows:
                if isinstance(kind, ox.NamedNode) and isinstance(valence, ox.NamedNode):
                    named = knowledge.label(valence)
                    covered[kind.value] = Conclusion(valence.value, named, "valence")
        return cls(meanings, neutral, covered)

    def at(self, one: Conclusion, level: str) -> Conclusion | None:
        """Give what a thing is at a level, or nothing where it says nothing there.

        An emotion of which no type is stated is of the type for others, as in a verdict. A type
        says nothing of emotions; the neutral state has neither type nor valence.
        """
        if level == "emotion":
            return one if one.kind in ("emotion", "neutral") else None
        if level == "class" or one.kind == "class":
            return one if one.kind == level else None
        if one.kind == level:
            return one
        kind = self.meanings.type_of(one)
        if kind is None and one.kind == "emotion":
            kind = self.meanings.others
        if kind is None or level == "type":
            return kind
        return self.covered.get(kind.iri)

    def named_by(self, verdict: Verdict, level: str) -> Naming:
        """Give the one thing that a verdict names at a level, or why there is none.

        A face that no rule is met by is not taken for one of the type for others: silence is no
        answer. Several results are one where they are the same at the level.
        """
        if level == "valence" and verdict.valence is not None:
            return Naming(verdict.valence)
        results = verdict.results or ((self.neutral,) if verdict.outcome == "neutral" else ())
        found = {self.at(one, level) for one in results}
        if len(found) > 1:
            return Naming(None, AMBIGUOUS)
        thing = found.pop() if found else None
        several = thing is None and verdict.outcome == AMBIGUOUS
        return Naming(thing, "" if thing else AMBIGUOUS if several else NOTHING)
