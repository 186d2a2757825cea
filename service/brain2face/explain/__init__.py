"""A verdict told: in words for a student, in one phrase for a list, as data for a program."""

from brain2face.explain.data import as_data
from brain2face.explain.words import as_text, in_short

__all__ = ["as_data", "as_text", "in_short"]
