"""The addresses of the pages beside a page: first, previous, next and last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

__all__ = ["Pages", "pages"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where the pages beside this one are; none where there is no such page.

    Attributes:
        first: the first page.
        previous: the page before.
        next: the page after.
        last: the last page.
    """

    first: str | None = None
    previous: str | None = None
    next: str | None = None
    last: str | None = None

    @property
    def links(self) -> Mapping[str, str]:
        """Give them by the names that RFC 8288 has for these relations."""
        named = {"first": self.first, "prev": self.previous, "next": self.next, "last": self.last}
        return {name: address for name, address in named.items() if address is not None}


def pages(
    address: str, asked: Sequence[tuple[str, str]], total: int, offset: int, limit: int
) -> Pages:
    """Give the addresses around a page.

    Args:
        address: without parameters.
        asked: the parameters of the request, of which ``offset`` is replaced.
        total: how many things there are on all pages.
        offset: how many come before this page.
        limit: how many a page holds.
    """
    kept = [(name, value) for name, value in asked if name != "offset"]

    def at(start: int) -> str:
        given = [*kept, ("offset", str(start))] if start else kept
        return f"{address}?{urlencode(given)}" if given else address

    last = max(0, total - 1) // limit * limit
    return Pages(
        first=at(0),
        previous=at(max(0, min(offset, last + limit) - limit)) if offset else None,
        next=at(offset + limit) if offset + limit < total else None,
        last=at(last),
    )
