"""Pages for people, readable without JavaScript, and the competency questions at addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from brain2face import __version__
from brain2face.errors import UnknownNameError
from brain2face.formats import GRAPH_FORMATS
from brain2face.questions import Question, bind
from brain2face.server.evaluated import Evaluated
from brain2face.server.frames import Ask
from brain2face.server.negotiation import CONTENT_TYPES, behind_pages, not_acceptable, wanted
from brain2face.server.problems import problem
from brain2face.server.protocol import Operation
from brain2face.server.responses import READABLE, pieces
from brain2face.server.serving import Serving
from brain2face.server.shown import ENDPOINT, shown

__all__ = ["blueprint", "example", "front_page", "result_page"]

_EXAMPLE: Final = """\
PREFIX b2f: <https://w3id.org/brain2face/>
SELECT ?au ?emotion {
  ?au b2f:exclusivelySignals ?emotion
}
ORDER BY ?emotion ?au
"""
_TABLES: Final = ("csv", "tsv", "json", "xml")


def blueprint(serving: Serving) -> Blueprint:
    """Make the part of the application that people look at."""
    part = Blueprint("pages", __name__)

    @part.get("/")
    def front() -> str:
        return front_page(serving)

    @part.get("/questions/<name>")
    def question(name: str) -> Response:
        if name not in serving.questions:
            error = UnknownNameError("question", name, serving.questions)
            return problem(404, str(error), nearest=error.nearest or None)
        return _question(serving, serving.questions[name])

    @part.app_context_processor
    def common() -> dict[str, object]:
        return {"version": __version__}

    return part


def front_page(serving: Serving) -> str:
    """Make the page with the query box and the questions."""
    return render_template("front.html", query=_EXAMPLE, questions=serving.questions.values())


def result_page(
    serving: Serving, environ: Mapping[str, Any], operation: Operation, evaluated: Evaluated
) -> str:
    """Make the page that shows the answer to a query of one's own."""
    with current_app.request_context(dict(environ)):
        answer = shown(evaluated, serving.knowledge())
        linkable = request.method != "POST" and answer.kind != "ask"
        formats = (GRAPH_FORMATS if answer.kind == "graph" else _TABLES) if linkable else ()
        asked = [("query", operation.text)]
        asked += [("default-graph-uri", iri) for iri in operation.default_graphs]
        asked += [("named-graph-uri", iri) for iri in operation.named_graphs]
        links = {
            fmt: f"{url_for(ENDPOINT)}?{urlencode([*asked, ('format', fmt)])}" for fmt in formats
        }
        return render_template("result.html", query=operation.text, shown=answer, formats=links)


def example(term: str) -> str:
    """Give the example of a parameter as one would type it: ``b2f:Fear`` as ``Fear``."""
    if term.startswith(("'", '"')):
        return term[1:].rpartition(term[0])[0]
    return term.removeprefix("b2f:")


def _question(serving: Serving, question: Question) -> Response:
    params = _params()
    formats = wanted(request.headers.get("Accept"), request.values.get("format"))
    lacking = any(p.required and p.name not in params for p in question.parameters)
    if lacking and not params and formats["select"] == "html":
        return Response(render_template("question.html", question=question, params={}))
    query = bind(serving.knowledge(), question, params)
    evaluated = serving.pool.answer(_asked(serving, query, formats))
    form = formats[evaluated.kind]
    if form is None:
        raise not_acceptable(evaluated.kind)
    if form != "html":
        body = evaluated.body if evaluated.spool is None else pieces(evaluated.spool)
        response = Response(body, content_type=CONTENT_TYPES[form])
        response.headers.extend([*READABLE, *serving.cut_told(evaluated)])
        return response
    here = url_for("pages.question", name=question.name)
    links = {
        fmt: f"{here}?{urlencode({**params, 'format': fmt})}"
        for fmt in (GRAPH_FORMATS if evaluated.kind == "graph" else _TABLES)
    }
    answer = shown(evaluated, serving.knowledge())
    page = render_template(
        "question.html", question=question, params=params, query=query, shown=answer, formats=links
    )
    return Response(page)


def _asked(serving: Serving, query: str, formats: Mapping[str, str | None]) -> Ask:
    return Ask(
        query,
        behind_pages(formats),
        seconds=serving.pool.seconds,
        most_rows=serving.limits.most_rows,
        most_bytes=serving.limits.most_bytes,
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
