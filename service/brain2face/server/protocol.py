"""What the SPARQL 1.1 Protocol makes of a request: a query, an update, or a clear refusal.

It reads the WSGI environment itself, since every query passes here, and evaluates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from brain2face.server.environ import graph_iri, media_type, parameters
from brain2face.server.refusals import Refused
from brain2face.server.using import with_using

__all__ = ["ALLOW", "Operation", "read_operation"]

ALLOW: Final = "GET, HEAD, OPTIONS, POST"
_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final[Mapping[str, Literal["query", "update"]]] = {
    "application/sparql-query": "query",
    "application/sparql-update": "update",
}
_DATASET: Final = {
    "query": ("default-graph-uri", "named-graph-uri"),
    "update": ("using-graph-uri", "using-named-graph-uri"),
}
_SECONDS: Final = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or an update, and the dataset that the request gives it.

    Attributes:
        kind: which of both.
        text: the SPARQL text.
        default_graphs: what ``default-graph-uri`` or ``using-graph-uri`` name.
        named_graphs: what ``named-graph-uri`` or ``using-named-graph-uri`` name.
        format: the format that ``format`` or ``output`` asks for, whatever Accept says.
        timeout: the seconds after which the client wants to wait no longer.
    """

    kind: Literal["query", "update"]
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    format: str | None = None
    timeout: float | None = None


def read_operation(environ: Mapping[str, Any], body: bytes | None) -> Operation | None:
    """Read what a request asks.

    Args:
        environ: the WSGI environment.
        body: what was sent, whole; the caller refuses what is too long.

    Returns:
        The operation, or nothing for a GET without a query, which asks for the description of the
        service, and for OPTIONS.

    Raises:
        Refused: the request is not one of the protocol's.
    """
    method = environ.get("REQUEST_METHOD")
    params = parameters(environ.get("QUERY_STRING", ""))
    if method in ("GET", "HEAD"):
        if "update" in params:
            raise Refused(400, "An update is posted, never asked for by GET.")
        if "query" in params or any(name in params for name in _DATASET["query"]):
            return _operation("query", params)
        return None
    if method == "OPTIONS":
        return None
    if method != "POST":
        raise Refused(
            405, f"{ascii(method)[1:-1]} is not possible here. Possible: {ALLOW}.", {"Allow": ALLOW}
        )
    if "update" in params:
        raise Refused(400, "An update is sent in the body, not in the address.")
    return _posted(environ, params, body or b"")


def _posted(environ: Mapping[str, Any], params: dict[str, list[str]], body: bytes) -> Operation:
    media = media_type(environ, "An operation")
    if media == _FORM:
        for name, values in parameters(body).items():
            params.setdefault(name, []).extend(values)
        if "update" not in params:
            return _operation("query", params)
        if "query" in params:
            raise Refused(400, "One request is one operation: a query or an update, not both.")
        return _operation("update", params)
    kind = _DIRECT.get(media)
    if kind is None:
        known = ", ".join((_FORM, *_DIRECT))
        raise Refused(
            415,
            f"A query or an update is posted as one of {known}, not as {media[:80]!a}.",
            {"Accept-Post": known},
        )
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Refused(400, f"The {kind} is not UTF-8 text.") from None
    if "query" in params:
        raise Refused(400, "There is a query in the address beside the body; send one of them.")
    params[kind] = [text]
    return _operation(kind, params)


def _operation(kind: Literal["query", "update"], params: dict[str, list[str]]) -> Operation:
    texts = params.get(kind)
    if not texts:
        raise Refused(400, "There is no query: give one by query=… (GET or a form), or as a body.")
    if len(texts) > 1:
        raise Refused(400, f"One request is one {kind}; this one gives {len(texts)}.")
    text = texts[0].removeprefix("\ufeff")
    if len(params) == 1:
        return Operation(kind, text)
    for name in _DATASET["update" if kind == "query" else "query"]:
        if name in params:
            right = " and ".join(_DATASET[kind])
            raise Refused(400, f"{name} is not for {kind} operations; those take {right}.")
    default, named = (
        tuple(dict.fromkeys(graph_iri(iri, name) for iri in params.get(name, ())))
        for name in _DATASET[kind]
    )
    if kind == "update" and (default or named):
        with_using(text, default, named)
    return Operation(kind, text, default, named, _format(params), _timeout(params))


def _format(params: dict[str, list[str]]) -> str | None:
    for name in ("format", "output"):
        given = {value.strip() for value in params.get(name, ())} - {""}
        if len(given) > 1:
            raise Refused(400, f"One answer has one format; {name} names {len(given)}.")
        if given:
            return given.pop()
    return None


def _timeout(params: dict[str, list[str]]) -> float | None:
    given = params.get("timeout")
    if not given:
        return None
    seconds = float(given[0]) if _SECONDS.fullmatch(given[0]) else 0.0
    if len(given) > 1 or not seconds:
        raise Refused(400, "timeout takes one number of seconds above 0, such as timeout=2.5.")
    return seconds
