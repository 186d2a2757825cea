"""The form of a problem document (RFC 9457), as every error is told."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong.

    Attributes:
        title: the words of the status.
        status: the status of HTTP.
        detail: what is wrong, where, and what would be right.
        field: the parameter, header or member to blame; a member as the path `$.scores[3].score`.
        nearest: the nearest of the names that there are.
        available: what could be had instead.
        line: the line of a query that does not parse.
        column: its column there.
        expected: what was expected there.
    """

    title: str
    status: int
    detail: str
    field: str | None = None
    nearest: tuple[str, ...] = ()
    available: tuple[str, ...] = ()
    line: int | None = None
    column: int | None = None
    expected: str | None = None
