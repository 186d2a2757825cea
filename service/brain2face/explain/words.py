"""A verdict in words that a student understands, section by section; empty ones are left out."""

from __future__ import annotations

import textwrap

from brain2face.explain.gaps import near_misses, unseen
from brain2face.explain.measures import evidence, ranking, testimony
from brain2face.explain.naming import cut
from brain2face.explain.outcome import outcome, scored
from brain2face.explain.reasons import conflicts, doubts, firings, telling, why
from brain2face.verdict import Verdict

__all__ = ["as_text"]

_REMINDER = (
    "A code says what a face shows, not what the person feels: weigh it with what called the "
    "expression forth and what the person reports."
)


def as_text(verdict: Verdict, width: int = 100) -> str:
    """Explain the verdict for a terminal of ``width`` columns.

    A long section ends in how many more there are; ``as_data`` leaves nothing out.
    """
    sections = [
        (f"Score {verdict.score}", list(scored(verdict)), 40),
        (f"Verdict under {verdict.profile.name}", list(outcome(verdict)), 12),
        ("Rules that fire", list(firings(verdict)), 8),
        ("Conflicts", list(conflicts(verdict)), 6),
        ("Doubts about the score", list(doubts(verdict)), 6),
        ("Why", [*testimony(verdict), *why(verdict)], 8),
        ("What would tell them apart", list(telling(verdict)), 6),
        ("What could not be seen", list(unseen(verdict)), 7),
        ("Near misses", list(near_misses(verdict)), 5),
        ("Ranking", list(ranking(verdict)), 6),
        ("Evidence", list(evidence(verdict)), 4),
    ]
    lines = []
    for title, items, most in sections:
        if items or title.startswith("Score"):
            lines.append(title)
            for item in cut(items, most):
                lines += _wrapped(item, width)
            lines.append("")
    return "\n".join([*lines, *textwrap.wrap(_REMINDER, width)])


def _wrapped(item: str, width: int) -> list[str]:
    return textwrap.wrap(
        item, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False
    )
