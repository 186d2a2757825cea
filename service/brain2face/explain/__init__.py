"""A verdict told: in words for a student, in one phrase for a list, as data for a program."""

from brain2face.explain.data import as_data
from brain2face.explain.naming import in_short, word
from brain2face.explain.table import as_table, compare
from brain2face.explain.words import as_text

__all__ = ["as_data", "as_table", "as_text", "compare", "in_short", "word"]
