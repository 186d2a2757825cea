"""ADD, COPY and MOVE of a graph that is not there: an error by the standard.

Oxigraph takes such a graph for an empty one, so a misspelt COPY would empty what it copies to.
"""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph as ox

from brain2face.errors import UsageFault
from brain2face.server.using import operations

__all__ = ["refuse_absent_source"]

_MOVING: Final = re.compile(r"(?:ADD|COPY|MOVE) (?:GRAPH )?(?:iri|name) TO .*")
_SHOWN: Final = 100


def refuse_absent_source(store: ox.Store, text: str, base: str | None) -> None:
    """Refuse an update that begins by moving a graph that is not there, unless it says SILENT.

    What comes after the first operation is not looked at: the first may have made the graph.

    Raises:
        UsageFault: the graph is not there.
    """
    shape, places = next(operations(text))
    if not _MOVING.fullmatch(shape):
        return
    words = [word for word in shape.split() if word.isupper()]
    starts = dict(zip(words, places[-len(words) :], strict=True))
    first = words[1] if words[1] == "GRAPH" else words[0]
    start = places[-len(words) :][words.index(first)]
    named = text[start + len(first) : starts["TO"]]
    query = f"{text[: places[-len(words)]]}\nASK {{ GRAPH {named}\n{{}} }}"
    try:
        there = store.query(query, base_iri=base)
    except (SyntaxError, RuntimeError):
        return
    if isinstance(there, ox.QueryBoolean) and not there:
        shown = " ".join(named.split())[:_SHOWN]
        raise UsageFault(f"There is no graph {shown} to {words[0]}. Nothing has changed.")
