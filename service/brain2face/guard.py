"""What is decided of a query or update before it is evaluated: it parses, and it stays here.

Oxigraph has no switch that keeps SERVICE and LOAD off the network, and its grammar is too lenient
for a search by words (``1SERVICE<…>`` is a clause, ``<…/service>`` is not, ``LOADSILENT<…>`` is an
operation). So the parser itself decides: the text is parsed once more with the word misspelt, and a
text that no longer parses used it as a keyword. A text without the letters costs no parsing: a
keyword written with escapes is none to Oxigraph, which reads them in IRIs and quotes alone.
"""

from __future__ import annotations

import functools
import re
import string
import tempfile
from collections.abc import Callable
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple, Variable

from brain2face.errors import UsageFault

__all__ = ["parse_only", "parse_update_only", "refuse_load", "refuse_service"]

_ABSENT: Final[dict[Variable, NamedNode | BlankNode | Literal | Triple]] = {
    Variable("brain2face_absent"): Literal("")
}
_EMPTY: Final = Store()
_ANY_BASE: Final = "http://base.invalid/"


def parse_only(text: str, base: str | None = None) -> None:
    """Parse a query without evaluating any part of it.

    Asking Oxigraph to substitute a variable that the query lacks makes it stop right after parsing.

    Args:
        text: the query.
        base: what relative IRIs are read against.

    Raises:
        SyntaxError: what Oxigraph says of a text that does not parse.
    """
    try:
        _EMPTY.query(text, base_iri=base, substitutions=_ABSENT)
    except RuntimeError:
        return
    raise AssertionError("Oxigraph evaluated a query that was only to be parsed")


def parse_update_only(text: str, base: str | None = None) -> None:
    """Parse an update without carrying out any part of it.

    A store that cannot be written refuses to begin, right after parsing.

    Args:
        text: the update.
        base: what relative IRIs are read against.

    Raises:
        SyntaxError: what Oxigraph says of a text that does not parse.
    """
    try:
        _unwritable().update(text, base_iri=base)
    except RuntimeError:
        return
    raise AssertionError("Oxigraph carried out an update that was only to be parsed")


def refuse_service(text: str, *, update: bool = False) -> None:
    """Refuse a text that would ask another endpoint.

    Args:
        text: a query.
        update: whether it is an update instead.

    Raises:
        SyntaxError: the text does not parse, which shows when it holds the word.
        UsageFault: it holds a SERVICE clause.
    """
    if _is_keyword("service", text, parse_update_only if update else parse_only):
        raise UsageFault(
            "SERVICE is refused: queries are answered from this ontology alone and never reach"
            " another endpoint. Ask that endpoint yourself and join the answers."
        )


def refuse_load(text: str) -> None:
    """Refuse an update that would fetch a document.

    Raises:
        SyntaxError: the text does not parse, which shows when it holds the word.
        UsageFault: it holds a LOAD operation.
    """
    if _is_keyword("load", text, parse_update_only):
        raise UsageFault(
            "LOAD is refused: nothing is fetched from elsewhere. Send the data itself, by INSERT"
            " DATA or the Graph Store Protocol."
        )


def _is_keyword(word: str, text: str, parse: Callable[[str, str], None]) -> bool:
    lowered = text.lower()
    if word not in lowered:
        return False
    spare = (x for x in string.ascii_lowercase if x + word[1:] not in lowered)
    letter = next(spare, None)
    if letter is None:
        return True
    misspelt = re.sub(word, letter + word[1:], text, flags=re.IGNORECASE | re.ASCII)
    try:
        parse(misspelt, _ANY_BASE)
    except SyntaxError:
        parse(text, _ANY_BASE)
        return True
    return False


@functools.cache
def _unwritable() -> Store:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Store(folder).flush()
        return Store.read_only(folder)
