"""Identifiers that resolve: the address of a term leads to the documents about it.

What is answered comes from the ontology that the process holds, whatever the store or the endpoint:
what users added is found by SPARQL.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

import pyoxigraph as ox
from flask import Blueprint, Response, request

from brain2face.errors import UnknownNameError
from brain2face.pictures import picture_of
from brain2face.registry import Registry
from brain2face.server.environ import base_of, named_format
from brain2face.server.mapping_tables import TABLE, TABLE_TYPE, table_of
from brain2face.server.negotiation import document_format
from brain2face.server.problems import problem
from brain2face.server.responses import READABLE
from brain2face.server.serving import Serving
from brain2face.server.term_documents import TYPES, bridges, links, serialized, shapes
from brain2face.server.term_names import FOLDERS, PICTURE, SUFFIXES, TermNames
from brain2face.server.term_pages import TermPages, href

__all__ = ["linked_data"]

_OF_FORMAT: Final = {fmt: suffix for suffix, fmt in SUFFIXES.items()}


def linked_data(serving: Serving, registry: Callable[[], Registry]) -> Blueprint:
    """Make the part of the application that answers at the addresses of terms, and finds them.

    Args:
        serving: the dataset.
        registry: gives the registry of its terms.
    """
    part = Blueprint("terms", __name__)
    pages = TermPages(serving, registry)
    names = lru_cache(maxsize=1)(_names)

    def resolve(name: str) -> Response:
        knowledge = serving.knowledge()
        try:
            found = names(knowledge.store).read(name)
        except UnknownNameError as error:
            return _unknown(error, pages.called(error.name))
        root = base_of({**request.environ, "PATH_INFO": "/"}, serving.base)
        if found.suffix is None:
            return _led(root + found.name)
        if found.suffix == PICTURE:
            body: str | bytes | None = picture_of(knowledge, found.iri, base="")
            if body is None:
                return problem(404, f"There is no picture of {found.name}.")
        elif found.suffix == TABLE:
            body = table_of(found.name)
        elif found.suffix == "html":
            body = pages.page(found)
        else:
            body = serialized(knowledge, found)
        response = Response(body, content_type=TYPES.get(found.suffix, TABLE_TYPE))
        told = ", ".join(links(knowledge, found, root))
        response.headers.extend([*READABLE, ("Link", told)])
        return response

    part.add_url_rule("/terms", "search", pages.search)
    part.add_url_rule("/<name>", "term", resolve)
    part.add_url_rule("/<name>/", "slash", lambda name: resolve(f"{name}/"))
    for folder in FOLDERS:

        def inside(rest: str, folder: str = folder) -> Response:
            return resolve(f"{folder}/{rest}")

        part.add_url_rule(f"/{folder}/<path:rest>", folder, inside)
    part.app_context_processor(lambda: {"href": href, "types": TYPES, "names": SUFFIXES})
    return part


def _names(store: ox.Store) -> TermNames:
    return TermNames.of(store, shapes().store, bridges().store)


def _unknown(error: UnknownNameError, called: str | None) -> Response:
    """Tell that there is no such term; ``called`` is one that is called so, but has another IRI."""
    known = [called] if called else []
    nearest = [*known, *(name for name in error.nearest if name != called)]
    said = f"There is no {error.kind} {error.name!r}."
    if nearest:
        said = f"{said} Nearest: {', '.join(nearest)}."
    return problem(404, said, nearest=nearest or None)


def _led(here: str) -> Response:
    """Lead from a term to its document, which is another thing than the term itself."""
    accept = request.headers.get("Accept")
    suffix = _OF_FORMAT[document_format(accept, named_format(request.environ))]
    described = ", ".join(
        f'<{here}.{one}>; rel="describedby"; type="{TYPES[one].partition(";")[0]}"'
        for one in SUFFIXES
    )
    response = Response(status=303)
    response.headers.extend([("Location", f"{here}.{suffix}"), *READABLE, ("Link", described)])
    return response
