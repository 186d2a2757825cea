"""A corpus drawn from known chances, and one small enough to be worked out by hand."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping

from brain2face.evidence import Contributions
from brain2face.notation import Score, parse_score
from faces import plain

__all__ = ["CHANCES", "EMOTIONS", "OTHERS", "PEAK", "SMALL", "drawn", "labelled", "value_of"]

CHANCES: Mapping[str, Mapping[int, float]] = {
    "Surprise": {1: 0.6, 2: 0.7, 5: 0.6, 25: 0.7, 26: 0.6},
    "Fear": {1: 0.6, 2: 0.3, 4: 0.5, 5: 0.6, 20: 0.4, 25: 0.7},
    "Disgust": {4: 0.4, 9: 0.6, 10: 0.5, 17: 0.4, 24: 0.3, 25: 0.3},
    "Happiness": {6: 0.7, 12: 0.9, 25: 0.7, 26: 0.3},
    "Sadness": {1: 0.4, 4: 0.6, 15: 0.5, 17: 0.4, 43: 0.2},
    "Anger": {4: 0.8, 5: 0.3, 7: 0.5, 9: 0.3, 10: 0.3, 16: 0.2, 23: 0.3, 25: 0.4},
}
EMOTIONS = tuple(f"https://w3id.org/brain2face/{name}" for name in CHANCES)
PEAK, OTHERS = 0.7, 0.06
_ELSEWHERE = 0.05

SMALL = (
    ("a", "6+12", (0.8, 0.2)),
    ("b", "6B+12", (0.5, 0.1)),
    ("c", "L12+R12", (0.6, 0.4)),
    ("d", "4", (0.3, 0.7)),
    ("e", "4+12", (0.4, 0.6)),
    ("f", "4", (0.5, 0.5)),
)

Corpus = tuple[dict[str, Score], dict[str, dict[str, float]]]


def labelled(
    rows: Iterable[tuple[str, str, tuple[float, ...]]], emotions: tuple[str, ...] = ("h", "s")
) -> Corpus:
    """Give labels and scores of rows with a name, a score string and the scores of emotions."""
    rows = list(rows)
    labels = {name: parse_score(codes) for name, codes, _ in rows}
    return labels, {name: dict(zip(emotions, found, strict=True)) for name, _, found in rows}


def drawn(images: int, seed: int, chances: Mapping[str, Mapping[int, float]] = CHANCES) -> Corpus:
    """Draw images: an emotion by equal chance, then each code on its own; a crowd of 0.7 agrees."""
    chance = random.Random(seed)  # noqa: S311
    codes = sorted({code for found in chances.values() for code in found})
    labels: dict[str, Score] = {}
    scores: dict[str, dict[str, float]] = {}
    for number in range(images):
        name, emotion = f"{number:05}.jpg", chance.choice(list(chances))
        known = chances[emotion]
        labels[name] = plain(
            str(one) for one in codes if chance.random() < known.get(one, _ELSEWHERE)
        )
        scores[name] = {
            f"https://w3id.org/brain2face/{one}": PEAK if one == emotion else OTHERS
            for one in chances
        }
    return labels, scores


def value_of(table: Contributions) -> dict[tuple[str, str], float]:
    """Give the figures of a table by emotion and code."""
    return {(cell.emotion, cell.code): cell.value for cell in table.cells}
