"""The figures of a table as values: what each code contributes to each emotion, by which method."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal

from brain2face.errors import UsageFault

__all__ = ["LEAST", "Cell", "Contributions", "Method", "natural", "ranked"]

LEAST: Final = 20
_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Method:
    """One of the two algorithms, as it is ``printed`` or as its ``published`` table requires."""

    algorithm: Literal[1, 2]
    reading: Literal["printed", "published"] = "published"

    def __post_init__(self) -> None:
        if self.algorithm not in (1, 2) or self.reading not in ("printed", "published"):
            raise UsageFault(
                f"There is no algorithm {self.algorithm!r} in the reading {self.reading!r}: take 1"
                " or 2, as printed or published."
            )

    @property
    def sums(self) -> bool:
        """Whether its figures are sums, which grow with the corpus, and not parts of one."""
        return self.algorithm == 2 and self.reading == "printed"


@dataclass(frozen=True, slots=True)
class Cell:
    """The figure of a code for an emotion.

    ``n`` is the number of images that show the code and, for Algorithm 1, have the emotion;
    ``counted`` of them went into ``value``, the others being repetitions. ``rank`` counts from 1
    within the emotion; equal values share a rank. ``share`` is the part, 0 to 1, of what was
    counted for the emotion that shows the code: P(code | emotion). ``thin`` says that fewer were
    counted than a figure should rest on.
    """

    emotion: str
    code: str
    value: float
    rank: int
    n: int
    counted: int
    share: float
    thin: bool


@dataclass(frozen=True, slots=True)
class Contributions:
    """The table of a method over a corpus.

    ``cells`` are ordered by emotion, rank and code. ``images`` is the number of images looked at;
    ``repeated`` of them had a combination of codes and emotion that was counted before. ``tied``
    are the images with two highest emotions, ``unfelt`` those with no score above 0.
    """

    method: Method
    emotions: tuple[str, ...]
    cells: tuple[Cell, ...]
    images: int
    least: int = LEAST
    repeated: int = 0
    tied: tuple[str, ...] = ()
    unfelt: tuple[str, ...] = ()
    _groups: Mapping[str, tuple[Cell, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        groups = groupby(self.cells, key=lambda cell: cell.emotion)
        object.__setattr__(self, "_groups", {name: tuple(cells) for name, cells in groups})

    def of(self, emotion: str, most: int | None = None) -> tuple[Cell, ...]:
        """Give the cells of an emotion by rank: all, or those of the first ``most`` ranks."""
        cells = self._groups.get(emotion, ())
        return cells if most is None else tuple(one for one in cells if one.rank <= most)


def ranked(values: Mapping[str, float]) -> Iterable[tuple[int, str]]:
    """Give rank and code, highest value first; equal values share a rank, and the next is left."""
    rank, last = 0, None
    ordered = sorted(values, key=lambda code: (-round(values[code], _DIGITS), natural(code)))
    for place, code in enumerate(ordered, 1):
        value = round(values[code], _DIGITS)
        if value != last:
            rank, last = place, value
        yield rank, code


def natural(code: str) -> tuple[int, str]:
    """Give a key by which the code 9 comes before 12."""
    digits = code.lstrip("M")
    return (int(digits) if digits.isdigit() else 0), code
