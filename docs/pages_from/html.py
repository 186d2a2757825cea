"""Pieces of HTML: escaped text, and links to the page on which a term stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Final
from urllib.parse import quote

__all__ = ["Links", "plain", "table"]

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]<>#$|~])")


class Links:
    """Links to the terms of the ontology, from a page of the site.

    Args:
        pages: the page of each term, by IRI: its address from the top of the site without suffix.
        names: the short name of each term, which is its anchor.
        top: the way from the page to the top of the site: ``../../``.
    """

    def __init__(self, pages: Mapping[str, str], names: Mapping[str, str], top: str) -> None:
        self.pages = pages
        self.names = names
        self.top = top

    def to(self, iri: str, text: str, tip: str = "") -> str:
        """Give a link to a term where it has a page, or to where else its IRI leads."""
        title = f' title="{escape(tip)}"' if tip else ""
        if iri in self.pages:
            target = f"{self.top}{self.pages[iri]}.html#{quote(self.names[iri])}"
            return f'<a href="{target}"{title}>{escape(text)}</a>'
        if iri.startswith(("http://", "https://")):
            return f'<a class="external" href="{escape(iri)}"{title}>{escape(text)}</a>'
        return escape(text)


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Give a table of cells that are HTML already."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="table-wrapper"><table class="docutils"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def plain(text: str) -> str:
    """Guard a text against being read as Markdown."""
    return _MARKUP.sub(r"\\\1", text)
