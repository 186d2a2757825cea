"""The ontology as the reasoner reads it: words, the statements of each place, and the lock file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from brain2face.errors import SourceFileError
from brain2face.files import ontology_files
from brain2face.reasoner.statements import Statements
from brain2face.terms import PREFIXES

__all__ = ["LOCK_FILE", "Library", "read_quads"]

LOCK_FILE = "inferred.trig"
_FORMATS = {
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
}


def read_quads(path: Path) -> list[Quad]:
    """Give the statements of one RDF file.

    Raises:
        SourceFileError: the file is missing, of no known kind, or does not parse; with the line.
    """
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(sorted(_FORMATS))
        raise SourceFileError(f"{path}: cannot tell its format; name it with one of {known}.")
    try:
        text = path.read_bytes()
        return list(parse(text, format=form, rename_blank_nodes=True))
    except OSError as error:
        raise SourceFileError(f"{path}: {error.strerror}.") from error
    except SyntaxError as error:
        where = f" line {error.lineno}:" if error.lineno else ""
        raise SourceFileError(f"{path}:{where} {error.msg}{_remedy(error.msg)}") from error
    except ValueError as error:
        raise SourceFileError(f"{path}: {error}") from error


def _remedy(message: str) -> str:
    """Give the line that declares a prefix of this project, where its lack is the fault."""
    missing = re.search(r"prefix ([\w-]+): has not been declared", message)
    if missing is None or missing[1] not in PREFIXES:
        return ""
    return f"; add the line  @prefix {missing[1]}: <{PREFIXES[missing[1]]}> ."


@dataclass(frozen=True)
class Library:
    """Words, and per place what it states.

    Attributes:
        core: every statement that stands in no named graph.
        places: the statements of each named graph, by its IRI.
        files: the file in which each named graph begins, for messages.
    """

    core: tuple[Triple, ...]
    places: Mapping[str, tuple[Triple, ...]]
    files: Mapping[str, Path]

    @classmethod
    def load(cls, directory: Path) -> Library:
        """Read every file of an ontology folder but its shapes and the lock file."""
        core: list[Triple] = []
        places: dict[str, list[Triple]] = defaultdict(list)
        files: dict[str, Path] = {}
        for path in ontology_files(directory):
            if path == directory / LOCK_FILE:
                continue
            for quad in read_quads(path):
                if isinstance(quad.graph_name, DefaultGraph):
                    core.append(quad.triple)
                    continue
                if not isinstance(quad.graph_name, NamedNode):
                    raise SourceFileError(f"{path}: a graph has no name; give it an IRI.")
                places[quad.graph_name.value].append(quad.triple)
                files.setdefault(quad.graph_name.value, path)
        return cls(tuple(core), {k: tuple(v) for k, v in places.items()}, files)

    @cached_property
    def words(self) -> Statements:
        """The core, indexed."""
        return Statements(self.core)

    @cached_property
    def everything(self) -> Statements:
        """The core and all places, indexed."""
        return Statements([*self.core, *(t for place in self.places.values() for t in place)])

    def joined(self, place: str, triples: Iterable[Triple]) -> Library:
        """Give this library with further statements in one place, new or known."""
        more = (*self.places.get(place, ()), *triples)
        return replace(self, places={**self.places, place: more})
