"""What is decided of a query before it is evaluated: that it parses, and stays in this machine.

Oxigraph has no switch that keeps SERVICE off the network, and its grammar is too lenient for a
search by words (``1SERVICE<…>`` is a clause, ``<…/service>`` is not). So the parser itself decides:
the query is parsed once more with the word misspelt, and a query that no longer parses used it as
a clause.
"""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple, Variable

from brain2face.errors import UsageFault

__all__ = ["parse_only", "refuse_service"]

_ABSENT: Final[dict[Variable, NamedNode | BlankNode | Literal | Triple]] = {
    Variable("brain2face_absent"): Literal("")
}
_EMPTY: Final = Store()
_WORD: Final = re.compile(r"service", re.IGNORECASE | re.ASCII)


def parse_only(text: str) -> None:
    """Parse a query without evaluating any part of it.

    Asking Oxigraph to substitute a variable that the query lacks makes it stop right after parsing.

    Raises:
        SyntaxError: what Oxigraph says of a text that does not parse.
    """
    try:
        _EMPTY.query(text, substitutions=_ABSENT)
    except RuntimeError:
        return
    raise AssertionError("Oxigraph evaluated a query that was only to be parsed")


def refuse_service(text: str) -> None:
    """Refuse a query that would ask another endpoint; the text must be known to parse.

    Raises:
        UsageFault: the query holds a SERVICE clause.
    """
    if not _WORD.search(text):
        return
    letter = next(x for x in "xzqjkvw" if f"{x}ervice" not in text.lower())
    try:
        parse_only(_WORD.sub(lambda found: letter + found[0][1:], text))
    except SyntaxError:
        raise UsageFault(
            "SERVICE is refused: queries are answered from this ontology alone and never reach"
            " another endpoint. Ask that endpoint yourself and join the answers."
        ) from None
