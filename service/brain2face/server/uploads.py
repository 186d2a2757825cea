"""RDF as clients send it to a graph store: read whole, or refused with the place of the fault.

Nothing that a document names is fetched or expanded: a DOCTYPE could define entities that grow
without end, and a JSON-LD context may lie elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph as ox

from brain2face.server.linked_json import check_linked_json
from brain2face.server.linked_xml import check_linked_xml, refused_at
from brain2face.server.packing import unpacked
from brain2face.server.refusals import Refused

__all__ = ["UPLOADED", "rdf_from"]

UPLOADED: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
"""The media types that are read."""

_UNFIT: Final = re.compile(r'[\x00-\x20\x7f<>"{}|^`\\]')
_UTF_8: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_SAID: Final = re.compile(r"^Parser error at .*?: (?=\S)| \(line \d+\)$")
_IRI_TOLD: Final = re.compile(r"IRI '(.*?)'")


def rdf_from(
    body: bytes, media_type: str, *, base: str, encoding: str | None, most: int
) -> list[ox.Quad]:
    """Read the RDF of a request.

    Args:
        body: as it came.
        media_type: its Content-Type with its parameters.
        base: what relative IRIs are read against.
        encoding: its Content-Encoding.
        most: bytes that it may have, packed or unpacked.

    Returns:
        What it says; blank nodes are new ones.

    Raises:
        Refused: another media type, charset or encoding (415), too much (413), or what does not
            parse, a DOCTYPE, a context that lies elsewhere, an IRI that is none (400, and where).
    """
    fmt = _format(media_type)
    text = _decoded(unpacked(body, encoding, most))
    if fmt == ox.RdfFormat.RDF_XML:
        check_linked_xml(text)
    elif fmt == ox.RdfFormat.JSON_LD:
        check_linked_json(text)
    try:
        quads = list(ox.parse(input=text, format=fmt, base_iri=base, rename_blank_nodes=True))
    except SyntaxError as error:
        raise _placed(text, error) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise Refused(400, f"The graph cannot be read: {error}.") from None
    for quad in quads:
        _check(quad)
    return quads


def _format(media_type: str) -> ox.RdfFormat:
    name, *parameters = (part.strip() for part in media_type.lower().split(";"))
    if name not in UPLOADED:
        known = ", ".join(UPLOADED)
        said = f"A graph sent as {f'{name!a:.80}' if name else 'nothing known'} is not read"
        raise Refused(415, f"{said}; send it as {known}.", {"Accept-Post": known})
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "charset" and value.strip(" \"'") not in _UTF_8:
            raise Refused(415, f"The charset {value!a:.40} is not read; send UTF-8.")
    return UPLOADED[name]


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        column = error.start - body.rfind(b"\n", 0, error.start)
        raise refused_at(line, column, "this is not UTF-8") from None


def _placed(text: str, error: SyntaxError) -> Refused:
    said = _SAID.sub("", str(error.msg)).rstrip(".")
    if error.lineno:
        return refused_at(error.lineno, error.offset or 1, said)
    told = _IRI_TOLD.search(said)
    offset = max(text.find(told[1]), 0) if told else 0
    line = text.count("\n", 0, offset) + 1
    return refused_at(line, offset - text.rfind("\n", 0, offset), said)


def _check(quad: ox.Quad | ox.Triple) -> None:
    terms: list[object] = [quad.subject, quad.predicate, quad.object]
    if isinstance(quad, ox.Quad):
        terms.append(quad.graph_name)
    for term in terms:
        if isinstance(term, ox.Triple):
            _check(term)
            continue
        node = term.datatype if isinstance(term, ox.Literal) else term
        if isinstance(node, ox.NamedNode) and _UNFIT.search(node.value):
            raise Refused(400, f"{node.value!a:.200} is no IRI: it holds a space or the like.")
