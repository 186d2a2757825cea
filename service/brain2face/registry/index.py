"""All names of all terms, ready to be met: exactly, by beginning, by words, by likeness."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from brain2face.knowledge import Knowledge
from brain2face.notation import Score, ScoreError, parse_score
from brain2face.registry.entries import entries_of, labels_of
from brain2face.registry.entry import Entry, key
from brain2face.registry.folding import words
from brain2face.registry.identity import short_name
from brain2face.registry.kinds import Kinds
from brain2face.registry.ordering import natural
from brain2face.registry.spoken import Part, Spoken
from brain2face.terms import B2F

__all__ = ["IDENTIFIES", "Index", "Match"]

IDENTIFIES: Final = 0.9
_RAW: Final = 1.0
_BY_KIND: Final = 0.025
_STUDIED: Final = 0.94
_WEAK: Final = 0.7
_WORDED: Final = 0.75
_HELD: Final = 0.78
_SIDES: Final = "LRUTB"
_DIGIT: Final = re.compile("[0-9]")
_CODE: Final = B2F + "FacsCode"
_UNIT: Final = B2F + "ActionUnit"
_SOURCE: Final = B2F + "Source"
_SENTENCES: Final = (B2F + "Correction", B2F + "Finding")
_SHORT: Final = re.compile(r"^\s*(?:mm?|nn?)\.\s*(?=[^\W\d])", re.IGNORECASE)
_LATIN: Final = {"musculus": "muscle", "nervus": "nerve"}


class Match(NamedTuple):
    """A name that met what was sought, how, and how well."""

    entry: Entry
    how: str
    score: float


class Index:
    """The names of one knowledge."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Read every name once."""
        self.kinds = Kinds(knowledge)
        self.labels = labels_of(knowledge)
        self.entries = list(entries_of(knowledge, self.kinds, self.labels))
        self._ranks = {term: self.kinds.rank(term) for term in self.kinds.types}
        terms = sorted(self.kinds.types, key=lambda term: natural(short_name(term)))
        terms.sort(key=lambda term: (self._ranks[term], _UNIT not in self.kinds.of(term)))
        self._places = {term: place for place, term in enumerate(terms)}
        self._sources = self._of(terms, _SOURCE)
        self._sentences = self._of(terms, *_SENTENCES)
        self._exact: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for one in entry.keys:
                self._exact.setdefault(one, []).append(entry)
        self._spoken = Spoken(self.entries)

    def label(self, iri: str) -> str:
        """Give the label of a thing; its short name where it has none."""
        return self.labels.get(iri) or short_name(iri)

    def order(self, match: Match) -> tuple[float, int, int]:
        """Give what matches are sorted by: score, then kind, action units first, then name."""
        term = match.entry.term
        return -match.score, self._ranks[term], self._places[term]

    def exact(self, text: str) -> Iterator[Match]:
        """Give the names that are this text, whatever its case, signs and leading zeros.

        A name of Latin may be shortened before: ``m. frontalis`` is ``frontalis``.
        """
        bare = text.strip().strip("<>")
        for entry in self._exact.get(key(self._written_out(text)), ()):
            score = _RAW if bare in (entry.text, f"b2f:{entry.text}") else entry.score
            named = entry.how in ("iri", "name")
            yield Match(entry, entry.how, score if named else entry.score)

    def best(self, text: str, wanted: Callable[[str], bool]) -> list[Match]:
        """Give the best match of each term that is wanted, the best first."""
        found: dict[str, Match] = {}
        text = self._written_out(text)
        _keep(found, self.exact(text), wanted)
        _keep(found, self._scored(text), wanted)
        _keep(found, self._partly(self._spoken.beginning(text)), wanted)
        _keep(found, self._partly(self._spoken.worded(text)), wanted)
        _keep(found, self._studied(text, list(found.values())), wanted)
        if not found:
            _keep(found, self._of_a_kind(text, wanted), wanted)
            _keep(found, self._partly(self._spoken.similar(text)), wanted)
        return sorted(found.values(), key=self.order)

    def nearest(self, text: str, wanted: Callable[[str], bool], count: int = 3) -> list[str]:
        """Give the names most like a text, of terms that are wanted."""
        near = [match.entry.text for match in self.best(text, wanted)[:count]]
        if near:
            return near
        alike = self._spoken.closest(text)
        texts = (self.entries[number].text for number in alike if wanted(self.entries[number].term))
        return list(dict.fromkeys(islice(texts, count)))

    def _scored(self, text: str) -> Iterator[Match]:
        """Take a score for the codes in it: ``6+L12C`` holds ``AU6`` and ``AU12``."""
        try:
            score = parse_score(text) if _DIGIT.search(text) else Score()
        except ScoreError:
            return
        for unit in score.units:
            if unit.side is None or unit.side in _SIDES:
                for entry in self._exact.get(key(unit.code), ()):
                    if entry.how == "notation" and _CODE in self.kinds.of(entry.term):
                        yield Match(entry, "word", _HELD)

    def _studied(self, text: str, found: list[Match]) -> Iterator[Match]:
        """Take the code of a definition or profile for the study it is named after: ``ekman``."""
        best = max(found, key=lambda match: match.score, default=None)
        if best and best.how == "notation" and self._ranks[best.entry.term] == 1:
            sought = set(words(text))
            for entry in (match.entry for match in found):
                if entry.term in self._sources and sought.issubset(words(entry.text)):
                    yield Match(entry, "word", _STUDIED)

    def _of_a_kind(self, text: str, wanted: Callable[[str], bool]) -> Iterator[Match]:
        """Take a word that names a kind as such: ``procerus muscle`` is a muscle, ``procerus``."""
        sought = words(text)
        for word in sought:
            kind = self.kinds.called(_LATIN.get(word, word))
            rest = " ".join(other for other in sought if other != word)
            if kind and rest:
                for match in self.best(rest, self._also(wanted, kind)):
                    how = match.how if match.how == "similar" else "word"
                    yield Match(match.entry, how, min(match.score, _WORDED))
                return

    def _also(self, wanted: Callable[[str], bool], kind: str) -> Callable[[str], bool]:
        return lambda term: wanted(term) and kind in self.kinds.of(term)

    def _of(self, terms: Iterable[str], *kinds: str) -> frozenset[str]:
        return frozenset(term for term in terms if not self.kinds.of(term).isdisjoint(kinds))

    def _written_out(self, text: str) -> str:
        return text if key(text) in self._exact else _SHORT.sub("", text)

    def _partly(self, parts: Iterable[Part]) -> Iterator[Match]:
        """Take names that were met in part: of nearly the same, what coders name comes first.

        What is called by a sentence is met by its words: nobody begins to type a sentence.
        """
        for part in parts:
            entry = self.entries[part.number]
            if part.how == "prefix" and entry.term in self._sentences:
                continue
            score = part.score if entry.score >= IDENTIFIES else part.score * _WEAK
            yield Match(entry, part.how, round(score - _BY_KIND * self._ranks[entry.term], 4))


def _keep(found: dict[str, Match], matches: Iterator[Match], wanted: Callable[[str], bool]) -> None:
    for match in matches:
        known = found.get(match.entry.term)
        if (known is None and wanted(match.entry.term)) or (known and match.score > known.score):
            found[match.entry.term] = match
