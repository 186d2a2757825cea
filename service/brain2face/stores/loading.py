"""Files of RDF into a store: large ones too, nothing from the network, no IRI that is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Final, cast

import pyoxigraph as ox

from brain2face.errors import SourceFileError, UsageFault
from brain2face.stores.sources import SYNTAXES, Source, Stream
from brain2face.stores.xml_check import CheckedXml

__all__ = ["Source", "load_source"]

_PLACE: Final = re.compile(r"^Parser error at line \d+ [^:]*: | \(line \d+\)$")
_REMOTE: Final = "LoadDocumentCallback"


def load_source(
    store: ox.Store,
    source: Source,
    graph: ox.NamedNode | None = None,
    passed: Callable[[int], None] = lambda count: None,
) -> None:
    """Load one source; triples without a graph go into ``graph`` or the default graph.

    Args:
        store: where the quads go; after a fault it may hold a part of them.
        source: where they come from.
        graph: the graph for what names no graph itself.
        passed: told how many further bytes have been read.

    Raises:
        UsageFault: the source cannot be read, or is no store.
        SourceFileError: it cannot be parsed; file, line and column are said.
    """
    if source.syntax is None:
        _copy(store, source, graph)
        return
    with source.opened(passed) as opened:
        xml = source.syntax == "rdfxml"
        stream = CheckedXml(source.name, opened) if xml else opened
        try:
            if source.syntax == "jsonld":
                store.bulk_extend(_checked(source, opened, graph))
            else:
                store.bulk_load(
                    cast("IO[bytes]", stream), format=SYNTAXES[source.syntax], to_graph=graph
                )
        except SyntaxError as error:
            raise _fault(source, error, stream.lines) from None


def _copy(store: ox.Store, source: Source, graph: ox.NamedNode | None) -> None:
    if graph is not None:
        raise UsageFault(f"{source.name} is a store, whose quads have their graphs already.")
    try:
        store.bulk_extend(ox.Store.read_only(str(source.path)))
    except OSError:
        raise UsageFault(f"{source.name} is a folder, but no Oxigraph store.") from None


def _checked(source: Source, stream: Stream, graph: ox.NamedNode | None) -> Iterator[ox.Quad]:
    """Parse JSON-LD, whose strict reader passes over bad IRIs in silence."""
    quads = ox.parse(
        cast("IO[bytes]", stream),
        format=ox.RdfFormat.JSON_LD,
        lenient=True,
        rename_blank_nodes=True,
    )
    for quad in quads:
        assert isinstance(quad, ox.Quad)  # noqa: S101
        if ":" not in quad.predicate.value:
            continue
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name):
            try:
                _check(term)
            except ValueError as error:
                raise _fault(source, SyntaxError(f"{term}: {error}"), stream.lines) from None
        there = isinstance(quad.graph_name, ox.DefaultGraph) and graph is not None
        yield ox.Quad(quad.subject, quad.predicate, quad.object, graph) if there else quad


def _check(term: object) -> None:
    if isinstance(term, ox.NamedNode):
        ox.NamedNode(term.value)
    elif isinstance(term, ox.Literal):
        ox.NamedNode(term.datatype.value)
        if term.language:
            ox.Literal(term.value, language=term.language)


def _fault(source: Source, error: SyntaxError, lines: int) -> SourceFileError:
    said = _PLACE.sub("", str(error.msg))
    if _REMOTE in said:
        said = "a remote @context is never fetched; write the context into the file"
    place = f"near line {lines}"
    if error.lineno is not None:
        place = f"line {error.lineno}, column {error.offset}"
    return SourceFileError(f"{source.name}, {place}: {said}.")
