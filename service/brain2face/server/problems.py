"""What went wrong, told in the client's own form: a problem document, plain text, or a page."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from brain2face.errors import Brain2FaceError, QuerySyntaxError, UsageFault
from brain2face.server.evaluated import EvaluationError
from brain2face.server.negotiation import best
from brain2face.server.refusals import Refused

__all__ = ["problem", "register"]

_FORMS: Final = ("application/problem+json", "application/json", "text/html", "text/plain")
_EXPECTED: Final = ": expected "
_RETRY_SECONDS: Final = "5"


def problem(status: int, detail: str, **more: object) -> Response:
    """Make the answer that tells a problem; ``more`` are further members of its document."""
    title = HTTPStatus(status).phrase
    members = {key: value for key, value in more.items() if value is not None}
    form = best(request.headers.get("Accept"), _FORMS)
    if form == "text/html":
        query = request.values.get("query", "") if request.method in ("GET", "HEAD") else ""
        page = render_template(
            "problem.html", status=status, title=title, detail=detail, query=query, **members
        )
        response = Response(page, status)
    elif form == "text/plain":
        response = Response(detail + "\n", status, content_type="text/plain; charset=utf-8")
    else:
        document = {"title": title, "status": status, "detail": detail, **members}
        body = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
        response = Response(body, status, content_type="application/problem+json")
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = _RETRY_SECONDS
    response.headers["Cache-Control"] = "no-store"
    return response


def register(app: Flask) -> None:
    """Let an application tell every fault as a problem, and never a traceback."""
    app.register_error_handler(Brain2FaceError, _fault)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _fault(error: Brain2FaceError) -> Response:
    said = str(error)
    if isinstance(error, QuerySyntaxError):
        expected = said.partition(_EXPECTED)[2].removesuffix(".") or None
        return problem(400, said, line=error.line, column=error.column, expected=expected)
    if isinstance(error, Refused):
        response = problem(error.status, said, **error.members)
        response.headers.update(error.headers)
        return response
    if isinstance(error, EvaluationError):
        return problem(error.status, said)
    if isinstance(error, UsageFault):
        return problem(400, said)
    current_app.logger.error("%s %s: %s", request.method, request.path, said)
    return problem(503, "What is served cannot be read at this moment. Try again later.")


def _http(error: HTTPException) -> Response:
    own = error.get_response()
    code = error.code or 500
    if code < HTTPStatus.BAD_REQUEST:
        redirect = Response(status=code)
        redirect.headers["Location"] = own.headers.get("Location", "/")
        return redirect
    response = problem(code, _said(error))
    if own.headers.get("Allow"):
        response.headers["Allow"] = own.headers["Allow"]
    return response


def _said(error: Any) -> str:
    if error.code == HTTPStatus.METHOD_NOT_ALLOWED:
        return f"{request.method} is not possible here. Possible: {', '.join(error.valid_methods)}."
    if error.code == HTTPStatus.NOT_FOUND:
        return f"There is nothing at {request.path}. The start page is /, the endpoint /sparql."
    return str(error.description)


def _unforeseen(error: Exception) -> Response:
    current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    return problem(500, "A fault of brain2face itself. Please report it, with the request.")
