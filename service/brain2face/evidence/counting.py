"""Algorithms 1 and 2 of Dong et al. 2022, each as printed and as its published table requires.

What each line of the pseudocode is taken for, and why, stands in ``docs/explanation/evidence.md``.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from brain2face.errors import UsageFault
from brain2face.evidence.corpus import Corpus
from brain2face.evidence.tables import LEAST, Cell, Contributions, Method, natural, ranked
from brain2face.notation import Score
from brain2face.observation import Observation

__all__ = ["tabulate"]

_Place = tuple[str, str]


@dataclass
class _Sums:
    """What was added up: by emotion and code, and by emotion whatever the codes."""

    parts: dict[_Place, list[float]] = field(default_factory=lambda: defaultdict(list))
    whole: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    shown: Counter[_Place] = field(default_factory=Counter)
    repeated: int = 0
    tied: list[str] = field(default_factory=list)
    unfelt: list[str] = field(default_factory=list)


def tabulate(
    labels: Mapping[str, Score | Observation] | Corpus,
    scores: Mapping[str, Mapping[str, float]] | None = None,
    method: Method | None = None,
    least: int = LEAST,
) -> Contributions:
    """Tabulate what each code contributes to each emotion over a corpus.

    Args:
        labels: the codes of each image by its name; or a corpus, which has the scores too.
        scores: the score of each emotion, 0 to 1, for each image by its name.
        method: which algorithm in which reading; Algorithm 1 as published unless given.
        least: on how many images a figure should rest; below, the cell is marked thin.

    Raises:
        UsageFault: images are scored for different emotions, a score is no share, or there are no
            scores.
    """
    if isinstance(labels, Corpus):
        corpus = labels
    elif scores is not None:
        corpus = Corpus.of(labels, scores)
    else:
        raise UsageFault("Labels without scores make no table: give the scores too.")
    _check(corpus)
    method = method or Method(1)
    sums = _first_method(corpus, method) if method.algorithm == 1 else _second_method(corpus)
    return Contributions(
        method=method,
        emotions=corpus.emotions,
        cells=tuple(_cells(corpus, method, sums, least)),
        images=len(corpus.images),
        least=least,
        repeated=sums.repeated,
        tied=tuple(sums.tied),
        unfelt=tuple(sums.unfelt),
    )


def _check(corpus: Corpus) -> None:
    for image in corpus.images:
        for emotion, score in image.scores.items():
            if not 0 <= score <= 1:
                raise UsageFault(
                    f"{image.name} has {score:g} for {emotion}: a score is a share from 0 to 1."
                )


def _first_method(corpus: Corpus, method: Method) -> _Sums:
    """Count each combination once; as printed its score where it first appears, else one."""
    sums = _Sums()
    seen: set[tuple[frozenset[str], str]] = set()
    printed = method.reading == "printed"
    for image in corpus.images:
        highest = max(image.scores.values())
        first, *more = (one for one in corpus.emotions if image.scores[one] == highest)
        if not highest:
            sums.unfelt.append(image.name)
            continue
        if more:
            sums.tied.append(image.name)
            if not printed:
                continue
        for code in image.codes:
            sums.shown[first, code] += 1
        if (image.codes, first) in seen:
            sums.repeated += 1
            continue
        seen.add((image.codes, first))
        weight = highest if printed else 1.0
        sums.whole[first].append(weight)
        for code in image.codes:
            sums.parts[first, code].append(weight)
    return sums


def _second_method(corpus: Corpus) -> _Sums:
    """Add the score of every emotion of an image to each of its codes."""
    sums = _Sums()
    for image in corpus.images:
        for emotion, score in image.scores.items():
            sums.whole[emotion].append(score)
            for code in image.codes:
                sums.parts[emotion, code].append(score)
    sums.shown = Counter({place: len(found) for place, found in sums.parts.items()})
    return sums


def _cells(corpus: Corpus, method: Method, sums: _Sums, least: int) -> Iterator[Cell]:
    codes = sorted({code for image in corpus.images for code in image.codes}, key=natural)
    for emotion in corpus.emotions:
        found = {
            code: math.fsum(sums.parts[emotion, code])
            for code in codes
            if (emotion, code) in sums.parts
        }
        values = _values(method, found, {code: len(sums.parts[emotion, code]) for code in found})
        whole = math.fsum(sums.whole[emotion])
        for rank, code in ranked(values):
            counted = len(sums.parts[emotion, code])
            yield Cell(
                emotion=emotion,
                code=code,
                value=values[code],
                rank=rank,
                n=sums.shown[emotion, code],
                counted=counted,
                share=min(found[code] / whole, 1.0) if whole else 0.0,
                thin=counted < least,
            )


def _values(
    method: Method, found: Mapping[str, float], counts: Mapping[str, int]
) -> dict[str, float]:
    if method.sums:
        return dict(found)
    if method.algorithm == 2:
        return {code: total / counts[code] for code, total in found.items()}
    whole = math.fsum(found.values())
    return {code: total / whole for code, total in found.items()}
