"""An ontology folder as one dataset: the one way from its files to a store.

Words lie in the default graph, every place and every mapping set in a graph of its own.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from brain2face import alignments
from brain2face.alignments.columns import add_notations
from brain2face.errors import EnvironmentFault, SourceFileError
from brain2face.files import mapping_files, ontology_dir, ontology_files
from brain2face.terms import B2F, PREFIXES

__all__ = ["digest", "fill_default_graph", "load_file", "loaded_files", "read_folder"]

_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_COPY: Final = (
    f"INSERT {{ ?s ?p ?o }} WHERE {{ ?g <{B2F}inDefaultGraph> true . GRAPH ?g {{ ?s ?p ?o }} }}"
)
_DEFAULT: Final = ox.DefaultGraph()


def loaded_files(directory: Path | None = None) -> list[Path]:
    """Give every file that makes the dataset, in the order in which they are read.

    Raises:
        EnvironmentFault: the folder is missing, or holds no ontology.
    """
    return ontology_files(directory) + mapping_files(directory)


def read_folder(directory: Path | None = None) -> ox.Store:
    """Read an ontology folder, by default the one that comes with the package.

    Raises:
        EnvironmentFault: the folder is missing, empty or unreadable.
        SourceFileError: a file does not parse; nothing is kept of any.
    """
    store = ox.Store()
    for path in ontology_files(directory):
        load_file(store, path)
    _add_mappings(store, mapping_files(directory))
    add_notations(store)
    return store


def load_file(store: ox.Store, path: Path) -> None:
    """Add one file of RDF to a store.

    Raises:
        EnvironmentFault: it cannot be read.
        SourceFileError: it does not parse; line and column are told.
    """
    try:
        store.load(path=path)
    except SyntaxError as error:
        raise SourceFileError(_where(path, error)) from None
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be read: {error}.") from None


def fill_default_graph(store: ox.Store) -> None:
    """Copy into the default graph every graph that is described as being part of it."""
    store.update(_COPY)


def digest(directory: Path | None = None) -> str:
    """Give the SHA-256 of all files that make the dataset, with their names.

    Raises:
        EnvironmentFault: the folder is missing, or holds no ontology.
    """
    root = ontology_dir() if directory is None else directory
    found = hashlib.sha256()
    for path in loaded_files(root):
        content = path.read_bytes()
        found.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


def _add_mappings(store: ox.Store, paths: list[Path]) -> None:
    @cache
    def known(term: ox.NamedNode) -> bool:
        quads = store.quads_for_pattern(term, _LABEL, None, _DEFAULT)
        return next(quads, None) is not None

    graphs: set[ox.NamedNode] = set()
    found: list[ox.Quad] = []
    for path in paths:
        one = alignments.read(path, known)
        graph = ox.NamedNode(one.iri)
        if graph in graphs or known(graph) or store.contains_named_graph(graph):
            message = f"mapping_set_id {one.iri} is taken; give the set an IRI of its own"
            raise SourceFileError(f"{path}: {message}.")
        graphs.add(graph)
        found += alignments.quads(one)
    store.extend(found)


def _where(path: Path, error: SyntaxError) -> str:
    line, column = error.lineno or 1, error.offset or 1
    said = str(error.msg).partition(": ")[2] or str(error.msg)
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    rest = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    term = re.match(r"<[^>]*>?|[^\s;,]+", rest)
    near = f" at {term[0]!r}" if term else ""
    return f"{path}, line {line}, column {column}: {said}{near}."
