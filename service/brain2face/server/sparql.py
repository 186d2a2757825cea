"""The endpoint ``/sparql``: the query operations of the SPARQL 1.1 Protocol."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from brain2face.server.answering import Service, Shown
from brain2face.server.negotiation import wanted
from brain2face.server.pages import front_page

__all__ = ["blueprint"]

_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_DATASET: Final = ("default-graph-uri", "named-graph-uri")


def blueprint(service: Service) -> Blueprint:
    """Make the part of the application that answers at ``/sparql``."""
    part = Blueprint("sparql", __name__)

    @part.get("/sparql")
    def sparql() -> Response:
        if "query" not in request.args and wanted(request)["select"] == "html":
            return Response(front_page(service))
        _utf8(unquote_to_bytes(request.query_string))
        return _answered(service, _one(request.args.getlist("query")))

    @part.post("/sparql")
    def sparql_post() -> Response:
        if request.mimetype == _FORM:
            _utf8(unquote_to_bytes(request.get_data()))
            return _answered(service, _one(request.form.getlist("query")))
        if request.mimetype == _DIRECT:
            return _answered(service, _direct())
        raise UnsupportedMediaType(
            f"A query is posted as {_FORM} or as {_DIRECT}, not as {request.mimetype or 'nothing'}."
        )

    return part


def _answered(service: Service, query: str) -> Response:
    for name in _DATASET:
        if name in request.values:
            raise BadRequest(f"{name} is not known here: name graphs by FROM and FROM NAMED.")
    answer = service.respond(query)
    if isinstance(answer, Response):
        return answer
    linkable = request.method != "POST" and answer.kind != "ask"
    return Response(
        render_template(
            "result.html", query=query, shown=answer, formats=_others(answer, query, linkable)
        )
    )


def _others(answer: Shown, query: str, linkable: bool) -> dict[str, str]:
    formats = ("turtle", "ntriples") if answer.kind == "graph" else ("csv", "tsv", "json", "xml")
    if not linkable:
        return {}
    return {fmt: url_for("sparql.sparql", query=query, format=fmt) for fmt in formats}


def _one(queries: list[str]) -> str:
    if "update" in request.values:
        raise BadRequest("This endpoint answers queries; it takes no update.")
    if not queries:
        raise BadRequest("There is no query: give one by query=… (GET or a form) or as the body.")
    if len(queries) > 1:
        raise BadRequest(f"One request asks one query; this one gives {len(queries)}.")
    return queries[0]


def _direct() -> str:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"A query is UTF-8 text, not {charset}.")
    return _utf8(request.get_data()).removeprefix("\ufeff")


def _utf8(sent: bytes) -> str:
    """Read what was sent strictly: Flask alone would put a mark for each wrong byte."""
    try:
        return sent.decode()
    except UnicodeDecodeError:
        raise BadRequest("The query is not UTF-8 text.") from None
