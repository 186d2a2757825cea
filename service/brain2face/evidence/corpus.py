"""Labels and scores brought together: the images that have both, and what does not match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from brain2face.errors import UsageFault
from brain2face.notation import Score
from brain2face.observation import Observation

__all__ = ["Corpus", "Image"]

_NEUTRAL = "0"


@dataclass(frozen=True, slots=True)
class Image:
    """An image with the codes that it shows for certain and its score for each emotion."""

    name: str
    codes: frozenset[str]
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The images that have codes and scores, in the order of the labels, and what is left over.

    ``doubtful`` are the images some of whose codes are in doubt, and so were not counted; ``bare``
    those that show no code at all.
    """

    images: tuple[Image, ...]
    emotions: tuple[str, ...]
    unscored: tuple[str, ...] = ()
    unlabelled: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        labels: Mapping[str, Score | Observation],
        scores: Mapping[str, Mapping[str, float]],
    ) -> Corpus:
        """Match labels and scores by the names of the images.

        Sides and grades do not count, nor does a code that is in doubt; the code 0 is no code.

        Raises:
            UsageFault: an image has scores for other emotions than the first one has, or none.
        """
        emotions = tuple(next(iter(scores.values()), ()))
        every = set(emotions)
        images: list[Image] = []
        doubtful: list[str] = []
        for name, label in labels.items():
            found = scores.get(name)
            if found is None:
                continue
            if found.keys() != every or not emotions:
                raise UsageFault(
                    f"{name} has scores for {', '.join(found) or 'nothing'}, and the first image"
                    f" for {', '.join(emotions) or 'nothing'}: score each for the same emotions."
                )
            score = label.score if isinstance(label, Observation) else label
            if isinstance(label, Observation) and label.doubtful:
                doubtful.append(name)
            images.append(Image(name, score.codes - {_NEUTRAL}, found))
        return cls(
            images=tuple(images),
            emotions=emotions,
            unscored=tuple(name for name in labels if name not in scores),
            unlabelled=tuple(name for name in scores if name not in labels),
            doubtful=tuple(doubtful),
            bare=tuple(one.name for one in images if not one.codes),
        )
