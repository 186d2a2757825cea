"""A user's own table or rules, checked term by term and laid beside the ontology's places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from brain2face.errors import SourceFileError
from brain2face.reasoner.inferred import rules_of
from brain2face.reasoner.library import Library, read_quads
from brain2face.reasoner.scenario import Scenario
from brain2face.reasoner.statements import Statements
from brain2face.reasoner.term_check import TermCheck
from brain2face.terms import curie

__all__ = ["add"]


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
        own = [quad.triple for quad in quads]
        TermCheck(Statements([*library.everything, *own]), library.places).file(path, quads)
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
