"""Names that are nearly what was typed: one letter wrong, missing, added or swapped."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

__all__ = ["Likeness"]

_CUTOFF: Final = 0.74
_SHORTEST: Final = 4
_FEW: Final = 50


class Likeness:
    """The names and the words of names, compared letter by letter."""

    def __init__(
        self, names: Sequence[tuple[str, int]], by_word: Mapping[str, Sequence[int]]
    ) -> None:
        """Take folded names and words, each with the numbers of the entries that have it."""
        self._numbers: dict[str, list[int]] = {}
        for name, number in names:
            if len(name) >= _SHORTEST:
                self._numbers.setdefault(name, []).append(number)
        self._names = sorted(self._numbers, key=len)
        self._by_word = by_word
        self._words = sorted((word for word in by_word if len(word) >= _SHORTEST), key=len)

    def whole(self, name: str) -> Iterator[tuple[int, float]]:
        """Give the entries whose whole name is like this one, with how much of 1."""
        for known, likeness in _alike(name, self._names):
            for number in self._numbers[known]:
                yield number, likeness

    def worded(self, word: str) -> dict[int, float]:
        """Give the entries with a word like this one, with how much of 1."""
        found: dict[int, float] = {}
        for known, likeness in _alike(word, self._words):
            for number in self._by_word[known]:
                found[number] = max(found.get(number, 0.0), likeness)
        return found

    def closest(self, name: str) -> Iterator[int]:
        """Give all entries, from the most to the least like this name."""
        for limit in (_FEW, None):
            for known, _ in _extracted(name, self._names, 0.0, limit):
                yield from self._numbers[known]


def _alike(text: str, by_length: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Compare names of nearly the length; AU13, whose digits differ, is no misspelling of AU12."""
    if len(text) < _SHORTEST:
        return
    begin = bisect_left(by_length, len(text) * _CUTOFF, key=len)
    end = bisect_right(by_length, len(text) / _CUTOFF, key=len)
    digits = _digits(text)
    for name, likeness in _extracted(text, by_length[begin:end], _CUTOFF, None):
        if _digits(name) == digits:
            yield name, likeness


def _extracted(
    text: str, known: Sequence[str], cutoff: float, limit: int | None
) -> list[tuple[str, float]]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    scorer = OSA.normalized_similarity
    found = extract(text, known, scorer=scorer, score_cutoff=cutoff, limit=limit)
    return [(name, likeness) for name, likeness, _ in found]


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
