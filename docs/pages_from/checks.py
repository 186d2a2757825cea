"""What a built site must hold to: it loads nothing from elsewhere, and its links lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

__all__ = ["faults"]

_LOADED: Final = frozenset({"src", "srcset", "data", "poster", "background"})
_LOADING_RELATIONS: Final = frozenset(
    {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload"}
)


class _Read(HTMLParser):
    """The anchors and the links of one page, and what it loads."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: set[str] = set()
        self.loaded: set[str] = set()
        self.twice: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if anchor := given.get("id"):
            (self.twice if anchor in self.anchors else self.anchors).add(anchor)
        if tag == "a" and "href" in given:
            self.links.add(given["href"])
        if tag == "link" and _LOADING_RELATIONS & set(given.get("rel", "").lower().split()):
            self.loaded.add(given.get("href", ""))
        if tag != "a":
            self.loaded.update(given[name] for name in _LOADED & set(given))


def faults(site: Path) -> Iterator[str]:
    """Tell what is wrong with a built site, page by page."""
    pages = {
        path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))
    }
    for name, page in pages.items():
        for anchor in sorted(page.twice):
            yield f"{name}: two things are called #{anchor}"
        for address in sorted(page.loaded):
            if urlsplit(address).netloc:
                yield f"{name}: it loads {address}"
        for link in sorted(page.links):
            if said := _leads_nowhere(site, pages, name, link):
                yield f"{name}: {said}"
    for path in sorted(site.rglob("*.css")):
        for marker in ("url(http", "url('http", 'url("http', "url(//", "@import"):
            if marker in path.read_text(encoding="utf-8"):
                yield f"{path.relative_to(site)}: it loads by {marker}"


def _read(path: Path) -> _Read:
    read = _Read()
    read.feed(path.read_text(encoding="utf-8"))
    return read


def _leads_nowhere(site: Path, pages: dict[str, _Read], name: str, link: str) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    target = name
    if parts.path:
        found = (site / name).parent / unquote(parts.path)
        if not found.exists():
            return f"{link} leads nowhere"
        target = found.resolve().relative_to(site.resolve()).as_posix()
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return f"{link} leads to no place of {target}"
    return None
