"""Where in a mapping file something is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from brain2face.errors import SourceFileError

__all__ = ["Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is being read."""

    path: Path

    def fault(self, line: int, message: str, column: str = "") -> SourceFileError:
        """Make the error that names the file, the line and, inside the table, the column."""
        inside = f", column {column}" if column else ""
        return SourceFileError(f"{self.path}, line {line}{inside}: {message}.")
