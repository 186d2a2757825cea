"""How words of a file become terms of the ontology: looked up, never guessed."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from brain2face.errors import UsageFault
from brain2face.knowledge import Knowledge
from brain2face.rules import Profile
from brain2face.terms import B2F, PREFIXES
from brain2face.writers.about import legal

__all__ = ["Naming"]

_SUBCLASS: Final = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_NOTATION: Final = ox.NamedNode(PREFIXES["skos"] + "notation")
_LENGTHS: Final = {"micro": B2F + "MicroExpression", "macro": B2F + "MacroExpression"}
_FELT: Final = (B2F + "Emotion", B2F + "AffectiveState")
_ASYMMETRIC: Final = "A"


class Naming:
    """IRIs: those of the ontology by their notation or name, and those of a file under a base."""

    def __init__(self, base: str, knowledge: Knowledge) -> None:
        """Take the beginning of the IRIs of a file, and the ontology.

        Raises:
            UsageFault: the base begins no IRI.
        """
        try:
            ox.NamedNode(f"{base}x")
        except ValueError as error:
            raise UsageFault(
                f"{base!r} is no beginning of an IRI ({error}); write one such as"
                " https://example.org/study1/ or urn:study1:."
            ) from None
        self._base = base
        self._knowledge = knowledge
        self._found = lru_cache(maxsize=None)(self._find)

    def own(self, kind: str, *names: str) -> str:
        """Give the IRI of a thing of the file: ``own("event", "0002.jpg")``."""
        return self._base + "/".join(
            [kind, *(quote(legal(name), safe="") or "-" for name in names)]
        )

    def code(self, code: str, profile: Profile) -> str:
        """Give the IRI of a FACS code; its label begins with its id."""
        label = profile.unit_names.get(code)
        return B2F + label.split(" ")[0] if label else self._known(code, B2F + "FacsCode")

    def intensity(self, letter: str) -> str:
        """Give the IRI of an intensity by its letter."""
        return self._known(letter, B2F + "Intensity")

    def side(self, letter: str) -> str:
        """Give the IRI of a side by its letter; a graded asymmetry is an asymmetry."""
        kind = B2F + "ScoringSide"
        return self._found(letter, kind) or self._known(_ASYMMETRIC, kind)

    def profile(self, name: str) -> str | None:
        """Give the IRI of a profile by its notation, unless it is a user's own."""
        return self._found(name, B2F + "Profile")

    def feeling(self, word: str) -> str | None:
        """Give the IRI of the one emotion or state that a file's word names, if there is one."""
        return self._found(word, *_FELT) if word.strip() else None

    def lengths(self, length: str, definition: str) -> list[str]:
        """Give the classes of an expression of such a length by such a definition."""
        top = _LENGTHS.get(length)
        if top is None:
            return []
        own = {
            quad.subject.value
            for quad in self._knowledge.store.quads_for_pattern(
                None, _NOTATION, ox.Literal(definition), ox.DefaultGraph()
            )
            if isinstance(quad.subject, ox.NamedNode) and self._is_below(quad.subject, top)
        }
        return [top, *sorted(own)]

    def _is_below(self, node: ox.NamedNode, top: str) -> bool:
        quads = self._knowledge.store.quads_for_pattern(node, _SUBCLASS, None, None)
        return any(quad.object == ox.NamedNode(top) for quad in quads)

    def _known(self, name: str, kind: str) -> str:
        return self._knowledge.find(name, kind).value

    def _find(self, name: str, *kinds: str) -> str | None:
        try:
            return self._knowledge.find(name, *kinds).value
        except UsageFault:
            return None
