"""Which worlds are closed: read from the ontology's own description of each inferred graph."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from brain2face.errors import SourceFileError
from brain2face.reasoner.library import Library
from brain2face.reasoner.statements import Statements, b2f
from brain2face.terms import PREFIXES, curie

__all__ = ["DERIVED_FROM", "Scenario", "scenarios"]

DERIVED_FROM = NamedNode(PREFIXES["prov"] + "wasDerivedFrom")


@dataclass(frozen=True)
class Scenario:
    """One run of the reasoner.

    Attributes:
        name: the IRI of the inferred graph.
        places: the IRIs of the places whose statements go in beside the words.
        closes: those of them whose list of signals is complete.
        in_default: whether the answers belong to the default graph.
    """

    name: str
    places: tuple[str, ...]
    closes: tuple[str, ...]
    in_default: bool = False


def scenarios(library: Library) -> list[Scenario]:
    """Give a scenario for every inferred graph that the ontology describes, in order of IRI.

    Raises:
        SourceFileError: there is none, or one names a place that states nothing.
    """
    words = library.words
    described = words.named(b2f("InferredGraph"))
    if not described:
        raise SourceFileError("The ontology describes no b2f:InferredGraph: nothing to derive.")
    graphs = sorted(described, key=lambda item: item.value)
    return [_scenario(library, words, graph) for graph in graphs]


def _scenario(library: Library, words: Statements, graph: NamedNode) -> Scenario:
    places = _iris(words, graph, DERIVED_FROM)
    closes = _iris(words, graph, b2f("closes"))
    known = {t.value for t in words.named(b2f("Place"))} | set(library.places)
    missing = ", ".join(curie(place) for place in places if place not in known)
    if missing:
        raise SourceFileError(
            f"{curie(graph.value)} is derived from {missing}, which no file describes or fills."
        )
    for place in closes:
        if place not in places:
            raise SourceFileError(
                f"{curie(graph.value)} closes {curie(place)} without being derived from it; "
                "add the place to prov:wasDerivedFrom."
            )
    in_default = any(
        getattr(value, "value", "") == "true"
        for value in words.objects(graph, b2f("inDefaultGraph"))
    )
    return Scenario(graph.value, tuple(places), tuple(closes), in_default)


def _iris(words: Statements, subject: NamedNode, predicate: NamedNode) -> list[str]:
    values = words.objects(subject, predicate)
    return sorted(value.value for value in values if isinstance(value, NamedNode))
