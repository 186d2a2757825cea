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
    """Make the WSGI application that answers from ``knowledge`` and ``questions``.

    Args:
        knowledge: what is served; a copy of it goes to each child that evaluates queries.
        questions: the competency questions by name.
        pool: those children; by default new ones, ended when this process ends.
    """
    from brain2face.server.application import assemble
    from brain2face.server.evaluation import Pool

    return assemble(knowledge, questions, pool or Pool(knowledge.store))
