"""The parts of the server put together, and the headers that every answer carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask import Flask, Response

from brain2face.knowledge import Knowledge
from brain2face.questions import Question
from brain2face.server import pages, problems, sparql
from brain2face.server.answering import Service
from brain2face.server.evaluation import Pool

__all__ = ["assemble"]

_LONGEST_BODY: Final = 2_000_000
_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
        " object-src 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
}


def assemble(knowledge: Knowledge, questions: Mapping[str, Question], pool: Pool) -> Flask:
    """Make the application out of what it serves and the children that evaluate for it."""
    app = Flask(__package__)
    app.config["MAX_CONTENT_LENGTH"] = _LONGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = _LONGEST_BODY
    app.jinja_env.filters["example"] = pages.example
    service = Service(knowledge, questions, pool)
    app.extensions["brain2face"] = service
    app.register_blueprint(sparql.blueprint(service))
    app.register_blueprint(pages.blueprint(service))
    problems.register(app)
    app.after_request(_headed)
    return app


def _headed(response: Response) -> Response:
    response.headers.update(_HEADERS)
    if response.headers.get("Allow"):
        response.headers.update(_PREFLIGHT)
    response.vary.add("Accept")
    return response
