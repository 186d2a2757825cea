"""The limits of a SPARQL text, and the words that count; docs/reference/limits.md says why."""

from __future__ import annotations

from typing import Final

__all__ = [
    "AS_LIST",
    "AS_TWICE",
    "CLAUSES",
    "DEEPEST",
    "LONGEST",
    "MOST_CLAUSES",
    "MOST_MARKS",
    "MOST_OPERATORS",
    "MOST_STEPS",
    "TRIED_TWICE",
]

LONGEST: Final = 16_000_000
"""Characters of a text."""
DEEPEST: Final = 100
"""Brackets in one another."""
MOST_OPERATORS: Final = 2000
"""Operators in one pair of brackets, between two commas."""
MOST_STEPS: Final = 200
"""Signs ``/`` and ``^`` in one pair of brackets: each step of a path is one more join."""
MOST_MARKS: Final = 300_000
"""Brackets, operators and keywords of a text, but for those of plain rows and plain triples."""
MOST_CLAUSES: Final = 1000
"""Words of one sort among UNION, OPTIONAL, MINUS, FILTER, BIND, LATERAL, EXISTS in a text."""


AS_LIST: Final = 4
"""What a list or blank node counts among nested brackets: each is two triples, one more join."""
AS_TWICE: Final = 8
"""What brackets count that the parser reads twice: each doubles the time of those inside."""
TRIED_TWICE: Final = frozenset({"SUBSTR", "REPLACE", "REGEX", "GROUP_CONCAT"})
"""Functions whose arguments the parser reads twice; it does so after ``!``, too."""
CLAUSES: Final = ("UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "LATERAL", "EXISTS")
"""Words that each put what stands before them one call deeper."""
