"""The files of an export, by the name of their format, and how each is written."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from brain2face.errors import UnknownNameError
from brain2face.exports.functional import functional_syntax
from brain2face.exports.linked_json import linked_json
from brain2face.exports.merging import Publication
from brain2face.terms import PREFIXES

__all__ = ["FORMATS", "as_bytes"]


def as_bytes(publication: Publication, fmt: str) -> bytes:
    """Give the file of a format, the same bytes for the same knowledge.

    Raises:
        UnknownNameError: there is no such format.
        EnvironmentFault: what writes the format is not installed.
        SourceFileError: the format cannot hold what is said.
    """
    if fmt not in _WRITERS:
        raise UnknownNameError("format of an export", fmt, FORMATS)
    return _WRITERS[fmt](publication)


def _turtle(publication: Publication) -> bytes:
    from brain2face.canonical import canonical_form

    with tempfile.TemporaryDirectory(prefix="brain2face-") as folder:
        draft = Path(folder) / "merged.ttl"
        draft.write_bytes(_written(_triples(publication), ox.RdfFormat.N_TRIPLES))
        return canonical_form(draft).encode()


def _rdf_xml(publication: Publication) -> bytes:
    text = _written(_triples(publication), ox.RdfFormat.RDF_XML, PREFIXES).decode()
    head = re.search(r"<rdf:RDF ([^>]*)>", text)
    if head is None:
        return text.encode()
    names = " ".join(sorted(head[1].split()))
    return (text[: head.start(1)] + names + text[head.end(1) :]).encode()


def _trig(publication: Publication) -> bytes:
    text = _written(publication.dataset, ox.RdfFormat.TRIG, PREFIXES)
    lines = text.splitlines(keepends=True)
    heads = [line for line in lines if line.startswith(b"@prefix ")]
    return b"".join([*sorted(heads), *lines[len(heads) :]])


def _triples(publication: Publication) -> list[ox.Triple]:
    return [quad.triple for quad in publication.ontology]


def _written(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad],
    fmt: ox.RdfFormat,
    prefixes: Mapping[str, str] | None = None,
) -> bytes:
    return ox.serialize(statements, format=fmt, prefixes=dict(prefixes or {})) or b""


_WRITERS: Final[Mapping[str, Callable[[Publication], bytes]]] = {
    "ttl": _turtle,
    "owl": _rdf_xml,
    "ofn": lambda publication: functional_syntax(publication.ontology),
    "jsonld": lambda publication: linked_json(_triples(publication)),
    "nq": lambda publication: _written(publication.dataset, ox.RdfFormat.N_QUADS),
    "trig": _trig,
}
FORMATS: Final = tuple(_WRITERS)
