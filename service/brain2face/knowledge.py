"""The ontology in memory: one dataset that answers SPARQL and finds a thing by any of its names.

Each place of a source is a named graph. The default graph holds the words and a copy of every graph
that is described by ``b2f:inDefaultGraph true``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import pyoxigraph as ox

from brain2face.alignments.columns import COLUMNS
from brain2face.errors import QuerySyntaxError, UnknownNameError, UsageFault
from brain2face.guard import parse_only, refuse_service
from brain2face.naming import Names
from brain2face.ontology_folder import fill_default_graph, read_folder
from brain2face.syntax import explain
from brain2face.terms import PREFIXES, curie

__all__ = ["Knowledge", "QueryAnswer"]

_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_SUBCLASS: Final = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_ALT_LABEL: Final = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_NOTATION: Final = ox.NamedNode(PREFIXES["skos"] + "notation")
_EXACT: Final = ox.NamedNode(PREFIXES["skos"] + "exactMatch")


@dataclass(frozen=True)
class QueryAnswer:
    """What a query gave, read once: solutions of SELECT, a boolean of ASK, or triples."""

    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

    @property
    def kind(self) -> Literal["select", "ask", "graph"]:
        """Say which form of query this answers; ``graph`` is CONSTRUCT or DESCRIBE."""
        if isinstance(self.results, ox.QuerySolutions):
            return "select"
        return "ask" if isinstance(self.results, ox.QueryBoolean) else "graph"


class Knowledge:
    """The ontology, ready to be asked."""

    def __init__(self, store: ox.Store) -> None:
        """Take a dataset as it is; ``load`` makes one from files."""
        self.store = store
        self._names: dict[tuple[str, ...], Names] = {}

    @classmethod
    def load(cls, directory: Path | None = None) -> Knowledge:
        """Read every file of an ontology folder, by default the one that comes with the package.

        Raises:
            EnvironmentFault: the folder is missing, empty or unreadable.
            SourceFileError: a file does not parse; nothing is kept of any.
        """
        store = read_folder(directory)
        fill_default_graph(store)
        return cls(store)

    def query(
        self,
        text: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        *,
        base: str | None = None,
    ) -> QueryAnswer:
        """Answer one SPARQL query; it declares its own prefixes and never leaves this machine.

        Args:
            text: the query.
            default_graphs: IRIs of the graphs that together are the default graph.
            named_graphs: IRIs of the graphs that GRAPH finds. Where either names any, they are the
                whole dataset, whatever the query says by FROM.
            base: what relative IRIs are read against, where the query has no BASE.

        Raises:
            QuerySyntaxError: the text does not parse, or is an update.
            UsageFault: the query asks another endpoint, or cannot be evaluated.
        """
        dataset: dict[str, Any] = {"base_iri": base}
        if default_graphs or named_graphs:
            dataset["default_graph"] = [ox.NamedNode(iri) for iri in default_graphs]
            dataset["named_graphs"] = [ox.NamedNode(iri) for iri in named_graphs]
        try:
            if "\\" in text or "service" in text.lower():
                parse_only(text)
                refuse_service(text)
            return QueryAnswer(self.store.query(text, **dataset))
        except UnicodeEncodeError:
            raise QuerySyntaxError("The query is not valid Unicode text.") from None
        except SyntaxError as error:
            raise explain(text, error) from None
        except RuntimeError as error:
            raise UsageFault(f"The query cannot be evaluated: {error}.") from None

    def label(self, iri: str | ox.NamedNode) -> str:
        """Give the English label of a term, or its short name when it has none."""
        node = ox.NamedNode(iri) if isinstance(iri, str) else iri
        return next(self._texts(node, _LABEL), curie(node.value))

    def find(self, name: str, *kinds: str | ox.NamedNode) -> ox.NamedNode:
        """Find a term by short name, IRI, id, notation, label or synonym, whatever the case.

        What a tool calls it, and the id of its exact match elsewhere, are found last.

        Args:
            name: ``b2f:AU12``, ``AU 12``, ``12``, ``lip corner puller``, a whole IRI, ``AU12_r``,
                ``UBERON:0008593``, …
            kinds: classes, to one of which the term must belong, itself or through subclasses.

        Raises:
            UnknownNameError: nothing of these kinds is called so.
            UsageFault: several things of these kinds are called so.
        """
        key = tuple(kind.value if isinstance(kind, ox.NamedNode) else kind for kind in kinds)
        if key not in self._names:
            self._names[key] = self._names_of(key)
        names = self._names[key]
        found = names.of(name)
        if not found:
            raise UnknownNameError(self.label(key[0]) if key else "term", name, names.shown)
        if len(found) > 1:
            meant = ", ".join(sorted(curie(term.value) for term in found))
            raise UsageFault(f"{name!r} could be any of {meant}; use one of these names.")
        return next(iter(found))

    def _names_of(self, kinds: tuple[str, ...]) -> Names:
        names, members = Names(), self._members(kinds)
        for term in members:
            short = curie(term.value)
            local = short.partition(":")[2] or short
            names.shown.append(local)
            for name in (term.value, short, local):
                names.add(0, name, term)
            for level, predicate in enumerate((_NOTATION, _LABEL, _ALT_LABEL), start=1):
                for text in self._texts(term, predicate):
                    names.add(level, text, term)
                    if predicate == _ALT_LABEL:
                        names.shown.append(text)
        for term, column in self._pairs(_NOTATION, ox.NamedNode(COLUMNS), members):
            names.add(4, column, term)
        for term, match in self._pairs(_EXACT, None, members):
            names.add(5, match, term)
            names.add(5, curie(match), term)
        return names

    def _pairs(
        self, predicate: ox.NamedNode, graph: ox.NamedNode | None, members: list[ox.NamedNode]
    ) -> Iterator[tuple[ox.NamedNode, str]]:
        wanted = set(members)
        for quad in self.store.quads_for_pattern(None, predicate, None, graph):
            term, name = quad.subject, quad.object
            if isinstance(term, ox.NamedNode) and isinstance(name, ox.NamedNode | ox.Literal):
                if term in wanted:
                    yield term, name.value

    def _members(self, kinds: tuple[str, ...]) -> list[ox.NamedNode]:
        if not kinds:
            quads = self.store.quads_for_pattern(None, _LABEL, None, ox.DefaultGraph())
            labelled = {q.subject for q in quads if isinstance(q.subject, ox.NamedNode)}
            return sorted(labelled, key=str)
        waiting, seen = [ox.NamedNode(kind) for kind in kinds], set()
        members: set[ox.NamedNode] = set()
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            waiting += self._subjects(_SUBCLASS, one)
            members.update(self._subjects(_TYPE, one))
        return sorted(members, key=str)

    def _subjects(self, predicate: ox.NamedNode, node: ox.NamedNode) -> list[ox.NamedNode]:
        quads = self.store.quads_for_pattern(None, predicate, node, ox.DefaultGraph())
        return [q.subject for q in quads if isinstance(q.subject, ox.NamedNode)]

    def _texts(self, node: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[str]:
        for quad in self.store.quads_for_pattern(node, predicate, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.Literal) and quad.object.language in (None, "en"):
                yield quad.object.value
