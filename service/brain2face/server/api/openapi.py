"""The description of the API by OpenAPI 3.1, made from the table of operations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from http import HTTPStatus
from typing import Any, Final

from brain2face import __version__
from brain2face.server.api.operations import JSON, LINKED, NDJSON, ROOT, Operation, Parameter
from brain2face.server.api.problems import Problem
from brain2face.server.api.schemas import schemas, score_pattern

__all__ = ["openapi"]

_ALWAYS: Final = (405, 500)
_PROBLEM: Final = "application/problem+json"
_TAGS: Final = {
    "terms": "Terms, by any of their names, and all that is known of them.",
    "coding": "Faces coded by published rules, and coders compared.",
    "questions": "Competency questions, answered as tables.",
    "about": "What describes the API itself.",
}
_WORDS: Final = (
    "What moves a face, who says so, and what it tells: terms, coding, agreement and questions"
    " over published knowledge. A verdict is what rules say of a score; no rule set reads a"
    " person's feelings. Every error is a problem document that names the field to blame."
)


def openapi(operations: Sequence[Operation], base: str, codes: Collection[str]) -> dict[str, Any]:
    """Make the document.

    Args:
        operations: what there is.
        base: what addresses of the service begin with.
        codes: those that a score may have.
    """
    by_type, components = schemas(operations, codes)
    paths: dict[str, dict[str, Any]] = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, by_type, codes)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "brain2face",
            "version": __version__,
            "summary": "From cortex to emotion: facial action units, their causes and readings.",
            "description": _WORDS,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": f"{base}{ROOT}", "description": "This service."}],
        "tags": [{"name": name, "description": words} for name, words in _TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": components,
            "responses": {f"Problem{one}": _problem(one, by_type) for one in _statuses(operations)},
        },
    }


def _statuses(operations: Sequence[Operation]) -> list[int]:
    return sorted({*_ALWAYS, *(status for one in operations for status in one.errors)})


def _operation(
    one: Operation, by_type: dict[int, dict[str, Any]], codes: Collection[str]
) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": one.name,
        "tags": [one.tag],
        "summary": one.summary,
    }
    if one.more:
        described["description"] = one.more
    if one.parameters:
        described["parameters"] = [_parameter(parameter, codes) for parameter in one.parameters]
    if one.body:
        described["requestBody"] = {
            "required": True,
            "content": {
                media: {
                    "schema": {"type": "string"} if media == NDJSON else by_type[id(kind)],
                    "x-lines" if media == NDJSON else "examples": {
                        name: {"value": value} for name, value in one.body.examples[media].items()
                    },
                }
                for media, kind in one.body.types.items()
            },
        }
    answers = {"200": _answer(one, by_type)}
    if "text/html" in one.media and len(one.media) > 2:
        answers["303"] = {"description": "A page for people lies elsewhere."}
    for status in sorted({*_ALWAYS, *one.errors}):
        answers[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    return {**described, "responses": answers}


def _answer(one: Operation, by_type: dict[int, dict[str, Any]]) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for media in one.media:
        ours = media in (JSON, LINKED) and one.answer is not None
        schema = by_type[id(one.answer)] if ours else {} if "json" in media else {"type": "string"}
        if media != "text/html" or len(one.media) <= 2:
            content[media] = {"schema": {"type": "string"} if media == NDJSON else schema}
    return {"description": "The answer.", "content": content}


def _parameter(one: Parameter, codes: Collection[str]) -> dict[str, Any]:
    return {
        "name": one.name,
        "in": one.place,
        "required": one.required,
        "description": one.meaning,
        "schema": _schema(one, codes),
        "example": _value(one, one.example),
    }


def _schema(one: Parameter, codes: Collection[str]) -> dict[str, Any]:
    if one.kind == "whole":
        ends = {"minimum": one.least, "maximum": one.most, "default": one.default}
        return {"type": "integer", **{k: v for k, v in ends.items() if v is not None}}
    if one.kind == "number":
        return {"type": "number"}
    schema: dict[str, Any] = {"type": "string"}
    bounds: dict[str, Any] = {
        "minLength": one.least,
        "maxLength": one.most if not one.choices else None,
        "enum": list(one.choices) or None,
        "pattern": score_pattern(codes) if one.kind == "score" else None,
        "default": one.default or None,
    }
    return schema | {name: value for name, value in bounds.items() if value is not None}


def _value(one: Parameter, text: str) -> Any:
    if one.kind == "whole":
        return int(text)
    if one.kind == "number":
        return float(text)
    return text


def _problem(status: int, by_type: dict[int, dict[str, Any]]) -> dict[str, Any]:
    words = {"schema": {"type": "string"}}
    return {
        "description": f"{HTTPStatus(status).phrase}: what is wrong, and what would be right.",
        "content": {
            _PROBLEM: {"schema": by_type[id(Problem)]},
            "text/html": words,
            "text/plain": words,
        },
    }
