"""A labelled file small enough to count by hand, and a profile of one's own to judge by it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from brain2face.assessment import LabelBook, Levels
from brain2face.assessment.evaluation import Evaluation, evaluate_file
from brain2face.assessment.judging import LevelResult
from brain2face.coding import FaceCoder
from brain2face.knowledge import Knowledge
from brain2face.user_profile import profile_of

__all__ = ["FACES", "RULES", "at_level", "evaluated", "ids", "rules_file", "sheet"]

RULES = "emotion,units,name\nhappiness,12,smile\nfear,5,stare\nsadness,15,droop\n"
"""Three rules, one code each."""

FACES = (
    ("12", "happiness"),
    ("12", "happiness"),
    ("12", "fear"),
    ("5", "fear"),
    ("5", "fear"),
    ("5", "happiness"),
    ("5+15", "fear"),
    ("9", "happiness"),
    ("15", "fear"),
    ("9", "disgust"),
)
"""Of happiness 2 are right, 1 is fear, 1 none; of fear 2 are right, and 1 each is happiness,
ambiguous and sadness; the disgust is none, and no rule could name it."""


def sheet(folder: Path, rows: Sequence[tuple[str, str]], name: str = "faces.csv") -> Path:
    """Write a sheet of faces with their codes and labels."""
    lines = [f"f{place},{units},{label}" for place, (units, label) in enumerate(rows)]
    path = folder / name
    path.write_text("\n".join(["name,AU,emotion", *lines, ""]), encoding="utf-8")
    return path


def rules_file(folder: Path, text: str = RULES) -> Path:
    """Write a profile of one's own."""
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def evaluated(
    knowledge: Knowledge, path: Path, *profiles: Path | str, mapped: dict[str, str] | None = None
) -> Evaluation:
    """Judge profiles by a file."""
    coders = [FaceCoder(knowledge, profile_of(knowledge, str(one))) for one in profiles]
    book = LabelBook(knowledge, Levels.load(knowledge), mapped or {})
    return evaluate_file(coders, path, book)


def at_level(found: Evaluation, level: str) -> LevelResult:
    """Give the result at a level, which must be there."""
    return next(one for one in found.levels if one.level == level)


def ids(counts: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Give counts by the short ids of label and name."""
    return {
        (label.rpartition("/")[2], named.rpartition("/")[2]): count
        for (label, named), count in counts.items()
    }
