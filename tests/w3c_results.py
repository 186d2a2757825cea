"""Whether two answers say the same: as multisets of rows, with blank nodes under any name.

Numbers and booleans are compared by datatype and value: SPARQL leaves it open how one that was
calculated, or kept by value, is spelt.
"""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph as ox

__all__ = ["ACCEPT", "canonical", "described_rows", "read_results", "same_graph", "same_results"]

ACCEPT = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".ttl": "text/turtle",
    ".rdf": "application/rdf+xml",
}
FORMATS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
Rows = list[dict[str, Any]]
Table = bool | tuple[set[str], Rows]


def read_results(content: bytes, suffix: str) -> Table:
    """Read yes or no, or the variables and the rows, each of them without what is not bound."""
    if suffix == ".csv":
        head, *lines = csv.reader(io.StringIO(content.decode(), newline=""))
        rows = [{k: _cell(v) for k, v in zip(head, line, strict=True) if v} for line in lines]
        return set(head), rows
    found = ox.parse_query_results(content, FORMATS[suffix])
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    rows = [{k: v for k in names if (v := solution[k]) is not None} for solution in found]
    return set(names), rows


def described_rows(path: Path, base: str) -> Table | None:
    """Read the rows that a graph describes; nothing where it is a graph for its own sake."""
    store = ox.Store()
    store.load(path=path, base_iri=base)
    values = f"?solution <{RS}binding> ?b . ?b <{RS}variable> ?k ; <{RS}value> ?v"
    names = _selected(store, f"SELECT ?name {{ ?set <{RS}resultVariable> ?name }}")
    if not names:
        return None
    rows: dict[Any, dict[str, Any]] = {
        row["s"]: {} for row in _selected(store, f"SELECT ?s {{ ?set <{RS}solution> ?s }}")
    }
    for row in _selected(store, f"SELECT * {{ {values} }}"):
        rows[row["solution"]][row["k"].value] = row["v"]
    return {row["name"].value for row in names}, list(rows.values())


def same_results(one: Table, other: Table, *, ordered: bool) -> bool:
    """Compare two answers, the order of their rows only where it counts."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    return one[0] == other[0] and _graph(one[1], ordered) == _graph(other[1], ordered)


def same_graph(one: bytes, other: bytes | Path, base: str) -> bool:
    """Compare two graphs in Turtle."""
    left = ox.Dataset(ox.parse(one, ox.RdfFormat.TURTLE, base_iri=base))
    if isinstance(other, Path):
        right = ox.Dataset(ox.parse(path=other, base_iri=base))
    else:
        right = ox.Dataset(ox.parse(other, ox.RdfFormat.TURTLE, base_iri=base))
    return canonical(left) == canonical(right)


def canonical(dataset: ox.Dataset) -> ox.Dataset:
    """Give a dataset with names for its blank nodes that depend on what they mean alone."""
    spelt = ox.Dataset(
        ox.Quad(quad.subject, quad.predicate, _spelt(quad.object), quad.graph_name)
        for quad in dataset
    )
    spelt.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return spelt


def _graph(rows: Rows, ordered: bool) -> Any:
    """Give rows as a graph, in which a row that comes twice is there twice."""
    counted: dict[tuple[tuple[str, str], ...], int] = {}
    dataset = ox.Dataset()
    for number, row in enumerate(rows):
        key = tuple(sorted((name, str(_spelt(term))) for name, term in row.items()))
        blank = any(isinstance(term, ox.BlankNode | ox.Triple) for term in row.values())
        if not ordered and not blank:
            counted[key] = counted.get(key, 0) + 1
            continue
        node = ox.BlankNode()
        if ordered:
            place = ox.Literal(number)
            dataset.add(ox.Quad(node, ox.NamedNode("urn:place"), place))
        for name, term in row.items():
            dataset.add(ox.Quad(node, ox.NamedNode(f"urn:variable:{name}"), term))
        if not row:
            dataset.add(ox.Quad(node, ox.NamedNode("urn:empty"), ox.Literal(number)))
    return counted, set(canonical(dataset))


def _cell(text: str) -> ox.BlankNode | ox.Literal:
    """Read a cell of CSV, which does not tell its datatype: a number is known by its looks."""
    if text.startswith("_:"):
        return ox.BlankNode(text[2:])
    double = ox.NamedNode(f"{XSD}double")
    return ox.Literal(text, datatype=double) if NUMBER.fullmatch(text) else ox.Literal(text)


def _spelt(term: Any) -> Any:
    """Give a number or a boolean in one spelling."""
    if not isinstance(term, ox.Literal):
        return term
    kind = term.datatype.value.removeprefix(XSD)
    try:
        if kind in ("double", "float"):
            text = repr(float(term.value))
        elif kind in ("decimal", "integer"):
            text = f"{Decimal(term.value).normalize():f}"
        elif kind == "boolean":
            text = {"1": "true", "0": "false"}.get(term.value, term.value)
        else:
            return term
    except (ValueError, InvalidOperation):
        return term
    return ox.Literal(text, datatype=term.datatype)


def _selected(store: ox.Store, query: str) -> list[Any]:
    rows = store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    return list(rows)
