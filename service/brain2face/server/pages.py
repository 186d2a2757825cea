"""Pages for people, readable without JavaScript, and the competency questions at addresses."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from brain2face import __version__
from brain2face.errors import UnknownNameError
from brain2face.questions import Question, bind
from brain2face.server.answering import Service
from brain2face.server.negotiation import wanted
from brain2face.server.problems import problem

__all__ = ["blueprint", "example", "front_page"]

_EXAMPLE: Final = """\
PREFIX b2f: <https://w3id.org/brain2face/>
SELECT ?au ?emotion {
  ?au b2f:exclusivelySignals ?emotion
}
ORDER BY ?emotion ?au
"""
_TABLES: Final = ("csv", "tsv", "json")


def blueprint(service: Service) -> Blueprint:
    """Make the part of the application that people look at."""
    part = Blueprint("pages", __name__)

    @part.get("/")
    def front() -> str:
        return front_page(service)

    @part.get("/questions/<name>")
    def question(name: str) -> Response:
        if name not in service.questions:
            error = UnknownNameError("question", name, service.questions)
            return problem(404, str(error), nearest=error.nearest or None)
        return _question(service, service.questions[name])

    @part.get("/health")
    def health() -> Response:
        return Response("ok\n", content_type="text/plain; charset=utf-8")

    @part.app_context_processor
    def common() -> dict[str, object]:
        return {"version": __version__}

    return part


def front_page(service: Service) -> str:
    """Make the page with the query box and the questions."""
    questions = service.questions.values()
    return render_template("front.html", query=_EXAMPLE, questions=questions)


def example(term: str) -> str:
    """Give the example of a parameter as one would type it: ``b2f:Fear`` as ``Fear``."""
    if term.startswith(("'", '"')):
        return term[1:].rpartition(term[0])[0]
    return term.removeprefix("b2f:")


def _question(service: Service, question: Question) -> Response:
    params = _params()
    lacking = any(p.required and p.name not in params for p in question.parameters)
    if lacking and not params and wanted(request)["select"] == "html":
        return Response(render_template("question.html", question=question, params={}))
    query = bind(service.knowledge, question, params)
    answer = service.respond(query)
    if isinstance(answer, Response):
        return answer
    here = url_for("pages.question", name=question.name)
    links = {
        fmt: f"{here}?{urlencode({**params, 'format': fmt})}"
        for fmt in (("turtle", "ntriples") if answer.kind == "graph" else _TABLES)
    }
    return Response(
        render_template(
            "question.html",
            question=question,
            params=params,
            query=query,
            shown=answer,
            formats=links,
        )
    )


def _params() -> dict[str, str]:
    params: dict[str, str] = {}
    for key, values in request.args.lists():
        given = [value for value in values if value.strip()]
        if key == "format" or not given:
            continue
        if len(given) > 1:
            raise BadRequest(f"{key!r} is given {len(given)} times.")
        params[key] = given[0]
    return params
