"""One name of one term, and the spellings by which it is met."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from brain2face.registry.folding import fold

__all__ = ["Entry", "key", "unique"]

_SCHEME: Final = re.compile(r"^\W*https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one term.

    Attributes:
        term: the IRI of the term.
        text: the name, as written.
        how: which sort of name it is, as ``Hit.how`` says.
        score: what an exact match of it is worth; from 0.9 on, it identifies the term.
        keys: the folded spellings by which it is met.
        spoken: whether it is also met by its beginning, its words and by likeness.
    """

    term: str
    text: str
    how: str
    score: float
    keys: tuple[str, ...]
    spoken: bool = True


def key(text: str) -> str:
    """Fold a name; an IRI loses its scheme, so that http and https are one."""
    return fold(_SCHEME.sub("", text) if "://" in text else text)


def unique(*keys: str) -> tuple[str, ...]:
    """Give the keys once each, without empty ones."""
    return tuple(dict.fromkeys(one for one in keys if one))
