"""The figures of a table of labels against what was named, each from its textbook formula.

The tests hold them against values worked out by hand and against statsmodels.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import Final

from brain2face.agreement import Measure

__all__ = ["Confusion", "Share", "wilson"]

_Z: Final = 1.959963984540054
_NOTHING: Final = "nothing to take a share of"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the interval of Wilson (1927) at 95 %."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, or ``None`` of nothing."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share of a larger number of such expressions would likely lie."""
        return wilson(self.count, self.of) if self.of else None


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each label went with each thing named, ``ambiguous`` and ``none`` among them.

    ``counts`` goes by pairs of ids (or words), the label first; ``undecided`` are the columns that
    name nothing.
    """

    counts: Counter[tuple[str, str]]
    undecided: tuple[str, ...]

    @property
    def total(self) -> int:
        """The number of expressions."""
        return self.counts.total()

    @property
    def labels(self) -> Counter[str]:
        """How many expressions have each label."""
        found: Counter[str] = Counter()
        for (label, _), count in self.counts.items():
            found[label] += count
        return found

    @property
    def named(self) -> Counter[str]:
        """How many expressions were named each thing; also what names nothing."""
        found: Counter[str] = Counter()
        for (_, name), count in self.counts.items():
            found[name] += count
        return found

    @property
    def right(self) -> int:
        """How many were named what their label says."""
        return sum(count for (label, name), count in self.counts.items() if label == name)

    @property
    def decided(self) -> int:
        """How many were named one thing, right or wrong."""
        return self.total - sum(self.named[one] for one in self.undecided)

    @property
    def accuracy(self) -> Share:
        """The share that is right; what is undecided is wrong."""
        return Share(self.right, self.total)

    @property
    def coverage(self) -> Share:
        """The share that is decided."""
        return Share(self.decided, self.total)

    @property
    def accuracy_of_decided(self) -> Share:
        """The share of the decided that is right."""
        return Share(self.right, self.decided)

    def f1(self, label: str) -> float:
        """Give 2 tp / (2 tp + fp + fn) of a label; 0 where nothing of it was found."""
        right = self.counts[label, label]
        both = self.labels[label] + self.named[label]
        return 2 * right / both if both else 0.0

    @property
    def macro_f1(self) -> Measure:
        """The mean of ``f1`` over the labels that the expressions have, each with equal weight."""
        labels = self.labels
        if not labels:
            return Measure(None, _NOTHING)
        return Measure(sum(self.f1(label) for label in labels) / len(labels))


def wilson(count: int, of: int) -> tuple[float, float]:
    """Give the score interval of a share at 95 %: Wilson (1927), without a correction.

    Raises:
        ZeroDivisionError: it is a share of nothing.
    """
    share, square = count / of, _Z * _Z / of
    middle = (share + square / 2) / (1 + square)
    half = _Z * sqrt(share * (1 - share) / of + square / (4 * of)) / (1 + square)
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))
