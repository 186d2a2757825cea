"""The test suites of the W3C as they lie beside the checkout: one case for each entry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from _pytest.mark import ParameterSet

from fixture_files import shared_file

__all__ = ["Case", "Data", "cases", "http_cases", "skipped"]

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11"

QUERY = (
    "aggregates bind bindings cast construct exists functions grouping negation project-expression"
    " property-path subquery"
).split()
UPDATE = (
    "add basic-update clear copy delete delete-data delete-insert delete-where drop move"
    " update-silent"
).split()
RESULTS = ["csv-tsv-res", "json-res"]
SYNTAX = ["syntax-query", "syntax-update-1", "syntax-update-2"]


@dataclass(frozen=True)
class Data:
    """Files of a dataset: of the default graph, and of the named ones by IRI."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()

    def quads(self, *, addressed: bool = False) -> Iterator[ox.Quad]:
        """Read them; each file has its own blank nodes and its own address in the suite.

        ``addressed`` puts the files of the default graph under their addresses, too, for FROM.
        """
        for path in self.default:
            yield from _parsed(path)
        more = [(_address(path), path) for path in self.default] if addressed else []
        for iri, path in [*self.named, *more]:
            for quad in _parsed(path):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(iri))


@dataclass(frozen=True)
class Case:
    """One entry of a manifest: what is asked of which data, and what must come out."""

    name: str
    kind: str
    text: Path
    before: Data
    after: Data
    result: Path | None

    def read(self) -> str:
        """Give the text, with its address in the suite as its base."""
        return f"BASE <{self.base}> {self.text.read_text(encoding='utf-8')}"

    @property
    def base(self) -> str:
        """Give the address of the text in the suite."""
        return _address(self.text)


def cases(suites: list[str], *kinds: str) -> list[ParameterSet]:
    """Give the cases of some suites, of the kinds whose names hold one of ``kinds``, to a test."""
    try:
        manifests = [shared_file(f"w3c/sparql/sparql11/{suite}/manifest.ttl") for suite in suites]
    except pytest.skip.Exception as absent:
        return [skipped(str(absent))]
    found = [case for path in manifests for case in _manifest(path)]
    return [
        pytest.param(case, id=case.name) for case in found if any(k in case.kind for k in kinds)
    ]


def http_cases(name: str) -> list[ParameterSet]:
    """Give the cases of a suite that was written out as requests and answers."""
    try:
        tests = json.loads(shared_file(f"w3c/{name}").read_bytes())["tests"]
    except pytest.skip.Exception as absent:
        return [skipped(str(absent))]
    return [pytest.param(test, id=test["id"]) for test in tests]


def skipped(reason: str) -> ParameterSet:
    """Stand in for cases that are not here."""
    return pytest.param(None, marks=pytest.mark.skip(reason=reason), id="absent")


def _manifest(path: Path) -> Iterator[Case]:
    store = ox.Store()
    store.load(path=path, base_iri=_address(path))
    for quad in store.quads_for_pattern(None, ox.NamedNode(f"{MF}entries"), None):
        for entry in _members(store, quad.object):
            kind = _one(store, entry, f"{RDF}type").value.rpartition("#")[2]
            action, result = (_one(store, entry, f"{MF}{p}") for p in ("action", "result"))
            query = _one(store, action, f"{QT}query") or _one(store, action, f"{UT}request")
            yield Case(
                f"{path.parent.name}/{entry.value.rpartition('#')[2]}",
                kind,
                _file(path, query or action),
                _data(store, path, action),
                _data(store, path, result),
                _file(path, result) if isinstance(result, ox.NamedNode) else None,
            )


def _data(store: ox.Store, manifest: Path, node: Any) -> Data:
    default, named = [], []
    for vocabulary in (QT, UT):
        default += [_file(manifest, x) for x in _all(store, node, f"{vocabulary}data")]
        for graph in _all(store, node, f"{vocabulary}graphData"):
            file = _one(store, graph, f"{UT}graph") or graph
            label = _one(store, graph, LABEL.value)
            named.append((label.value if label else file.value, _file(manifest, file)))
    return Data(tuple(default), tuple(named))


def _all(store: ox.Store, node: Any, predicate: str) -> list[Any]:
    if not isinstance(node, ox.NamedNode | ox.BlankNode):
        return []
    return [q.object for q in store.quads_for_pattern(node, ox.NamedNode(predicate), None)]


def _one(store: ox.Store, node: Any, predicate: str) -> Any:
    return next(iter(_all(store, node, predicate)), None)


def _members(store: ox.Store, node: Any) -> Iterator[Any]:
    while first := _one(store, node, f"{RDF}first"):
        yield first
        node = _one(store, node, f"{RDF}rest")


def _address(path: Path) -> str:
    return f"{BASE}/{path.parent.name}/{path.name}"


def _file(manifest: Path, iri: Any) -> Path:
    return manifest.parent / str(iri.value).rpartition("/")[2]


def _parsed(path: Path) -> Iterator[ox.Quad]:
    return ox.parse(path=path, base_iri=_address(path), rename_blank_nodes=True)
