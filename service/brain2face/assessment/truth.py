"""What the labels of a file mean: words of emotions, valences, types and classes, never guessed.

A word that nobody knows is counted and left out of every figure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from brain2face.assessment.levels import LEVELS, Levels
from brain2face.errors import UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.records import Event
from brain2face.rules import Conclusion
from brain2face.terms import B2F

__all__ = ["LabelBook", "Truth"]

_NUMBER: Final = re.compile("[IVX]+")

Truth = Mapping[str, Conclusion]
"""What an expression is by its label, at each level at which the label says one thing."""


@dataclass
class LabelBook:
    """Reads labels, and remembers the words that it could not read and why.

    ``unknown`` counts words that mean nothing known, with ``advice`` for each; ``several`` those
    that name more than one thing, such as ``fear/surprise``, which count only at a level at which
    these are the same.
    """

    knowledge: Knowledge = field(repr=False)
    levels: Levels = field(repr=False)
    mapped: Mapping[str, str] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    several: Counter[str] = field(default_factory=Counter)
    advice: dict[str, str] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _meant: dict[str, tuple[Conclusion, ...] | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.mapped = {_fold(word): name for word, name in self.mapped.items()}
        for name in self.mapped.values():
            self.levels.meanings.read(name)

    @property
    def unused(self) -> list[str]:
        """The words that something is said of and that no label was."""
        return sorted(self.mapped.keys() - self._used)

    def truth(self, event: Event) -> Truth:
        """Give what the label and the objective class of an expression say, level by level."""
        found: dict[str, Conclusion] = {}
        meant = self._read(event.label.strip())
        for level in LEVELS:
            kinds = {self.levels.at(one, level) for one in meant}
            one = kinds.pop() if len(kinds) == 1 else None
            if one is not None:
                found[level] = one
        if len(meant) > 1:
            self.several[event.label.strip()] += 1
        given = self._class(event.objective_class.strip())
        return found | {"class": given} if given else found

    def _read(self, word: str) -> tuple[Conclusion, ...]:
        if not word:
            return ()
        key = _fold(word)
        if key in self.mapped:
            self._used.add(key)
        if word not in self._meant:
            try:
                name = self.mapped.get(key, word)
                self._meant[word] = self.levels.meanings.read(name) or None
            except UsageFault as fault:
                self._meant[word] = None
                self.advice[word] = str(fault)
        meant = self._meant[word]
        if meant is None:
            self.unknown[word] += 1
        return meant or ()

    def _class(self, word: str) -> Conclusion | None:
        if not word:
            return None
        name = f"ObjectiveClass{word}" if _NUMBER.fullmatch(word) else word
        try:
            node = self.knowledge.find(name, B2F + "ObjectiveClass")
        except UnknownNameError as fault:
            self.unknown[word] += 1
            self.advice[word] = str(fault)
            return None
        return Conclusion(node.value, self.knowledge.label(node), "class")


def _fold(word: str) -> str:
    return " ".join(word.casefold().split())
