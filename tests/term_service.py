"""A service over an ontology, in this process, for tests of what is answered without a query."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from flask.testing import FlaskClient

from brain2face.knowledge import Knowledge
from brain2face.questions import Question, load_questions
from brain2face.server.application import assemble
from brain2face.server.cache import Cache
from brain2face.server.evaluation import Pool
from brain2face.server.serving import Serving
from brain2face.server.writing import Writer

__all__ = ["BROWSER", "client_of"]

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def client_of(knowledge: Knowledge, base: str | None = None) -> FlaskClient:
    """Give a client of a service that evaluates no queries.

    Args:
        knowledge: what is served.
        base: what addresses of the service begin with.
    """
    nobody = cast("Pool", None)
    questions: dict[str, Question] = load_questions()
    serving = Serving(lambda: knowledge, questions, nobody, Writer(nobody, None, 0.0, 0), Cache(0))
    return assemble(replace(serving, base=base)).test_client()
