"""The changelog, read: its versions, and the digest of what follows in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["UNRELEASED", "Entry", "entries", "is_major"]

UNRELEASED = "Unreleased"
_FILE = Path(__file__).parents[1] / "CHANGELOG.md"
_HEAD = re.compile(r"^## (?:(Unreleased)|(\d+\.\d+\.\d+) \((\d{4}-\d\d-\d\d)\))\n", re.MULTILINE)
_FOLLOWS = re.compile(
    r"^- What follows: .*?(\d+) statements.*?`sha256:([0-9a-f]{64})`(.*?)(?=^- |\Z)", re.M | re.S
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of the changelog.

    Attributes:
        version: its number, or ``Unreleased``.
        date: of the release; empty without one.
        statements: how many the reasoner derived.
        digest: of these statements.
        words: what is told beside, of the difference to the version before.
    """

    version: str
    date: str
    statements: int
    digest: str
    words: str


def entries() -> list[Entry]:
    """Give the versions, the newest first."""
    text = _FILE.read_text(encoding="utf-8")
    heads = list(_HEAD.finditer(text))
    assert len(heads) == text.count("\n## "), "a head of CHANGELOG.md is not '## 1.2.3 (date)'"
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [_entry(head, text[head.end() : end]) for head, end in zip(heads, ends, strict=True)]


def _entry(head: re.Match[str], body: str) -> Entry:
    name = head[1] or head[2]
    told = _FOLLOWS.findall(body)
    assert len(told) == 1, (
        f"CHANGELOG.md, {name}: say once 'What follows: N statements, `sha256:…`'"
    )
    ((statements, digest, words),) = told
    return Entry(name, head[3] or "", int(statements), digest, words)


def is_major(old: str, new: str) -> bool:
    """Tell whether the first number that is not nought went up: 0.2.7 to 0.3.0, 1.4.0 to 2.0.0."""
    before, after = ([int(part) for part in version.split(".")] for version in (old, new))
    if before[0] or after[0]:
        return after[0] > before[0]
    return after[1] > before[1]
