"""The few ways to go wrong, each with the exit code that the command line gives it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = [
    "Brain2FaceError",
    "EnvironmentFault",
    "QuerySyntaxError",
    "SourceFileError",
    "UnknownNameError",
    "UsageFault",
    "nearest",
]


class Brain2FaceError(Exception):
    """Anything that is told to a user as one message, without a traceback."""

    exit_code = 1


class UsageFault(Brain2FaceError):
    """What was asked for cannot be: a wrong value, a missing parameter, an unreadable score."""

    exit_code = 2


class UnknownNameError(UsageFault):
    """A name that nothing bears; the message gives the nearest names that something does."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Say which ``kind`` of thing was asked for by ``name``, out of which ``known`` names."""
        self.kind = kind
        self.name = name
        self.nearest = nearest(name, known)
        hint = f" Nearest: {', '.join(self.nearest)}." if self.nearest else ""
        super().__init__(f"There is no {kind} {name!r}.{hint}")


class QuerySyntaxError(UsageFault):
    """A SPARQL text that does not parse: where, and what was expected there."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        """Keep the place beside the message; line and column count from 1."""
        self.line = line
        self.column = column
        super().__init__(message)


class SourceFileError(Brain2FaceError):
    """A file of the ontology, or of a user, that cannot be used: file, line, term."""

    exit_code = 2


class EnvironmentFault(Brain2FaceError):
    """Something the machine lacks or refuses: no Java, a port that is taken, a read-only folder."""


def nearest(name: str, known: Iterable[str], count: int = 3) -> list[str]:
    """Give the ``count`` known names most like ``name``, best first, whatever their case.

    Where none is much like it, the least unlike are given: they show what a valid name looks like.
    """
    by_folded: dict[str, str] = {}
    for item in known:
        by_folded.setdefault(item.casefold(), item)
    folded = name.casefold()
    found = difflib.get_close_matches(
        folded, by_folded, n=count, cutoff=0.5
    ) or difflib.get_close_matches(folded, by_folded, n=count, cutoff=0.0)
    return [by_folded[item] for item in found]
