"""Which format an answer takes: what ``format=`` names, or what the client's Accept likes best."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from brain2face.formats import GRAPH_FORMATS, MEDIA
from brain2face.server.refusals import Refused

__all__ = [
    "CONTENT_TYPES",
    "DOCUMENTS",
    "FORMATS_OF",
    "behind_pages",
    "best",
    "document_format",
    "graph_format",
    "not_acceptable",
    "wanted",
]

_HTML: Final = "text/html"
CONTENT_TYPES: Final[Mapping[str, str]] = {
    **{name: fmt.content_type for name, fmt in MEDIA.items()},
    "html": f"{_HTML}; charset=utf-8",
}
FORMATS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "select": ("json", "xml", "csv", "tsv", "html"),
    "ask": ("json", "xml", "csv", "tsv", "html"),
    "graph": (*GRAPH_FORMATS, "html"),
}
DOCUMENTS: Final = ("html", "turtle", "jsonld", "rdfxml", "ntriples")
_BEHIND: Final = {"select": "json", "ask": "json", "graph": "turtle"}
_FORM: Final = {"select": "a SELECT", "ask": "an ASK", "graph": "a CONSTRUCT or DESCRIBE"}
_LONGEST_KEPT: Final = 500
_MOST_RANGES: Final = 100
_QUOTED: Final = re.compile(r'"(?:\\.|[^"\\])*"?')
_QUALITY: Final = re.compile(r";\s*q\s*=\s*([^;\s]*)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"0(?:\.[0-9]*)?|1(?:\.0*)?|\.[0-9]+")


def wanted(accept: str | None, named: str | None = None) -> Mapping[str, str | None]:
    """Give, for each form of query, the format of its answer; none where nothing is acceptable.

    Args:
        accept: the header Accept.
        named: what ``format=`` names, a name or a media type; it overrides Accept.
    """
    accept, named = accept or "", named or ""
    if len(accept) + len(named) > _LONGEST_KEPT:
        return _wanted.__wrapped__(accept, named)
    return _wanted(accept, named)


def behind_pages(formats: Mapping[str, str | None]) -> dict[str, str | None]:
    """Give the formats asked for, with those that pages are made from in place of pages."""
    return {kind: _BEHIND[kind] if fmt == "html" else fmt for kind, fmt in formats.items()}


def best(accept: str | None, offers: tuple[str, ...]) -> str | None:
    """Give the media type that Accept likes best; of equals the one it names more exactly.

    Of those again it is the first one offered. Without Accept it is the first one, too.
    """
    return _best(_ranges(accept or ""), offers)


def graph_format(accept: str | None, named: str | None = None) -> str:
    """Give the format of a graph that is read as data, for which there is no page.

    Raises:
        Refused: nothing that is acceptable can hold it; what can is listed.
    """
    if named:
        fmt = wanted(None, named)["graph"]
    else:
        fmt = _OFFERS["graph"].get(best(accept, _GRAPH_MEDIA) or "")
    if fmt is None or fmt == "html":
        raise _refused("The graph", GRAPH_FORMATS)
    return fmt


def document_format(accept: str | None, named: str | None = None) -> str:
    """Give the format of the document about a term: a page, unless something else is liked better.

    Raises:
        Refused: nothing that is acceptable can hold it; what can is listed.
    """
    if named:
        fmt = wanted(None, named)["graph"]
    else:
        fmt = _OFFERS["graph"].get(best(accept, _DOCUMENT_MEDIA) or "")
    if fmt not in DOCUMENTS:
        raise _refused("The document", DOCUMENTS)
    return fmt


def not_acceptable(kind: str) -> Refused:
    """Make the refusal that lists what the answer to a form of query comes as."""
    return _refused(f"The answer to {_FORM[kind]} query", FORMATS_OF[kind])


def _refused(what: str, formats: tuple[str, ...]) -> Refused:
    media = [CONTENT_TYPES[fmt].partition(";")[0] for fmt in formats]
    return Refused(
        406,
        f"{what} comes as {', '.join(media)} (format={', '.join(formats)}), and none of them was"
        " accepted.",
        members={"available": media},
    )


@lru_cache(maxsize=512)
def _wanted(accept: str, named: str) -> Mapping[str, str | None]:
    if named:
        name = named.strip().lower().replace(" ", "+")
        return MappingProxyType({kind: _NAMES[kind].get(name) for kind in FORMATS_OF})
    ranges = _ranges(accept)
    found = {kind: _best(ranges, tuple(media)) for kind, media in _OFFERS.items()}
    return MappingProxyType(
        {kind: _OFFERS[kind][media] if media else None for kind, media in found.items()}
    )


def _offers(kind: str) -> dict[str, str]:
    """Give the media types of a form of answer; the second names of formats come last."""
    formats = FORMATS_OF[kind]
    offers = {CONTENT_TYPES[name].partition(";")[0]: name for name in formats}
    return offers | {also: n for n in formats if n in MEDIA for also in MEDIA[n].aliases}


def _names(kind: str) -> dict[str, str]:
    """Give the words by which ``format=`` may name each format of a form of answer."""
    names = _offers(kind)
    for name in FORMATS_OF[kind]:
        names[name] = name
        if name in MEDIA:
            names |= dict.fromkeys((MEDIA[name].suffix, *MEDIA[name].names), name)
    return names


_DOCUMENT_MEDIA: Final = tuple(CONTENT_TYPES[name].partition(";")[0] for name in DOCUMENTS)
_GRAPH_MEDIA: Final = tuple(MEDIA[name].media_type for name in GRAPH_FORMATS)
_OFFERS: Final = {kind: _offers(kind) for kind in FORMATS_OF}
_NAMES: Final = {kind: _names(kind) for kind in FORMATS_OF}


def _ranges(accept: str) -> tuple[tuple[str, float], ...]:
    found = []
    for one in _QUOTED.sub("", accept).split(",", _MOST_RANGES)[:_MOST_RANGES]:
        media, _, rest = one.partition(";")
        quality = _QUALITY.search(f";{rest}")
        if media.strip() and (not quality or _NUMBER.fullmatch(quality[1])):
            found.append((media.strip().lower(), float(quality[1]) if quality else 1.0))
    return tuple(found) or (("*/*", 1.0),)


def _best(ranges: tuple[tuple[str, float], ...], offers: tuple[str, ...]) -> str | None:
    chosen: str | None = None
    highest = (0.0, 0)
    for offer in offers:
        exactness, quality = max((_exactness(media, offer), quality) for media, quality in ranges)
        if exactness and quality and (quality, exactness) > highest:
            chosen, highest = offer, (quality, exactness)
    return chosen


def _exactness(media: str, offer: str) -> int:
    if media == offer:
        return 3
    if media == offer.partition("/")[0] + "/*":
        return 2
    return int(media in ("*/*", "*"))
