"""HermiT through owlready2: one world in, everything that follows out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from brain2face.errors import Brain2FaceError
from brain2face.reasoner.statements import TYPE, Statements, owl, rdfs
from brain2face.terms import curie

__all__ = ["Derived", "InconsistentError", "UnsatisfiableError", "classify"]

_MEGABYTES = 1500
_QUICK_START = "-XX:+IgnoreUnrecognizedVMOptions -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
_SECONDS = 600
_NOTHING = owl("Nothing").value


class InconsistentError(Brain2FaceError):
    """The statements contradict one another: no world meets them all."""


class UnsatisfiableError(Brain2FaceError):
    """Some class can have no member."""

    def __init__(self, classes: Sequence[str], places: Sequence[str] = ()) -> None:
        """Keep the IRIs of the classes; name them and the places that speak of them."""
        self.classes = tuple(classes)
        names = ", ".join(map(curie, classes))
        where = ", ".join(map(curie, places)) or "the words of the core"
        super().__init__(
            f"Nothing can ever be {names}: its definition contradicts itself. Look in {where}."
        )


@dataclass(frozen=True)
class Derived:
    """What follows from a world, transitively closed, by IRI; what was asserted is not repeated.

    Attributes:
        ancestors: for each class, every named class above it or equal to it.
        types: for each individual, every named class that it belongs to.
        relations: new statements between individuals.
    """

    ancestors: dict[str, frozenset[str]]
    types: dict[str, frozenset[str]]
    relations: frozenset[tuple[str, str, str]]


def classify(world: Iterable[Triple], java: Path, scratch: Path) -> Derived:
    """Run HermiT over a world of logical statements; ``scratch`` is a folder to write in.

    Raises:
        InconsistentError: the statements contradict one another.
        UnsatisfiableError: a class of the world can have no member.
        Brain2FaceError: owlready2 loaded something else than was written, or HermiT gave up.
    """
    statements = Statements(world)
    answer = _run(statements, java, scratch)
    failed = answer.get("failed")
    if failed == "inconsistent":
        raise InconsistentError("The statements contradict one another.")
    if failed == "load":
        raise Brain2FaceError(f"owlready2 did not load what was written: {answer['message']}.")
    if failed:
        raise Brain2FaceError(f"HermiT gave up: {_gist(answer['message'])}")
    empty = sorted({name for name, other in answer["equivalents"] if other == _NOTHING})
    if empty:
        raise UnsatisfiableError(empty)
    return _closed(statements, answer)


def _run(statements: Statements, java: Path, scratch: Path) -> dict[str, Any]:
    source = scratch / "world.nt"
    with source.open("wb") as stream:
        serialize(statements, stream, format=RdfFormat.N_TRIPLES)
    job = {
        "file": str(source),
        "java": str(java),
        "memory": _MEGABYTES,
        "counts": {
            "classes": len(set(statements.subjects(TYPE, owl("Class")))),
            "individuals": len(set(statements.subjects(TYPE, owl("NamedIndividual")))),
            "properties": len(set(statements.subjects(TYPE, owl("ObjectProperty")))),
            "triples": len(statements),
        },
    }
    folder = str(scratch)
    environment = {**os.environ, "TMPDIR": folder, "TEMP": folder, "TMP": folder}
    environment["JAVA_TOOL_OPTIONS"] = f"{_QUICK_START} {os.environ.get('JAVA_TOOL_OPTIONS', '')}"
    command = [sys.executable, "-P", str(Path(__file__).with_name("worker.py"))]
    try:
        done = subprocess.run(  # noqa: S603  our own module, no foreign text in the command
            command,
            input=json.dumps(job),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Brain2FaceError(f"HermiT did not finish within {_SECONDS} seconds.") from error
    if done.returncode:
        raise Brain2FaceError(f"The reasoner's process failed: {_gist(done.stderr)}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _gist(message: str) -> str:
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    telling = [line for line in lines if "Exception" in line or "Error" in line]
    return (telling or lines or ["no message"])[-1]


def _closed(statements: Statements, answer: dict[str, Any]) -> Derived:
    upward: dict[str, set[str]] = {}
    for lower, upper in _edges(statements, answer):
        upward.setdefault(lower, set()).add(upper)
    ancestors = {name: _reach(name, upward) for name in upward}
    types: dict[str, set[str]] = {}
    told = [(s, kind) for s, predicate, kind in _triples(statements) if predicate == TYPE.value]
    for individual, kind in [*told, *answer["types"]]:
        types.setdefault(individual, set()).update({kind}, ancestors.get(kind, ()))
    return Derived(
        ancestors,
        {name: frozenset(kinds) for name, kinds in types.items()},
        _lifted(statements, answer["relations"]),
    )


def _lifted(statements: Statements, found: list[list[str]]) -> frozenset[tuple[str, str, str]]:
    """HermiT lists a pair under the lowest relation only; give it to the relations above too."""
    told = set(_triples(statements))
    lifted = set()
    for subject, relation, value in told | {(s, p, o) for s, p, o in found}:
        for upper in statements.above(NamedNode(relation), rdfs("subPropertyOf")):
            if isinstance(upper, NamedNode):
                lifted.add((subject, upper.value, value))
    return frozenset((lifted | {(s, p, o) for s, p, o in found}) - told)


def _edges(statements: Statements, answer: dict[str, Any]) -> list[tuple[str, str]]:
    edges = [(lower, upper) for lower, upper in answer["subclasses"]]
    for left, right in answer["equivalents"]:
        edges += [(left, right), (right, left)]
    for lower, predicate, upper in _triples(statements):
        if predicate == rdfs("subClassOf").value:
            edges.append((lower, upper))
        elif predicate == owl("equivalentClass").value:
            edges += [(lower, upper), (upper, lower)]
    return edges


def _triples(statements: Statements) -> Iterator[tuple[str, str, str]]:
    for t in statements:
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            yield t.subject.value, t.predicate.value, t.object.value


def _reach(start: str, upward: dict[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for upper in upward.get(waiting.pop(), ()):
            if upper not in found:
                found.add(upper)
                waiting.append(upper)
    return frozenset(found - {start})
