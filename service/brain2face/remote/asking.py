"""A query put into a request by SPARQLWrapper, and sent over a wire that knows its faults."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from brain2face.errors import QuerySyntaxError
from brain2face.guard import parse_only, refuse_service
from brain2face.knowledge import QueryAnswer
from brain2face.remote.reading import ACCEPT, read_answer
from brain2face.remote.wire import Reply, Wire
from brain2face.syntax import explain

__all__ = ["form_of", "names_dataset", "pose"]

_FORM: Final = re.compile(
    r"(?:\s+|#[^\r\n]*|base\s*<[^>]*>|prefix[^:]*:\s*<[^>]*>|version\s+\S+)*"
    r"(select|ask|construct|describe)",
    re.IGNORECASE,
)
_FROM: Final = re.compile("from", re.IGNORECASE | re.ASCII)


def form_of(text: str) -> Literal["results", "graph"]:
    """Say what a query is answered with, and refuse what should not go to a remote store.

    Raises:
        QuerySyntaxError: the text does not parse, or is an update.
        UsageFault: it would have the remote store ask a third one.
    """
    try:
        parse_only(text)
    except UnicodeEncodeError:
        raise QuerySyntaxError("The query is not valid Unicode text.") from None
    except SyntaxError as error:
        raise explain(text, error) from None
    refuse_service(text)
    found = _FORM.match(text)
    graph = found is not None and found[1].lower() in ("construct", "describe")
    return "graph" if graph else "results"


def names_dataset(text: str) -> bool:
    """Say whether a query that parses names its own graphs by FROM."""
    if not _FROM.search(text):
        return False
    letter = next(x for x in "xzqjkvw" if f"{x}rom" not in text.lower())
    try:
        parse_only(_FROM.sub(lambda found: letter + found[0][1:], text))
    except SyntaxError:
        return True
    return False


def pose(
    wire: Wire,
    url: str,
    text: str,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    *,
    form: Literal["results", "graph"] = "results",
) -> QueryAnswer:
    """Ask one query that is known to parse, and read its answer whole.

    Raises:
        EnvironmentFault: there is no answer, or it cannot be read: why, in words.
        UsageFault: the endpoint refuses the query.
    """
    from SPARQLWrapper import POST, SPARQLWrapper

    class Asking(SPARQLWrapper):
        """SPARQLWrapper with its request sent by the wire, and not by the process's opener."""

        def reply(self) -> Reply:
            return wire.send(self._createRequest())

    asking = Asking(url, agent="brain2face")
    asking.setMethod(POST)
    asking.setOnlyConneg(True)
    asking.addCustomHttpHeader("Accept", ACCEPT[form])
    for iri in default_graphs:
        asking.addParameter("default-graph-uri", iri)
    for iri in named_graphs:
        asking.addParameter("named-graph-uri", iri)
    asking.queryString = text
    asking.queryType = "CONSTRUCT" if form == "graph" else "SELECT"
    return read_answer(asking.reply(), url, form)
