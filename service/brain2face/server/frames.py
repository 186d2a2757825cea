"""What is said between the process that talks to the world and a child that evaluates for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["KINDS", "Ask", "Reply"]

KINDS: Final = ("select", "ask", "graph", "syntax", "usage", "changed", "absent", "made")


@dataclass(frozen=True, slots=True)
class Ask:
    """One query, and how its answer is wanted.

    Attributes:
        text: the SPARQL text.
        formats: for each form of query the format of its answer; none if it has no use.
        default_graphs: IRIs that make up the default graph, where the client named any graph.
        named_graphs: IRIs of the named graphs, where the client named any graph.
        seconds: how long it may run.
        encoding: ``gzip`` or ``br`` where the answer is to be packed so.
        most_rows: rows or triples after which the answer is cut.
        most_bytes: bytes, before they are packed, after which the answer is cut.
        about: what is wanted where no query is asked: a whole ``graph``, of the IRI ``text``, or
            the default one; or a description, of the ``service`` or by ``void``, with ``text`` as
            JSON of what it is to say; or to ``parse`` a query and no more.
        base: what relative IRIs of the query are read against.
    """

    text: str
    formats: Mapping[str, str | None]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float = 10.0
    encoding: str | None = None
    most_rows: int = 1_000_000
    most_bytes: int = 100_000_000
    about: str = ""
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a child says: a form of answer or of fault, and its bytes, or how many it has spooled.

    Attributes:
        kind: one of ``KINDS``; of ``syntax``, ``usage`` and ``changed`` the body is JSON,
            ``absent`` is a graph that is not there, and ``made`` answers what was posted to the
            API.
        body: the bytes, unless they are spooled.
        spooled: how many bytes lie in the spool of the child; none if they are in ``body``.
        cut: ``rows`` or ``bytes`` where the answer was cut at that limit.
        encoded: whether the bytes are packed as was asked.
        missing: that the format wanted for this form is none.
    """

    kind: str
    body: bytes = b""
    spooled: int | None = None
    cut: str | None = None
    encoded: bool = False
    missing: bool = field(default=False)
