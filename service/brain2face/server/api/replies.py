"""What goes back from the API: which form the client wants, and the answer in that form."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import msgspec

from brain2face.errors import UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.server.api.context import linked
from brain2face.server.api.operations import JSON, LINKED, Made, Operation
from brain2face.server.api.routing import Found
from brain2face.server.negotiation import best
from brain2face.server.refusals import Refused
from brain2face.server.responses import Answer

__all__ = ["OPEN", "nobody", "preflight", "sent", "wanted"]

OPEN: Final = (
    ("Access-Control-Allow-Origin", "*"),
    (
        "Access-Control-Expose-Headers",
        "Brain2face-Cut, Brain2face-Total, Deprecation, ETag, Link, Location, Retry-After, Sunset",
    ),
    ("Vary", "Accept, Accept-Encoding"),
)
"""The headers by which programs in browsers may read an answer."""
_CHARSET: Final = "; charset=utf-8"
_TEXTS: Final = ("text/csv", "text/html", "text/tab-separated-values")
_ENDINGS: Final = {"json": "json", "csv": "csv", "tsv": "tab-separated-values", "html": "html"}


def wanted(environ: Mapping[str, Any], operation: Operation, named: str | None) -> str:
    """Give the media type of the answer: what ``format=`` names, or what Accept likes best.

    Where it likes several equally, what was posted as lines is answered as lines.

    Raises:
        Refused: nothing that is acceptable is to be had.
    """
    if named:
        return next(one for one in operation.media if one.endswith(_ENDINGS[named]))
    posted = str(environ.get("CONTENT_TYPE") or "").partition(";")[0].strip().lower()
    offered = sorted(operation.media, key=lambda one: bool(operation.post) and one != posted)
    chosen = best(environ.get("HTTP_ACCEPT"), tuple(offered))
    if chosen is None:
        known = ", ".join(operation.media)
        message = f"The answer comes as {known}, and none of them was accepted."
        members = {"available": list(operation.media), "field": "Accept"}
        raise Refused(406, message, members=members)
    return chosen


def sent(
    made: Made, operation: Operation, wanted: str, context: str, knowledge: Knowledge
) -> Answer:
    """Give what was made as an answer; of a term with the address of its context."""
    content = made.content
    if not isinstance(content, bytes):
        if operation.linked:
            content = linked(knowledge, content, context)
        content = msgspec.json.encode(content) + b"\n"
    media = made.media if made.media != JSON or wanted != LINKED else LINKED
    if media in _TEXTS:
        media += _CHARSET
    headers = [("Content-Type", media), *OPEN, *made.headers]
    if made.links:
        links = ", ".join(f'<{address}>; rel="{name}"' for name, address in made.links.items())
        headers.append(("Link", links))
    steady = made.status == HTTPStatus.OK
    return Answer(made.status, headers, content, steady=steady, kind="api")


def nobody(error: UnknownNameError, operation: Operation) -> Refused:
    """Tell a name that nothing bears: the thing asked for is not there."""
    fields = [one.name for one in operation.parameters]
    field = error.kind if error.kind in fields else (fields or [""])[0]
    members = {"field": field, "nearest": error.nearest}
    return Refused(404, str(error), members=members)


def preflight(found: Found) -> list[tuple[str, str]]:
    """Give the headers by which a browser learns what may be asked."""
    return [
        ("Allow", found.allow),
        ("Access-Control-Allow-Headers", "Accept, Content-Type"),
        ("Access-Control-Allow-Methods", found.allow),
        ("Access-Control-Allow-Origin", "*"),
    ]
