"""Terms: searched for, listed, and each by any of its names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.registry.views import Found, Hit, Named
from brain2face.server.api.operations import Call, Made, Read
from brain2face.server.api.paging import links_of, pages
from brain2face.server.refusals import Refused

if TYPE_CHECKING:
    from brain2face.client import Embedded

__all__ = ["FoundPage", "all_of", "blamed", "found", "looked_up", "ways"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage(Found):
    """A page of terms, and where the pages beside it are; none where there is no such page.

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


@contextmanager
def blamed(field: str) -> Iterator[None]:
    """Tell a name that nothing bears, or several things, as the fault of a field."""
    try:
        yield
    except UnknownNameError as error:
        members = {"field": field, "nearest": error.nearest}
        raise Refused(404, str(error), members=members) from None
    except Refused:
        raise
    except UsageFault as error:
        raise Refused(409, str(error), members={"field": field}) from None


def found(call: Call) -> Made:
    """Search for terms; without anything to search for, list them all."""
    text = "".join(sign if sign.isprintable() else " " for sign in call.values["q"] or "")
    kinds, offset, limit = (call.values[name] for name in ("kind", "offset", "limit"))
    with blamed("kind"):
        if text.strip():
            page = call.known.search(text, *kinds, limit=limit, offset=offset)
        else:
            page = _listed(call.known, kinds, offset, limit)
    return _page(call, page)


def all_of(*kinds: str) -> Read:
    """Make what lists all terms of some kinds."""

    def listed(call: Call) -> Made:
        return _page(call, _listed(call.known, kinds, call.values["offset"], call.values["limit"]))

    return listed


def looked_up(name: str, of: Callable[[Embedded, str], object]) -> Read:
    """Make what gives one term by the parameter of that name."""

    def term(call: Call) -> Made:
        with blamed(name):
            return Made(content=of(call.known, call.values[name]))

    return term


def ways(call: Call) -> Made:
    """Give the ways from the brain to a unit."""
    with blamed("to"):
        return Made(content=call.known.paths(call.values["to"]))


def _page(call: Call, page: Found) -> Made:
    beside = pages(call.address, call.asked, page.total, page.offset, page.limit)
    own: dict[str, Any] = {one.name: getattr(page, one.name) for one in fields(Found)}
    return Made(content=FoundPage(**own | beside), links=links_of(beside))


def _listed(known: Embedded, kinds: Sequence[str], offset: int, limit: int) -> Found:
    every = known.registry.names(kinds)
    hits = tuple(_hit(known, one) for one in every[offset : offset + limit])
    return Found(query="", total=len(every), offset=offset, limit=limit, hits=hits)


def _hit(known: Embedded, one: Named) -> Hit:
    term = known.term(one.id)
    return Hit(
        id=one.id,
        name=one.name,
        label=one.label,
        types=term.types,
        definition=term.definition,
        matched=one.name,
        how="name",
        score=1.0,
    )
