"""The parts of the server put together: endpoints, pages, and the door in front of them all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from typing import Any, Final

from flask import Flask, Response, render_template, request

from brain2face.server import pages, problems
from brain2face.server.about import SPARQL, VOID, about_service
from brain2face.server.api import API, Api
from brain2face.server.endpoint import Endpoint
from brain2face.server.evaluated import Evaluated
from brain2face.server.frames import Ask
from brain2face.server.front import Front, Part
from brain2face.server.graph_endpoint import STORE, GraphEndpoint
from brain2face.server.linked_data import linked_data
from brain2face.server.negotiation import CONTENT_TYPES, wanted
from brain2face.server.protocol import Operation
from brain2face.server.responses import READABLE, Answer
from brain2face.server.sent import Observer
from brain2face.server.serving import Serving
from brain2face.server.shown import ENDPOINT

__all__ = ["assemble"]

_KINDS: Final = {
    "/questions/": "question",
    "/health": "health",
    "/ready": "health",
    "/metrics": "metrics",
}
_MADE_HERE: Final = frozenset({"content-length", "etag", "last-modified"})


def assemble(
    serving: Serving,
    observe: Observer | None = None,
    metrics: Callable[[], bytes] | None = None,
) -> Flask:
    """Make the application that serves a dataset.

    Args:
        serving: the dataset, who evaluates and changes it, and the limits.
        observe: is told of each answer.
        metrics: gives the text at ``/metrics``; without it there is none.
    """
    app = Flask(__package__)
    app.url_map.merge_slashes = False
    app.jinja_env.filters["example"] = pages.example
    app.register_blueprint(pages.blueprint(serving))
    problems.register(app)

    def page(environ: Mapping[str, Any], operation: Operation, evaluated: Evaluated) -> str:
        with app.app_context():
            return pages.result_page(serving, environ, operation, evaluated)

    def about(environ: Mapping[str, Any]) -> Answer:
        named = environ.get("QUERY_STRING", "")
        if "format=" not in named and wanted(environ.get("HTTP_ACCEPT"))["graph"] == "html":
            with app.request_context(dict(environ)):
                body = pages.front_page(serving).encode()
            headers = [("Content-Type", CONTENT_TYPES["html"]), *READABLE]
            return Answer(200, headers, body, steady=True)
        return about_service(serving, environ, "service")

    endpoint = Endpoint(serving, page, about)
    graphs = GraphEndpoint(serving)

    def flask(environ: Mapping[str, Any]) -> Answer:
        return _from_flask(app.full_dispatch_request, app, environ)

    def told(environ: Mapping[str, Any], error: Exception) -> Answer:
        return _from_flask(lambda: app.handle_user_exception(error), app, environ)

    def rendered(environ: Mapping[str, Any], template: str, **shown: Any) -> str:
        with app.request_context(dict(environ)):
            return render_template(template, **shown)

    def sparql() -> Response:
        return _to_flask(endpoint(request.environ))

    def health() -> Response:
        return _plain("ok\n")

    def ready() -> Response:
        serving.pool.answer(Ask("ASK {}", {"ask": "json", "select": None, "graph": None}))
        return _plain("ready\n")

    def void() -> Response:
        return _to_flask(about_service(serving, request.environ, "void"))

    def measured() -> Response:
        assert metrics  # noqa: S101
        return Response(metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")

    methods = ["GET", "HEAD", "OPTIONS", "POST"]
    app.add_url_rule(SPARQL, ENDPOINT, sparql, methods=methods, provide_automatic_options=False)
    app.add_url_rule(VOID, "void", void)
    app.add_url_rule("/health", "health", health)
    app.add_url_rule("/ready", "ready", ready)
    if metrics:
        app.add_url_rule("/metrics", "metrics", measured)
    api = Api(serving, rendered)
    app.register_blueprint(linked_data(serving, lambda: api.known().registry))
    parts: dict[str, Part] = {SPARQL: endpoint, STORE: graphs, API: api}
    front = Front(serving, parts, flask, told, observe)
    app.wsgi_app = front  # type: ignore[method-assign, assignment]
    return app


def _from_flask(make: Any, app: Flask, environ: Mapping[str, Any]) -> Answer:
    with app.request_context(dict(environ)), closing(app.make_response(make())) as response:
        response.direct_passthrough = False
        body = response.get_data()
        headers = [one for one in response.headers if one[0].lower() not in _MADE_HERE]
        if not any(name == "Vary" for name, _ in headers):
            headers += READABLE
        path = environ["PATH_INFO"]
        kind = next((kind for start, kind in _KINDS.items() if path.startswith(start)), "page")
        return Answer(
            response.status_code, headers, body, steady=kind in ("page", "question"), kind=kind
        )


def _to_flask(answer: Answer) -> Response:
    body = answer.body if answer.spool is None else answer.spool.read()
    return Response(body, answer.status, answer.headers)


def _plain(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")
