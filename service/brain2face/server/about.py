"""Answers that describe the service: by the W3C vocabulary, and by VoID."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from brain2face.server.environ import base_of, named_format
from brain2face.server.frames import Ask
from brain2face.server.negotiation import CONTENT_TYPES, graph_format
from brain2face.server.responses import READABLE, Answer
from brain2face.server.serving import Serving

__all__ = ["SPARQL", "VOID", "about_service"]

SPARQL: Final = "/sparql"
VOID: Final = "/.well-known/void"


def about_service(serving: Serving, environ: Mapping[str, Any], about: str) -> Answer:
    """Answer with a description of what is served."""
    address = base_of(environ, serving.base)
    root = address.removesuffix(VOID).removesuffix(SPARQL).rstrip("/")
    form = graph_format(environ.get("HTTP_ACCEPT"), named_format(environ))
    said = {
        "address": f"{root}{VOID}",
        "endpoint": f"{root}{SPARQL}",
        "updates": bool(serving.writer.token),
        "federation": bool(serving.allowed),
        "limits": {
            "seconds_per_query": serving.pool.seconds,
            "bytes_per_request": serving.limits.longest_upload,
            "rows_per_answer": serving.limits.most_rows,
            "bytes_per_answer": serving.limits.most_bytes,
        },
    }
    ask = Ask(json.dumps(said), {"graph": form}, seconds=serving.pool.seconds, about=about)
    found = serving.pool.answer(ask)
    headers = [("Content-Type", CONTENT_TYPES[form]), *READABLE]
    return Answer(
        200, headers, found.body, found.spool, found.size, steady=True, kind="description"
    )
