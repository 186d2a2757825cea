"""A user's own table or rules, checked term by term and laid beside the ontology's places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.reasoner.inferred import rules_of
from brain2face.reasoner.library import Library, read_quads
from brain2face.reasoner.scenario import Scenario
from brain2face.reasoner.statements import TYPE, Statements, b2f, owl
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["add"]

_CLOSED = (OWL, RDF, RDFS, SKOS)
_OPEN = ("cc", "dcterms", "prov", "qb", "schema", "vann", "void", "xsd")
_FREE = tuple(PREFIXES[name] for name in _OPEN)


def add(
    library: Library, chosen: Sequence[Scenario], paths: Sequence[Path]
) -> tuple[Library, list[Scenario]]:
    """Give the library with the files' statements, and the scenarios that they touch.

    Statements outside a GRAPH join the place that the default graph closes; a GRAPH joins the place
    of its name, or is a new place that gets a closure of its own.

    Raises:
        SourceFileError: a file does not parse or names something unknown; file, line and term.
    """
    touched: set[str] = set()
    fresh: list[Scenario] = []
    target = next((place for s in chosen if s.in_default for place in s.closes), None)
    for path in paths:
        quads = read_quads(path)
        _Check(path, library, quads).all()
        for name, triples in _by_place(path, quads, target, chosen).items():
            if name not in library.places and not any(name in s.places for s in chosen):
                fresh.append(Scenario(f"{name}/inferred", (name,), (name,)))
            touched.add(name)
            library = library.joined(name, triples)
    widened = [_widened(library, scenario, touched) for scenario in chosen]
    old = [s for s in widened if touched & set(s.places)]
    return library, [*old, *fresh]


def _by_place(
    path: Path, quads: list[Quad], target: str | None, chosen: Sequence[Scenario]
) -> dict[str, list[Triple]]:
    found: dict[str, list[Triple]] = {}
    for quad in quads:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else target
        if name is None:
            raise SourceFileError(f"{path}: no place is closed by default; name one with GRAPH.")
        if any(name == scenario.name for scenario in chosen):
            raise SourceFileError(
                f"{path}: {curie(name)} holds what the reasoner derives; name a place instead."
            )
        found.setdefault(name, []).append(quad.triple)
    if not found:
        raise SourceFileError(f"{path}: the file states nothing.")
    return found


def _widened(library: Library, scenario: Scenario, touched: set[str]) -> Scenario:
    """An order among rules takes in every place that brings rules."""
    if scenario.closes or not any(rules_of(library, place) for place in scenario.places):
        return scenario
    more = tuple(p for p in sorted(touched) if p not in scenario.places and rules_of(library, p))
    return replace(scenario, places=(*scenario.places, *more))


class _Check:
    def __init__(self, path: Path, library: Library, quads: list[Quad]) -> None:
        self._path = path
        self._quads = quads
        self._lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        own = [quad.triple for quad in quads]
        self._all = Statements([*library.everything, *own])
        self._known = {s.value for s in self._all.having(TYPE) if isinstance(s, NamedNode)} | set(
            library.places
        )
        self._relations = self._all.named(owl("ObjectProperty"))
        others = owl("DatatypeProperty"), owl("AnnotationProperty"), NamedNode(str(RDF.Property))
        self._predicates = {p.value for p in self._relations.union(*map(self._all.named, others))}
        self._units = self._all.instances(b2f("FacsCode"))
        kinds = b2f("Emotion"), b2f("AffectiveState")
        self._felt = frozenset().union(*(self._all.instances(kind) for kind in kinds))

    def all(self) -> None:
        for quad in self._quads:
            subject, predicate, value = quad.triple
            self._term(predicate, "relation")
            logic = (
                predicate in self._relations
                or predicate == TYPE
                or predicate.value.startswith((str(OWL), str(RDFS.subClassOf), str(RDF.first)))
            )
            for term in (subject, value):
                if isinstance(term, NamedNode) and (logic or term.value.startswith(B2F)):
                    self._term(term, "term")
            if predicate in self._relations and isinstance(value, Literal):
                name = curie(predicate.value)
                self._fail(predicate, f"{name} leads to a thing, not to a text: {value}")
            if predicate == b2f("signals"):
                self._kind(subject, self._units, "action unit or other FACS code")
                self._kind(value, self._felt, "emotion")

    def _kind(self, term: object, members: frozenset[NamedNode], kind: str) -> None:
        if isinstance(term, NamedNode) and term not in members:
            way = "b2f:signals leads from a code to an emotion"
            self._fail(term, f"{curie(term.value)} is no {kind}; {way}.")

    def _term(self, term: NamedNode, kind: str) -> None:
        for vocabulary in _CLOSED:
            if term.value.startswith(str(vocabulary)):
                if URIRef(term.value) not in vocabulary:
                    names = [curie(str(item)) for item in dir(vocabulary)]
                    self._fail(term, str(UnknownNameError(kind, curie(term.value), names)))
                return
        known = self._predicates if kind == "relation" else self._known
        if term.value.startswith(_FREE) or term.value in known:
            return
        names = [curie(name) for name in known]
        self._fail(term, str(UnknownNameError(kind, curie(term.value), names)))

    def _fail(self, term: NamedNode, message: str) -> None:
        local = re.split(r"[/#]", term.value)[-1]
        word = re.compile(rf"(?<![\w-]){re.escape(local)}(?![\w-])")
        line = next((n for n, text in enumerate(self._lines, 1) if word.search(text)), None)
        where = f" line {line}:" if line else ""
        raise SourceFileError(f"{self._path}:{where} {message}")
