"""Terms proven known: a misspelt one would be a statement that nothing ever hears of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.files import ontology_files
from brain2face.reasoner.library import LOCK_FILE, Library, read_quads
from brain2face.reasoner.statements import TYPE, Statements, b2f, owl
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["TermCheck", "check_ontology"]

_CLOSED = (OWL, RDF, RDFS, SKOS)
_OPEN = ("cc", "dcterms", "prov", "qb", "schema", "vann", "void", "xsd")
_FREE = tuple(PREFIXES[name] for name in _OPEN)
_LOGIC = (str(OWL), str(RDFS.subClassOf), str(RDF.first))
_VERSIONS = {
    owl(name)
    for name in ("backwardCompatibleWith", "incompatibleWith", "priorVersion", "versionIRI")
}


def check_ontology(library: Library, directory: Path) -> None:
    """Prove that every file of an ontology folder names only terms that some file describes.

    Raises:
        SourceFileError: one does not; file, line, term and the nearest known ones.
    """
    check = TermCheck(library.everything, library.places)
    for path in ontology_files(directory):
        if path != directory / LOCK_FILE:
            check.file(path, read_quads(path))


class TermCheck:
    """Every term of a file is one that the ontology describes, and stands where it may."""

    def __init__(self, statements: Statements, places: Iterable[str]) -> None:
        """Take all statements, of the ontology and of what is to be checked, and the places."""
        self._all = statements
        self._known = {s.value for s in self._all.having(TYPE) if isinstance(s, NamedNode)} | set(
            places
        )
        self._relations = self._all.named(owl("ObjectProperty"))
        others = owl("DatatypeProperty"), owl("AnnotationProperty"), NamedNode(str(RDF.Property))
        self._predicates = {p.value for p in self._relations.union(*map(self._all.named, others))}
        self._units = self._all.instances(b2f("FacsCode"))
        kinds = b2f("Emotion"), b2f("AffectiveState")
        self._felt = frozenset().union(*(self._all.instances(kind) for kind in kinds))

    def file(self, path: Path, quads: Iterable[Quad]) -> None:
        """Check the statements of one file.

        Raises:
            SourceFileError: a term is unknown or out of place; file, line, term and the nearest.
        """
        self._path = path
        self._lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        for quad in quads:
            subject, predicate, value = quad.triple
            if predicate in _VERSIONS:
                continue
            self._term(predicate, "relation")
            logic = (
                predicate in self._relations
                or predicate == TYPE
                or predicate.value.startswith(_LOGIC)
            )
            for term in (subject, value):
                if isinstance(term, NamedNode) and (logic or _is_word(term)):
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


def _is_word(term: NamedNode) -> bool:
    """Tell a term of the vocabulary from a source, a place, a version or a file that is named."""
    return term.value.startswith(B2F) and "/" not in term.value.removeprefix(B2F)
