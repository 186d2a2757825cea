"""What the page of the API shows: each operation with its parameters, a form and a curl line."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from brain2face.server.api.operations import ROOT, Operation, Parameter

__all__ = ["Entry", "shown"]

_TAGS: Final = ("terms", "coding", "questions", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An operation as the page shows it.

    Attributes:
        operation: the operation.
        address: where it is, with the examples filled in.
        link: the same, as seen from the page.
        curl: the same as a command.
        bodies: examples of what is posted, by their media type and name.
        answer: the name of the schema of the answer, or the names of several.
    """

    operation: Operation
    address: str
    link: str
    curl: str
    bodies: Sequence[tuple[str, str, str]]
    answer: Sequence[str]


def shown(operations: Sequence[Operation], document: dict[str, Any]) -> dict[str, Any]:
    """Give what the template is filled with."""
    base = document["servers"][0]["url"].removesuffix(ROOT)
    entries = [_entry(one, document, base) for one in operations]
    groups = {tag: [one for one in entries if one.operation.tag == tag] for tag in _TAGS}
    words = {tag["name"]: tag["description"] for tag in document["tags"]}
    schemas = {
        name: json.dumps(schema, ensure_ascii=False, indent=1)
        for name, schema in sorted(document["components"]["schemas"].items())
    }
    return {"info": document["info"], "groups": groups, "words": words, "schemas": schemas}


def _entry(one: Operation, document: dict[str, Any], base: str) -> Entry:
    filled = _filled(one)
    address = f"{ROOT}{filled}"
    bodies = [
        (media, name, body if isinstance(body, str) else json.dumps(body, indent=1))
        for media, examples in (one.body.examples.items() if one.body else ())
        for name, body in examples.items()
    ]
    command = f"curl {shlex.quote(base + address)}"
    if bodies:
        media, _, body = bodies[0]
        data = " ".join(body.split()) if media.endswith("/json") else body
        command += f" -H {shlex.quote(f'Content-Type: {media}')} -d {shlex.quote(data)}"
    described = document["paths"][one.path][one.method.lower()]["responses"]["200"]
    schema = next(iter(described["content"].values()))["schema"]
    return Entry(
        operation=one,
        address=address,
        link=filled.removeprefix("/") or ".",
        curl=command,
        bodies=bodies,
        answer=_schemas_of(schema),
    )


def _filled(one: Operation) -> str:
    path = one.path
    query = []
    for parameter in one.parameters:
        if parameter.place == "path":
            path = path.replace(f"{{{parameter.name}}}", quote(parameter.example, safe=":"))
        elif one.method == "GET" and _worth_trying(parameter):
            query.append((parameter.name, parameter.example))
    return f"{path}?{urlencode(query)}" if query else path


def _worth_trying(parameter: Parameter) -> bool:
    return parameter.required or parameter.name in ("q", "limit")


def _schemas_of(schema: dict[str, Any]) -> list[str]:
    parts = [schema, *schema.get("anyOf", ()), schema.get("items", {})]
    return [one["$ref"].rpartition("/")[2] for one in parts if "$ref" in one]
