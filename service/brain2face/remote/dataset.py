"""What of a remote store is brain2face's: the graphs that ``publish`` put there.

Stores differ in what their default graph is: a graph of its own, or all graphs together. So the
words, each place, and a copy of the default graph lie in named graphs, a list of these in another,
and a query is sent with the names of the graphs that it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from brain2face import __version__
from brain2face.errors import EnvironmentFault
from brain2face.knowledge import QueryAnswer
from brain2face.ontology_folder import read_folder
from brain2face.terms import B2F, ONTOLOGY, PREFIXES

__all__ = ["DEFAULT", "LIST", "LISTED", "Dataset", "local_graphs", "read_list", "written"]

LIST: Final = B2F + "published"
DEFAULT: Final = LIST + "/default"
LISTED: Final = f"SELECT ?what ?value {{ GRAPH <{LIST}> {{ <{LIST}> ?what ?value }} }}"
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_NAMED: Final = _SD + "namedGraph"
_VERSION: Final = PREFIXES["owl"] + "versionInfo"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs of the ontology in a remote store.

    Attributes:
        named: the places, which GRAPH finds.
        version: of the ontology; empty while it is being put there.
    """

    named: tuple[str, ...]
    version: str

    def graphs(self) -> set[str]:
        """Give every graph that is brain2face's own there."""
        return {LIST, DEFAULT, ONTOLOGY, *self.named}


def read_list(answer: QueryAnswer) -> Dataset | None:
    """Read what ``LISTED`` gave; nothing where nothing is published."""
    if not isinstance(answer.results, ox.QuerySolutions):
        raise EnvironmentFault("The endpoint answers a SELECT query as if it were another.")
    said = [(one["what"].value, one["value"].value) for one in answer.results]
    if not said:
        return None
    named = tuple(sorted(value for what, value in said if what == _NAMED))
    return Dataset(named, next((value for what, value in said if what == _VERSION), ""))


def written(named: Iterable[str], *, whole: bool) -> bytes:
    """Write the list of graphs, with the version only when all of them are there."""
    about = ox.NamedNode(LIST)

    def says(what: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(about, ox.NamedNode(what), value)

    label = "the graphs of brain2face in this store"
    triples = [
        says(PREFIXES["rdf"] + "type", ox.NamedNode(_SD + "Dataset")),
        says(PREFIXES["rdfs"] + "label", ox.Literal(label, language="en")),
        says(_SD + "defaultGraph", ox.NamedNode(DEFAULT)),
        *(says(_NAMED, ox.NamedNode(iri)) for iri in sorted(named)),
    ]
    if whole:
        triples.append(says(_VERSION, ox.Literal(__version__)))
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def local_graphs() -> dict[str, list[ox.Triple]]:
    """Give the ontology that comes with the package: the words, and each graph by its IRI."""
    store = read_folder()
    found = {ONTOLOGY: [quad.triple for quad in store.quads_for_pattern(None, None, None, _NONE)]}
    for graph in sorted(store.named_graphs(), key=str):
        if isinstance(graph, ox.NamedNode):
            quads = store.quads_for_pattern(None, None, None, graph)
            found[graph.value] = [quad.triple for quad in quads]
    return found


_NONE: Final = ox.DefaultGraph()
