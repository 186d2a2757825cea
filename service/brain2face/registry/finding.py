"""The registry: find a term by any of its names, and describe it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.registry.asked import another_kind, check_page, check_text
from brain2face.registry.describing import EMOTIONS, MUSCLES, UNITS, Describer
from brain2face.registry.identity import local_name, short_name
from brain2face.registry.index import IDENTIFIES, Index, Match
from brain2face.registry.ordering import natural
from brain2face.registry.paths import Paths
from brain2face.registry.statements import Statements
from brain2face.registry.views import Emotion, Found, Hit, Muscle, Named, Path, Term, Unit

__all__ = ["Registry"]


class Registry:
    """Every term of one knowledge: searched for, told by name, described."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take a knowledge that does not change; it is read at the first question."""
        self.knowledge = knowledge

    @cached_property
    def _index(self) -> Index:
        return Index(self.knowledge)

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self.knowledge, self._index)

    @cached_property
    def _describer(self) -> Describer:
        return Describer(self.knowledge, self._index)

    def search(
        self, text: str, kinds: Sequence[str] = (), offset: int = 0, limit: int = 20
    ) -> Found:
        """Give the terms that a text may mean, the likeliest first.

        Args:
            text: a name, or the beginning, some words or a misspelling of one; or a score.
            kinds: classes, to one of which a term must belong: ``muscle``, ``ActionUnit``.
            offset: how many of the terms to leave out.
            limit: how many to give at most, from 1 to 100.

        Raises:
            UnknownNameError: there is no class of that name.
            UsageFault: the text is empty, too long or has control characters; or ``offset`` or
                ``limit`` is out of range.
        """
        check_text("text", text)
        check_page(offset, limit)
        matches = self._index.best(text, self._wanted(self._index.kinds.wanted(kinds)))
        hits = tuple(self._hit(match) for match in matches[offset : offset + limit])
        return Found(query=text, total=len(matches), offset=offset, limit=limit, hits=hits)

    def term(self, name: str) -> Term:
        """Describe a term: a FACS code as ``Unit``, an emotion as ``Emotion``, a muscle likewise.

        Raises:
            UnknownNameError: nothing is called so.
            UsageFault: several things are called so.
        """
        return self._describer.term(self._named(name, "term", ()))

    def unit(self, code: str | int) -> Unit:
        """Describe a FACS code, by any of its names: ``12``, ``AU12``, ``lip corner puller``.

        Raises:
            UnknownNameError: no FACS code is called so.
            UsageFault: several are called so.
        """
        return self._describer.unit(self._named(str(code), "FACS code", UNITS))

    def emotion(self, name: str) -> Emotion:
        """Describe an emotion or affective state, by any of its names.

        Raises:
            UnknownNameError: none is called so.
            UsageFault: several are called so.
        """
        return self._describer.emotion(self._named(name, "emotion", EMOTIONS))

    def muscle(self, name: str) -> Muscle:
        """Describe a muscle, by any of its names.

        Raises:
            UnknownNameError: none is called so.
            UsageFault: several are called so.
        """
        return self._describer.muscle(self._named(name, "muscle", MUSCLES))

    def paths(self, unit: str | int) -> tuple[Path, ...]:
        """Give the ways from the brain to a FACS code: voluntary, involuntary, emotional.

        Raises:
            UnknownNameError: no FACS code is called so.
            UsageFault: several are called so.
        """
        iri = self._named(str(unit), "FACS code", UNITS)
        return Paths(self.knowledge, self._statements).to(iri)

    def names(self, kinds: Sequence[str] = ()) -> tuple[Named, ...]:
        """Give all terms of ours, or those of some kinds, in order of name.

        Raises:
            UnknownNameError: there is no class of one of these names.
        """
        known = self._index.kinds
        terms = filter(self._wanted(known.wanted(kinds)), known.types)
        ordered = sorted(terms, key=lambda iri: natural(local_name(iri)))
        return tuple(map(self._statements.named, ordered))

    def drawable(self, name: str | Named) -> bool:
        """Say whether there is something to draw of a term."""
        return self.term(name if isinstance(name, str) else name.id).picture is not None

    def _named(self, name: str, kind: str, kinds: Sequence[str]) -> str:
        check_text("name", name)
        wanted = self._wanted(kinds)
        named = {match for match in self._index.exact(name) if match.score >= IDENTIFIES}
        found = {match for match in named if wanted(match.entry.term)}
        if named and not found:
            other = min(named, key=self._index.order).entry.term
            raise another_kind(self._index, kind, name, other)
        if not found:
            raise UnknownNameError(kind, name, self._index.nearest(name, wanted))
        best = min(self._index.order(match)[:2] for match in found)
        meant = {match.entry.term for match in found if self._index.order(match)[:2] == best}
        if len(meant) > 1:
            names = ", ".join(sorted(map(short_name, meant), key=natural))
            raise UsageFault(f"{name!r} could be any of {names}; use one of these names.")
        return meant.pop()

    def _wanted(self, kinds: Sequence[str]) -> Callable[[str], bool]:
        known = self._index.kinds
        return lambda term: not kinds or not known.of(term).isdisjoint(kinds)

    def _hit(self, match: Match) -> Hit:
        return self._describer.hit(match)
