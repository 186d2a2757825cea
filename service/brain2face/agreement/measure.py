"""A figure that may be undefined: then it is no number at all, and says why."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Measure", "mean", "needs", "ratio"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, or ``None`` and the reason why there is none.

    ``interval`` is its 95 per cent confidence interval, where it has one. A figure that has a
    ``why`` as well holds for a part only, and says for which.
    """

    value: float | None
    why: str = ""
    interval: tuple[float, float] | None = None

    def __str__(self) -> str:
        return f"undefined: {self.why}" if self.value is None else f"{self.value:.3f}"


def ratio(part: float, whole: float, why: str) -> Measure:
    """Divide, or say why that cannot be done."""
    return Measure(part / whole) if whole else Measure(None, why)


def mean(values: list[float], why: str) -> Measure:
    """Give the mean, or say why there is none."""
    return ratio(sum(values), len(values), why)


def needs(library: str) -> Measure:
    """Say that a figure needs a library that is not installed."""
    return Measure(None, f'needs {library}: run `pip install "brain2face[agreement]"`')
