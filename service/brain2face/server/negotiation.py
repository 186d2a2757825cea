"""Which format an answer takes: what ``format=`` names, or what the client's Accept likes best."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from flask import Request

__all__ = ["FORMATS_OF", "MEDIA_TYPES", "best", "wanted"]

MEDIA_TYPES: Final[Mapping[str, str]] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "turtle": "text/turtle; charset=utf-8",
    "ntriples": "application/n-triples",
    "html": "text/html; charset=utf-8",
}
FORMATS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "select": ("json", "xml", "csv", "tsv", "html"),
    "ask": ("json", "xml", "csv", "tsv", "html"),
    "graph": ("turtle", "ntriples", "html"),
}
_ALSO: Final = {"application/json": "json", "application/xml": "xml"}
_SPELLINGS: Final = {
    **{fmt: fmt for fmt in MEDIA_TYPES},
    **{media.partition(";")[0]: fmt for fmt, media in MEDIA_TYPES.items()},
    **_ALSO,
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "n-triples": "ntriples",
}


def wanted(request: Request) -> dict[str, str | None]:
    """Give, for each form of query, the format of its answer; none where nothing is acceptable."""
    named = request.values.get("format")
    if named:
        fmt = _SPELLINGS.get(named.strip().lower().replace(" ", "+"))
        return {kind: fmt if fmt in formats else None for kind, formats in FORMATS_OF.items()}
    return {kind: _accepted(request, formats) for kind, formats in FORMATS_OF.items()}


def best(request: Request, offers: Iterable[str]) -> str | None:
    """Give the media type that Accept likes best; of equals the one it names more exactly.

    Of those again it is the first one offered. Without Accept it is the first one, too.
    """
    ranges = [
        (media.partition(";")[0].strip().lower(), quality)
        for media, quality in request.accept_mimetypes
    ] or [("*/*", 1.0)]
    chosen: str | None = None
    highest = (0.0, 0)
    for offer in offers:
        fits = [(_exactness(media, offer), quality) for media, quality in ranges]
        exactness, quality = max(fits)
        if exactness and quality and (quality, exactness) > highest:
            chosen, highest = offer, (quality, exactness)
    return chosen


def _accepted(request: Request, formats: tuple[str, ...]) -> str | None:
    media = {MEDIA_TYPES[fmt].partition(";")[0]: fmt for fmt in formats}
    media |= {alias: fmt for alias, fmt in _ALSO.items() if fmt in formats}
    chosen = best(request, media)
    return None if chosen is None else media[chosen]


def _exactness(media: str, offer: str) -> int:
    if media == offer:
        return 3
    if media == offer.partition("/")[0] + "/*":
        return 2
    return int(media == "*/*")
