"""What describes the API: OpenAPI, the page that shows it, and the JSON-LD context."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from brain2face.profiles import unit_names
from brain2face.server.api.context import context_of
from brain2face.server.api.openapi import openapi
from brain2face.server.api.operations import JSON, LINKED, Call, Made, Operation
from brain2face.server.api.page import shown

__all__ = ["documents"]


def documents(others: Iterable[Operation]) -> tuple[Operation, ...]:
    """Give the ``others``, and after them the operations that describe all."""
    every: list[Operation] = list(others)

    def document(call: Call) -> dict[str, Any]:
        return openapi(every, call.base, unit_names(call.known.knowledge))

    def described(call: Call) -> Made:
        return Made(content=document(call))

    def page(call: Call) -> Made:
        if call.wanted != "text/html":
            return described(call)
        body = call.render("api.html", **shown(every, document(call)))
        return Made(content=body.encode(), media="text/html")

    def context(call: Call) -> Made:
        return Made(content=context_of(call.known.knowledge), media=LINKED)

    every += (
        Operation(
            name="page",
            path="/",
            tag="about",
            summary="What can be asked, as a page to read and to try.",
            media=("text/html", JSON),
            read=page,
        ),
        Operation(
            name="openapi",
            path="/openapi.json",
            tag="about",
            summary="What can be asked, described by OpenAPI 3.1.",
            read=described,
        ),
        Operation(
            name="context",
            path="/context.jsonld",
            tag="about",
            summary="The JSON-LD context by which answers about terms are RDF.",
            media=(LINKED, JSON),
            read=context,
        ),
    )
    return tuple(every)
