"""Names met in part: by their beginning, by some of their words, or by likeness, each how well."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from brain2face.registry.entry import Entry, key
from brain2face.registry.folding import words
from brain2face.registry.likeness import Likeness

__all__ = ["Part", "Spoken"]

_BEGUN: Final = 0.83
_WHOLE: Final = 0.02
_SHORTEST: Final = 2


class Part(NamedTuple):
    """A name that was met in part: its number, how, and how well."""

    number: int
    how: str
    score: float


class Spoken:
    """The names that people say, by their letters and words."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Take all names; a name is told by its number in them."""
        self._words: list[tuple[str, ...]] = [()] * len(entries)
        self._by_word: dict[str, list[int]] = {}
        spoken: list[tuple[str, int]] = []
        for number, entry in enumerate(entries):
            if entry.spoken:
                spoken += [(one, number) for one in entry.keys]
                self._words[number] = words(entry.text)
                for word in dict.fromkeys(self._words[number]):
                    self._by_word.setdefault(word, []).append(number)
        self._lengths = [sum(map(len, known)) for known in self._words]
        self._sorted = sorted(spoken)
        self._vocabulary = sorted(self._by_word)
        self._likeness = Likeness(spoken, self._by_word)

    def closest(self, text: str) -> Iterator[int]:
        """Give all names, from the most to the least like a text."""
        return self._likeness.closest(key(text))

    def beginning(self, text: str) -> Iterator[Part]:
        """Give the names that begin so; better where no word is broken off."""
        sought, whole = key(text), set(words(text))
        if not sought:
            return
        at = bisect_left(self._sorted, (sought, -1))
        while at < len(self._sorted) and self._sorted[at][0].startswith(sought):
            name, number = self._sorted[at]
            bonus = _WHOLE if whole.issubset(self._words[number]) else 0.0
            yield Part(number, "prefix", _BEGUN + _quarters(len(sought), len(name)) / 25 + bonus)
            at += 1

    def worded(self, text: str) -> Iterator[Part]:
        """Give the names that have all these words, or words that begin so."""
        sought = words(text)
        meant = [self._starting(word) for word in sought]
        length = sum(map(len, sought))
        if length < _SHORTEST:
            return
        for number in sorted(set.intersection(*meant)):
            covered = _quarters(length, self._lengths[number])
            yield Part(number, "word", 0.5 + covered / 4)

    def similar(self, text: str) -> Iterator[Part]:
        """Give the names that are nearly so, as a whole or in their words."""
        sought = words(text)
        letters = sum(map(len, sought))
        if letters < _SHORTEST:
            return
        for number, likeness in self._likeness.whole(key(text)):
            yield Part(number, "similar", round(likeness / 2, 4))
        parts = [
            self._likeness.worded(word) | dict.fromkeys(self._starting(word), 1.0)
            for word in sought
        ]
        for number in sorted(set.intersection(*map(set, parts))):
            shares = zip(sought, parts, strict=True)
            likeness = sum(len(word) * part[number] for word, part in shares) / letters
            yield Part(number, "similar", round(likeness / 2 - 0.02, 4))

    def _starting(self, word: str) -> set[int]:
        found: set[int] = set()
        at = bisect_left(self._vocabulary, word)
        while at < len(self._vocabulary) and self._vocabulary[at].startswith(word):
            found.update(self._by_word[self._vocabulary[at]])
            at += 1
        return found


def _quarters(part: int, whole: int) -> float:
    return round(part * 4 / whole) / 4 if part < whole else 1.0
