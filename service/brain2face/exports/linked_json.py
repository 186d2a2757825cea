"""JSON-LD with short names: the library writes every IRI out, which nobody reads."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

import pyoxigraph as ox

from brain2face.terms import PREFIXES, curie

__all__ = ["linked_json"]

_TYPE: Final = PREFIXES["rdf"] + "type"
_NAMES: Final = ("@id", "@type")


def linked_json(triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as one JSON-LD document that brings its context along."""
    written = ox.serialize(triples, format=ox.RdfFormat.JSON_LD) or b"[]"
    compact = _Compact()
    nodes = [compact.node(node) for node in json.loads(written)]
    document = {"@context": compact.context(), "@graph": nodes}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


class _Compact:
    def __init__(self) -> None:
        self._used: set[str] = set()

    def context(self) -> dict[str, str]:
        return {prefix: PREFIXES[prefix] for prefix in sorted(self._used)}

    def node(self, node: dict[str, Any]) -> dict[str, Any]:
        return {
            "@type" if key == _TYPE else self._name(key): self._values(key, value)
            for key, value in node.items()
        }

    def _values(self, key: str, values: Any) -> Any:
        if key in _NAMES:
            return self._name(values)
        found = [
            self._name(value["@id"]) if key == _TYPE else self._value(value) for value in values
        ]
        return found[0] if len(found) == 1 else found

    def _value(self, value: dict[str, Any]) -> Any:
        if list(value) == ["@value"]:
            return value["@value"]
        return {
            key: self._name(part) if key in _NAMES else part for key, part in sorted(value.items())
        }

    def _name(self, iri: str) -> str:
        short = iri if iri.startswith(("@", "_:")) else curie(iri)
        if short != iri:
            self._used.add(short.partition(":")[0])
        return short
