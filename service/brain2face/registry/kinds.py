"""Which kinds a term is of, through subclasses, and which kinds are looked for first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph as ox

from brain2face.errors import UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.question_file import TYPES
from brain2face.registry.folding import fold
from brain2face.registry.identity import short_name
from brain2face.terms import B2F, PREFIXES

__all__ = ["Kinds"]

_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_SUBCLASS: Final = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_FIRST: Final = ("FacsCode", "Emotion", "AffectiveState", "Muscle")
_LATER: Final = (
    "CodingRule",
    "Correction",
    "Finding",
    "InferredGraph",
    "MappingSet",
    "Place",
    "Source",
)
_LAST: Final = ("Channel", "FormatChannel", "qb:Observation")


class Kinds:
    """The classes of every term of ours."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Read the types and the subclasses of all graphs."""
        store = knowledge.store
        above: dict[str, set[str]] = {}
        for quad in store.quads_for_pattern(None, _SUBCLASS, None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                above.setdefault(quad.subject.value, set()).add(quad.object.value)
        self._above = above
        self._closed: dict[str, frozenset[str]] = {}
        self.types: dict[str, set[str]] = {}
        for quad in store.quads_for_pattern(None, _TYPE, None, None):
            subject, kind = quad.subject, quad.object
            if (
                isinstance(subject, ox.NamedNode)
                and isinstance(kind, ox.NamedNode)
                and subject.value.startswith(B2F)
            ):
                self.types.setdefault(subject.value, set()).add(kind.value)
        self._named: dict[str, str] = {}
        self._shown: list[str] = []
        known = {kind for kinds in self.types.values() for kind in kinds}
        known |= {name for some in above.values() for name in some if name.startswith(B2F)}
        for iri in sorted(known, key=lambda iri: (not iri.startswith(B2F), iri)):
            self._shown.append(short_name(iri))
            bare = short_name(iri).rpartition(":")[2]
            for name in (bare, short_name(iri), iri, knowledge.label(iri)):
                self._named.setdefault(fold(name), iri)

    def of(self, term: str) -> frozenset[str]:
        """Give the classes of a term, those above its own included."""
        return frozenset().union(*map(self._closure, self.types.get(term, ())))

    def rank(self, term: str) -> int:
        """Give 0 for what coders name, 1 for other words, then rules and sources, then data."""
        mine = {short_name(kind) for kind in self.of(term)}
        for rank, names in ((0, _FIRST), (3, _LAST), (2, _LATER)):
            if not mine.isdisjoint(names):
                return rank
        return 1

    def wanted(self, names: Iterable[str]) -> Sequence[str]:
        """Give the classes that a user named.

        Raises:
            UnknownNameError: no class of anything here is called so.
        """
        found: list[str] = []
        for name in names:
            called, plain = self.called(name), fold(name).removesuffix("s")
            classes = [called] if called else [B2F + one for one in TYPES.get(plain, ())]
            if not classes:
                raise UnknownNameError("kind of term", name, self._shown)
            found += classes
        return found

    def called(self, name: str) -> str | None:
        """Give the class of that name, in the singular or plural; none where there is none."""
        folded = fold(name).removeprefix("b2f")
        return self._named.get(folded) or self._named.get(folded.removesuffix("s"))

    def _closure(self, kind: str) -> frozenset[str]:
        if kind not in self._closed:
            seen, waiting = set(), [kind]
            while waiting:
                one = waiting.pop()
                if one not in seen:
                    seen.add(one)
                    waiting += self._above.get(one, ())
            self._closed[kind] = frozenset(seen)
        return self._closed[kind]
