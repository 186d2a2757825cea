"""RDF/XML looked through before it is read as RDF: whole, and without a DOCTYPE.

The reader of RDF/XML expands entities, and takes a document that breaks off for a whole one.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from brain2face.server.refusals import Refused

__all__ = ["check_linked_xml", "refused_at"]

_DOCTYPE: Final = re.compile(r"<!\s*(?:doctype|entity)", re.IGNORECASE)
_DEEPEST: Final = 500


def check_linked_xml(text: str) -> None:
    """Refuse a document with a DOCTYPE, wherever it stands, and one that is not well-formed.

    Raises:
        Refused: it is so, and where, or it nests too deep.
    """
    found = _DOCTYPE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - text.rfind("\n", 0, found.start())
        raise refused_at(line, column, "a DOCTYPE is refused, for entities can grow without end")
    depth = 0
    parser = expat.ParserCreate("utf-8")

    def opened(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            place = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            raise refused_at(*place, f"more than {_DEEPEST} elements lie in one another")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code) or "not well-formed"
        raise refused_at(error.lineno, error.offset + 1, said) from None


def refused_at(line: int, column: int, message: str) -> Refused:
    """Make the refusal of a graph for what stands in a place of it."""
    said = f"The graph cannot be read. Line {line}, column {column}: {message}."
    return Refused(400, said, members={"line": line, "column": column})
