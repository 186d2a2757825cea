"""What a SPARQL text may not be, seen in one fast pass before any engine parses it.

Oxigraph's parser and planner call themselves once more for every bracket, operator and clause, so
that a long enough chain ends the process, and some words make the parser try every way twice. The
limits here lie far above any honest text and far below the first crash; what was measured is in
docs/reference/limits.md. A short text cannot reach them and is let through by counting alone.

The one doubt of the grammar is ``<``: in brackets and after a value it compares, elsewhere it opens
an IRI, and what follows is a comment or a text in quotes by one reading only. Where that cannot be
told without parsing, the text is refused.
"""

from __future__ import annotations

import re
from typing import Final

from brain2face.errors import UsageFault
from brain2face.screen.limits import (
    AS_LIST,
    AS_TWICE,
    DEEPEST,
    LONGEST,
    MOST_STEPS,
    TRIED_TWICE,
)
from brain2face.screen.walk import Walk

__all__ = ["screen"]

_SHORT: Final = 1000
_FORKS: Final = re.compile("!|" + "|".join(sorted(TRIED_TWICE)), re.IGNORECASE)


def screen(text: str, *, longest: int = LONGEST) -> None:
    """Let a query or update through, or refuse it before it can do harm.

    Args:
        text: SPARQL; whether it parses is for the parser to say.
        longest: the characters that it may have.

    Raises:
        UsageFault: the text is too long.
        QuerySyntaxError: it nests too deep or chains too much, and where.
    """
    if len(text) > longest:
        raise UsageFault(
            f"The text is {len(text)} characters long; at most {longest} are read."
            " Send it in parts, or load the data as a file."
        )
    if len(text) <= _SHORT and text.count("/") + text.count("^") <= MOST_STEPS:
        most = text.count("(") + text.count("{") + text.count("[") + text.count("<<")
        if most * AS_TWICE <= DEEPEST or (most * AS_LIST <= DEEPEST and not _FORKS.search(text)):
            return
    walk, place = Walk(text), 0
    while place < len(text):
        place = walk.on(place)
