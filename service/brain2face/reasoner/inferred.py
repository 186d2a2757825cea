"""What is kept of an answer: new relations, membership in defined classes, order among rules."""

from __future__ import annotations

import contextlib
import os
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from brain2face.canonical import canonical_form
from brain2face.errors import EnvironmentFault
from brain2face.reasoner.closure import signals_of
from brain2face.reasoner.hermit import Derived
from brain2face.reasoner.library import LOCK_FILE, Library, read_quads
from brain2face.reasoner.scenario import Scenario
from brain2face.reasoner.statements import TYPE, Statements, b2f, owl, rdfs

__all__ = [
    "Inferred",
    "committed",
    "new_statements",
    "prove_writable",
    "rules_of",
    "text_of",
    "write",
]

Inferred = Mapping[str, frozenset[Triple]]


def new_statements(library: Library, scenario: Scenario, derived: Derived) -> frozenset[Triple]:
    """Give the statements that a scenario adds to its words and places."""
    told = Statements(
        [*library.core, *(t for place in scenario.places for t in library.places.get(place, ()))]
    )
    kinds = {item.value for item in _defined(library)}
    found = {
        Triple(unit, b2f("signals"), emotion)
        for place in scenario.closes
        for unit, emotions in signals_of(library, place).items()
        for emotion in emotions
    }
    found |= {Triple(NamedNode(s), NamedNode(p), NamedNode(o)) for s, p, o in derived.relations}
    found |= {
        Triple(NamedNode(individual), TYPE, NamedNode(kind))
        for individual, classes in derived.types.items()
        for kind in classes & kinds
    }
    rules = {rule.value for place in scenario.places for rule in rules_of(library, place)}
    targets = rules | kinds | {item.value for item in _conclusions(library.words)}
    found |= {
        Triple(NamedNode(rule), rdfs("subClassOf"), NamedNode(upper))
        for rule in rules
        for upper in derived.ancestors.get(rule, frozenset()) & targets
    }
    return frozenset(triple for triple in found if triple not in told)


def rules_of(library: Library, place: str) -> frozenset[NamedNode]:
    """Give the classes that a place defines."""
    return frozenset(
        t.subject
        for t in library.places.get(place, ())
        if t.predicate == owl("equivalentClass") and isinstance(t.subject, NamedNode)
    )


def _defined(library: Library) -> frozenset[NamedNode]:
    words = library.words
    by_axiom = {s for s in words.having(owl("equivalentClass")) if isinstance(s, NamedNode)}
    return frozenset(by_axiom & words.named(owl("Class"))) | {b2f("MultiplyControlledUnit")}


def _conclusions(words: Statements) -> frozenset[NamedNode]:
    nodes = words.subjects(owl("onProperty"), b2f("concludes"))
    return frozenset(
        kind
        for node in nodes
        for kind in words.subjects(rdfs("subClassOf"), node)
        if isinstance(kind, NamedNode)
    )


def committed(path: Path) -> Inferred:
    """Give the graphs of a lock file; none if there is no such file."""
    graphs: dict[str, set[Triple]] = {}
    for quad in read_quads(path) if path.exists() else ():
        if isinstance(quad.graph_name, NamedNode):
            graphs.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return {name: frozenset(triples) for name, triples in graphs.items()}


def text_of(inferred: Inferred) -> str:
    """Give the lock file's text, in canonical form: the same answers, the same bytes."""
    quads = [
        Quad(triple.subject, triple.predicate, triple.object, NamedNode(name))
        for name, triples in inferred.items()
        for triple in triples
    ]
    with tempfile.TemporaryDirectory(prefix="brain2face-") as folder:
        draft = Path(folder) / LOCK_FILE
        with draft.open("wb") as stream:
            serialize(quads, stream, format=RdfFormat.TRIG)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's TriG parser, of itself
            return canonical_form(draft)


def prove_writable(target: Path) -> None:
    """Make sure, before a long run, that a file can be put there.

    Raises:
        EnvironmentFault: the folder is missing or refuses to be written.
    """
    try:
        with tempfile.TemporaryFile(dir=target.parent):
            return
    except OSError as error:
        raise _refused(target, error) from error


def write(text: str, target: Path) -> None:
    """Put a text in place of a file at once, or not at all.

    Raises:
        EnvironmentFault: the folder is missing or refuses to be written.
    """
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(draft).chmod(0o644)
        Path(draft).replace(target)
    except OSError as error:
        raise _refused(target, error) from error
    finally:
        if draft:
            with contextlib.suppress(OSError):
                Path(draft).unlink(missing_ok=True)


def _refused(target: Path, error: OSError) -> EnvironmentFault:
    why = f"Cannot write {target}: {error.strerror}."
    return EnvironmentFault(f"{why} Name another file with --output.")
