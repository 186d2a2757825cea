"""The addresses of the pages beside a page: first, previous, next and last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlencode

__all__ = ["links_of", "pages"]


_RELATIONS: Final = {"previous": "prev"}


def pages(
    address: str, asked: Sequence[tuple[str, str]], total: int, offset: int, limit: int
) -> dict[str, str]:
    """Give the addresses around a page, as far as there are such pages, by their names.

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
    found = {"first": at(0)}
    if offset:
        found["previous"] = at(max(0, min(offset, last + limit) - limit))
    if offset + limit < total:
        found["next"] = at(offset + limit)
    return found | {"last": at(last)}


def links_of(found: Mapping[str, str]) -> Mapping[str, str]:
    """Give the addresses around a page by the names that RFC 8288 has for these relations."""
    return {_RELATIONS.get(name, name): address for name, address in found.items()}
