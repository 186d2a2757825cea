"""The same knowledge over HTTP: a SPARQL endpoint, and pages for those who do not write SPARQL.

Flask is imported when an application is made, so that the children that evaluate queries, which
live in this room too, start without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brain2face.knowledge import Knowledge
from brain2face.questions import Question

if TYPE_CHECKING:
    from flask import Flask

    from brain2face.server.evaluation import Pool

__all__ = ["create_app"]


def create_app(
    knowledge: Knowledge, questions: Mapping[str, Question], pool: Pool | None = None
) -> Flask:
    """Make the WSGI application that answers from ``knowledge`` and ``questions``; it only reads.

    Args:
        knowledge: what is served; a copy of it is kept for the children that evaluate queries.
        questions: the competency questions by name.
        pool: those children; by default new ones, ended when this process ends.
    """
    from brain2face.server.application import assemble
    from brain2face.server.cache import Cache
    from brain2face.server.evaluation import Pool
    from brain2face.server.keeping import Keeper, Kept
    from brain2face.server.serving import Serving
    from brain2face.server.writing import Writer

    if pool is None:
        pool = Pool.over(Keeper(Kept(quads=knowledge.store)))
    writer = Writer(pool, None, 0.0, 0)
    return assemble(Serving(lambda: knowledge, questions, pool, writer, Cache(0)))
