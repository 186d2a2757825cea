"""The web API, from its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from brain2face.profiles import unit_names
from brain2face.questions import load_questions
from brain2face.server.api.openapi import openapi
from brain2face.server.api.table import operations
from pages_from.world import world

__all__ = ["web_api"]


def web_api(document: Mapping[str, Any] | None = None) -> str:
    """Give a section for each address, with what it takes and what it answers."""
    whole = _document() if document is None else document
    base = urlsplit(whole["servers"][0]["url"]).path
    return "\n\n".join(
        "\n".join(_operation(base + path, method, operation, whole))
        for path, methods in whole["paths"].items()
        for method, operation in methods.items()
    )


def _document() -> Mapping[str, Any]:
    codes = unit_names(world().knowledge)
    return openapi(operations(load_questions()), "http://127.0.0.1:8000", codes)


def _operation(
    path: str, method: str, operation: Mapping[str, Any], whole: Mapping[str, Any]
) -> Iterator[str]:
    yield f"## `{method.upper()} {path}`"
    yield ""
    yield str(operation.get("summary", ""))
    yield ""
    if "description" in operation:
        yield str(operation["description"])
        yield ""
    parameters = [_followed(one, whole) for one in operation.get("parameters", ())]
    if parameters:
        yield "| parameter | where | type | what it is |"
        yield "| --- | --- | --- | --- |"
        for one in parameters:
            must = ", required" if one.get("required") else ""
            kind = one.get("schema", {}).get("type", "")
            yield f"| `{one['name']}` | {one['in']}{must} | {kind} | {_cell(one)} |"
        yield ""
    refused = []
    for status, given in operation.get("responses", {}).items():
        answer = _followed(given, whole)
        kinds = [f"`{kind}`" for kind in answer.get("content", {})]
        if status.startswith("2"):
            yield f"Answers {status}: {_cell(answer)} As {', '.join(kinds)}."
            yield ""
        else:
            refused.append(status)
    yield f"Refuses by {', '.join(refused)}, each with a problem document."


def _followed(given: Mapping[str, Any], whole: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in given:
        return given
    found: Any = whole
    for step in given["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return _followed(found, whole)


def _cell(given: Mapping[str, Any]) -> str:
    return " ".join(str(given.get("description", "")).replace("|", "\\|").split())
