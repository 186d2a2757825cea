"""JSON-LD looked through before it is read as RDF: nothing in it may have to be fetched."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from brain2face.server.refusals import Refused

__all__ = ["check_linked_json"]

_NAMES: Final = frozenset({"@id", "@type", "@base", "@vocab"})
_UNFIT: Final = re.compile(r'[\x00-\x20\x7f<>"{}|^`\\]')


def check_linked_json(text: str) -> None:
    """Refuse a document that names a context elsewhere, or an IRI that is none.

    The reader of JSON-LD drops what such an IRI says without a word.

    Raises:
        Refused: it does, it is not JSON, or it nests too deep.
    """
    try:
        json.loads(text, object_pairs_hook=_looked_through)
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        message = f"Line {error.lineno}, column {error.colno}: {error.msg}."
        raise Refused(400, f"The graph is not JSON. {message}", members=place) from None
    except RecursionError:
        raise Refused(400, "The JSON of the graph nests too deep.") from None


def _looked_through(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for key, value in pairs:
        if key == "@import":
            raise _elsewhere(value)
        if key == "@context":
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, str):
                    raise _elsewhere(part)
        for name in value if isinstance(value, list) else [value]:
            if key in _NAMES and isinstance(name, str):
                _check(name)
        if "://" in key:
            _check(key)
    return dict(pairs)


def _check(name: str) -> None:
    if _UNFIT.search(name):
        raise Refused(400, f"{name!a:.200} is no IRI: it holds a space or the like.")


def _elsewhere(value: object) -> Refused:
    said = f"The graph names the context {value!a:.200}, which lies elsewhere and is not fetched."
    return Refused(400, f"{said} Write the context out in its place.")
