"""The key under a picture: marks with their words, in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

__all__ = ["Entries", "add_key"]

Entries = list[tuple["Artist", str]]


def add_key(
    figure: Figure, entries: Entries, corner: tuple[float, float], columns: int, size: float
) -> None:
    """Draw a key with its lower left corner at a place of the figure, in letters of a size."""
    figure.legend(
        [artist for artist, _ in entries],
        [words for _, words in entries],
        loc="lower left",
        bbox_to_anchor=corner,
        ncols=columns,
        frameon=False,
        fontsize=size,
        borderaxespad=0,
        borderpad=0,
        handlelength=1.6,
        columnspacing=1.4,
    )
