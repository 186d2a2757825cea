"""What comes of a query: an answer, or a fault that is not in its words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO

from brain2face.errors import Brain2FaceError, QuerySyntaxError, UsageFault
from brain2face.server.frames import Reply
from brain2face.server.refusals import Refused

__all__ = ["Evaluated", "EvaluationError", "evaluated"]


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


def evaluated(reply: Reply, spool: IO[bytes]) -> Evaluated:
    """Read what a child said.

    Raises:
        QuerySyntaxError: the query does not parse.
        UsageFault: the query cannot be evaluated, or the graph that is wanted is not there.
    """
    if reply.kind == "syntax":
        said = json.loads(reply.body)
        raise QuerySyntaxError(said["detail"], said["line"], said["column"])
    if reply.kind == "usage":
        raise UsageFault(json.loads(reply.body)["detail"])
    if reply.kind == "absent":
        raise Refused(404, "There is no such graph here.")
    if reply.spooled is None:
        return Evaluated(
            reply.kind,
            reply.body,
            None,
            len(reply.body),
            reply.cut,
            reply.encoded,
            reply.missing,
        )
    spool.seek(0)
    return Evaluated(reply.kind, b"", spool, reply.spooled, reply.cut, reply.encoded, reply.missing)
