"""A request that is refused: the status, the words, and what a client can do about it."""

from __future__ import annotations

from collections.abc import Mapping

from brain2face.errors import UsageFault

__all__ = ["Refused"]


class Refused(UsageFault):
    """What a client asked for cannot be answered, for a reason that HTTP has a status for."""

    def __init__(
        self,
        status: int,
        message: str,
        headers: Mapping[str, str] | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        """Keep the status, headers of the answer, and further members of its problem document."""
        self.status = status
        self.headers = dict(headers or {})
        self.members = dict(members or {})
        super().__init__(message)
