"""What comes of a query: an answer, or a fault that is not in its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from brain2face.errors import Brain2FaceError

__all__ = ["Evaluated", "EvaluationError"]


class EvaluationError(Brain2FaceError):
    """A query that parses, perhaps, and yet has no answer: it ran too long, or its child died."""

    def __init__(self, message: str, status: int) -> None:
        """Keep the HTTP status beside the message."""
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The answer to a query.

    Attributes:
        kind: the form of the query: ``select``, ``ask``, ``graph``.
        body: the answer in the format wanted, unless it is spooled.
        spool: a file that holds a long answer; whoever takes it closes it.
        size: bytes of the answer.
        cut: ``rows`` or ``bytes`` where it was cut at that limit.
        encoded: whether it is packed as was asked.
        missing: that no format was wanted for this form of query.
    """

    kind: str
    body: bytes
    spool: IO[bytes] | None = None
    size: int = 0
    cut: str | None = None
    encoded: bool = False
    missing: bool = False
