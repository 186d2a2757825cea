"""The blocks of code in the documents: found with what is said of each, so that all can be run.

A comment before a block says more of it. ``<!-- file: mine.ttl -->``: it is that file.
``<!-- output -->``: the block before it prints it. ``<!-- not run: reason -->``: it cannot be run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["PAGES", "ROOT", "Block", "blocks_of"]

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = tuple(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if not path.relative_to(ROOT).as_posix().startswith("docs/_")
)
_SAID: Final = re.compile(r"<!-- (file|output|not run)(?:: (.+?))? -->\s*")


@dataclass(frozen=True)
class Block:
    """A block of code.

    Attributes:
        page: the page that it stands in, from the top of the project.
        line: where it begins there.
        language: the word after the fence; empty where there is none.
        text: what it holds.
        file: the file that it is.
        output: whether it is what the block before it prints.
        reason: why it cannot be run here.
    """

    page: str
    line: int
    language: str
    text: str
    file: str | None = None
    output: bool = False
    reason: str | None = None

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"


def blocks_of(page: str, text: str | None = None) -> list[Block]:
    """Give the blocks of a page, directives of the site left out, in their order."""
    whole = (ROOT / page).read_text(encoding="utf-8") if text is None else text
    found: list[Block] = []
    said: dict[str, str | None] = {}
    for token in MarkdownIt().parse(whole):
        if token.type in ("fence", "code_block"):
            if not token.info.startswith("{"):
                found.append(_block(page, token, said))
            said = {}
        elif token.type == "html_block" and (match := _SAID.fullmatch(token.content)):
            said[match[1]] = match[2]
        elif token.type != "html_block":
            if said:
                raise AssertionError(f"{page}: no block follows {said}")
    return found


def _block(page: str, token: Token, said: dict[str, str | None]) -> Block:
    assert token.map
    return Block(
        page=page,
        line=token.map[0] + 1,
        language=token.info.strip(),
        text=token.content,
        file=said.get("file"),
        output="output" in said,
        reason=said.get("not run"),
    )
