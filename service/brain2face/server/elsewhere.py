"""Queries answered by a store elsewhere, in the place of children of one's own."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any, Self

from brain2face.errors import EnvironmentFault
from brain2face.formats import serialize, write_triples
from brain2face.knowledge import Knowledge
from brain2face.remote import Access, Overworked, Remote
from brain2face.server.described import described
from brain2face.server.evaluated import Evaluated, EvaluationError
from brain2face.server.evaluation import ByThread
from brain2face.server.frames import Ask
from brain2face.server.refusals import Refused

__all__ = ["Elsewhere"]


class Elsewhere:
    """What answers as a pool does, by asking a remote endpoint."""

    def __init__(self, remote: Remote, seconds: float, knowledge: Callable[[], Knowledge]) -> None:
        """Ask a remote endpoint; ``knowledge`` gives the ontology as it is there."""
        self.seconds = seconds
        self._remote = remote
        self._knowledge = knowledge

    @classmethod
    def at(cls, access: Access, knowledge: Callable[[], Knowledge]) -> Self:
        """Ask at an endpoint whose access is known."""
        return cls(Remote.at(access), access.timeout, knowledge)

    def answer(self, ask: Ask) -> Evaluated:
        """Evaluate a query there.

        Raises:
            UsageFault: the query does not parse, or cannot be evaluated.
            EvaluationError: the endpoint gives no whole answer.
        """
        out = io.BytesIO()
        try:
            if ask.about:
                return self._told(ask)
            found = self._remote.query(ask.text, ask.default_graphs, ask.named_graphs)
            fmt = ask.formats[found.kind]
            if fmt is None:
                return Evaluated(found.kind, b"", missing=True)
            serialize(found, fmt, out)
        except EnvironmentFault as error:
            status = 503 if isinstance(error, Overworked) else 502
            raise EvaluationError(str(error), status) from None
        return Evaluated(found.kind, out.getvalue(), size=out.tell())

    async def answer_soon(self, ask: Ask, by_thread: ByThread) -> Evaluated:
        """Evaluate a query there, by a thread."""
        evaluated: Evaluated = await by_thread(self.answer, ask)
        return evaluated

    def _told(self, ask: Ask) -> Evaluated:
        if ask.about == "parse":
            return Evaluated("ask", b"")
        if ask.about == "graph":
            raise Refused(501, "The graphs are served by the store behind this service; ask it.")
        fmt = ask.formats["graph"]
        assert fmt  # noqa: S101
        out = io.BytesIO()
        said: dict[str, Any] = json.loads(ask.text)
        write_triples(described(self._knowledge().store, ask.about, said), fmt, out)
        return Evaluated("graph", out.getvalue(), size=out.tell())
