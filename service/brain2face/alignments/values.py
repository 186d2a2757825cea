"""A mapping set and its rows, every id read as the IRI that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from brain2face.terms import PREFIXES

__all__ = ["PREDICATES", "Mapping", "MappingSet"]

PREDICATES: Final = {
    f"skos:{name}": NamedNode(PREFIXES["skos"] + name)
    for name in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """One row: how near a term is to a term of another ontology.

    Attributes:
        subject: our term.
        predicate: one of the five mapping relations of SKOS.
        object: the other term.
        label: what the other ontology calls it.
        comment: what is worth knowing of this match; often nothing.
        within: what the other term is part of, where that is not the whole target.
    """

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode
    label: str
    comment: str = ""
    within: NamedNode | None = None


@dataclass(frozen=True, slots=True)
class MappingSet:
    """One file: all mappings to one target.

    Attributes:
        iri: of the set, and of the graph that it is loaded into.
        file: the name of the file.
        title: of the set.
        definition: of the set, in one sentence.
        note: what whoever uses the set should know.
        version: of the set.
        licence: IRI of the licence of the set.
        target: IRI of the other ontology, or of where it was read; empty where each row names one.
        target_version: which version of it was read.
        date: on which the mappings were made, as YYYY-MM-DD; may be empty.
        mappings: the rows, in the order of the file.
    """

    iri: str
    file: str
    title: str
    definition: str
    note: str
    version: str
    licence: str
    target: str
    target_version: str
    date: str
    mappings: tuple[Mapping, ...]
