"""Which names have an address here: every IRI of the project that the ontology holds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Final, Self

import pyoxigraph as ox

from brain2face.errors import UnknownNameError
from brain2face.server.mapping_tables import TABLE, has_table
from brain2face.server.negotiation import CONTENT_TYPES, DOCUMENTS
from brain2face.server.refusals import Refused
from brain2face.server.term_graph import version_iri
from brain2face.terms import B2F, ONTOLOGY

__all__ = ["BRIDGES", "FOLDERS", "PICTURE", "SHAPES", "SUFFIXES", "Address", "TermNames"]

SUFFIXES: Final = {
    {"turtle": "ttl", "jsonld": "jsonld", "rdfxml": "rdf", "ntriples": "nt"}.get(name, name): name
    for name in DOCUMENTS
}
PICTURE: Final = "svg"
FOLDERS: Final = ("mappings", "ontology", "shapes", "source")
SHAPES: Final = "shapes/"
BRIDGES: Final = "mappings/bridge-"
_ONTOLOGY: Final = ONTOLOGY.removeprefix(B2F)
_VERSIONS: Final = f"{_ONTOLOGY}/"
_LONGEST_MATCHED: Final = 100


@dataclass(frozen=True, slots=True)
class Address:
    """What an address means.

    Attributes:
        name: the IRI of the term, without what all of them begin with.
        suffix: of the document; none where the address is that of the term itself.
    """

    name: str
    suffix: str | None = None

    @property
    def iri(self) -> str:
        """Give the IRI of the term."""
        return B2F + self.name

    @property
    def of_ontology(self) -> bool:
        """Say whether it is the ontology, or a version of it."""
        return self.name == _ONTOLOGY or self.name.startswith(_VERSIONS)


class TermNames:
    """The names that are known."""

    def __init__(self, names: frozenset[str], versions: tuple[str, ...]) -> None:
        """Know ``names``, and the ``versions`` of the ontology that are served."""
        self.names = names | {_VERSIONS + version for version in versions}
        self._versions = versions

    @classmethod
    def of(cls, store: ox.Store, *beside: ox.Store) -> Self:
        """Read every name of the project that occurs in the ontology, or in what is beside it."""
        found: set[str] = {ONTOLOGY}
        for quad in chain(store, *beside):
            for part in (quad.subject, quad.predicate, quad.object, quad.graph_name):
                if isinstance(part, ox.NamedNode):
                    found.add(part.value)
        version = version_iri(store) or ""
        local = {iri.removeprefix(B2F).partition("#")[0] for iri in found if iri.startswith(B2F)}
        return cls(
            frozenset(name for name in local if _is_term(name)),
            (version.removeprefix(B2F + _VERSIONS),) if version else (),
        )

    def read(self, path: str) -> Address:
        """Say what a path, without its first slash, means.

        A name in the wrong case is unknown: an IRI in data is compared letter by letter, so a wrong
        one that led somewhere would be copied, and then match nothing.

        Raises:
            Refused: the term has no document of this suffix.
            UnknownNameError: there is no such term; the nearest are named.
        """
        if path in self.names:
            return Address(path)
        name, suffix = _parted(path)
        if name in self.names and not suffix.isdecimal():
            if suffix in SUFFIXES or suffix == PICTURE or (suffix == TABLE and has_table(name)):
                return Address(name, suffix)
            known = ", ".join(f".{one}" for one in SUFFIXES)
            media = [CONTENT_TYPES[fmt].partition(";")[0] for fmt in SUFFIXES.values()]
            raise Refused(
                404,
                f"The document about {name} ends in {known}, not in .{suffix[:_LONGEST_MATCHED]}.",
                members={"suffixes": [f".{one}" for one in SUFFIXES], "available": media},
            )
        if path.startswith(_VERSIONS):
            asked = path.removeprefix(_VERSIONS)
            raise UnknownNameError("version of the ontology", asked, self._versions)
        stem = name if suffix in SUFFIXES or suffix in (PICTURE, TABLE) else path
        raise UnknownNameError("term", stem, self._near(stem))

    def _near(self, name: str) -> list[str]:
        """Give the names to seek the nearest among: those of the same folder, where it has any."""
        if (
            len(name) > _LONGEST_MATCHED
            or not name.isprintable()
            or not any(map(str.isalnum, name))
        ):
            return []
        folder = name.rpartition("/")[0]
        return sorted(one for one in self.names if one.rpartition("/")[0] == folder)


def _parted(path: str) -> tuple[str, str]:
    """Part a path into the name and the suffix, which for tables of mappings has a dot itself."""
    if path.endswith(f".{TABLE}"):
        return path.removesuffix(f".{TABLE}"), TABLE
    name, _, suffix = path.rpartition(".")
    return name, suffix


def _is_term(name: str) -> bool:
    """Say whether a name is one of a term: not of a file, nor of a version that is not served."""
    folder, slash, _ = name.partition("/")
    return bool(name) and (not slash or (folder in FOLDERS and not name.startswith(_VERSIONS)))
