"""The one written form of a Turtle or TriG file: a diff shows what changed and nothing else.

Prefixes are sorted, subjects stand in natural order (AU2 before AU12), and each subject says what
it is, what it is called, what it means, who says so and an example before it says anything else.
Comments do not survive: a remark worth keeping is a ``skos:scopeNote``.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from pathlib import Path

import rdflib
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from brain2face.errors import SourceFileError
from brain2face.terms import B2F, PREFIXES

__all__ = ["canonical_form", "rewrite"]

_WIDTH = 110
_FIRST: tuple[URIRef, ...] = (
    RDF.type,
    RDFS.label,
    SKOS.altLabel,
    SKOS.notation,
    SKOS.definition,
    DCTERMS.source,
    URIRef(B2F + "locator"),
    SKOS.example,
    URIRef(B2F + "counterExample"),
    SKOS.scopeNote,
    OWL.equivalentClass,
    RDFS.subClassOf,
    OWL.onProperty,
)
_RANK = {predicate: index for index, predicate in enumerate(_FIRST)}
_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_DIGITS = re.compile(r"(\d+)")


def canonical_form(path: Path) -> str:
    """Give the canonical text of a ``.ttl`` or ``.trig`` file.

    Raises:
        SourceFileError: the file does not parse, or shares one blank node between two statements.
    """
    text = path.read_text(encoding="utf-8")
    dataset = Dataset()
    try:
        with warnings.catch_warnings():  # rdflib's own parsers use what rdflib deprecates
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=text, format="trig" if path.suffix == ".trig" else "turtle")
    except Exception as error:  # rdflib's parsers raise many kinds
        raise SourceFileError(f"{path}: {error}") from error
    return _Writer(path, dataset).text()


def rewrite(paths: Iterable[Path]) -> list[Path]:
    """Write each file in canonical form; give the files that changed."""
    changed = []
    for path in paths:
        text = canonical_form(path)
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


class _Writer:
    def __init__(self, path: Path, dataset: Dataset) -> None:
        self._path = path
        self._dataset = dataset
        self._used: set[str] = set()
        self._by_length = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

    def text(self) -> str:
        blocks = self._blocks(self._dataset.default_graph, "")
        names = [
            graph.identifier
            for graph in self._dataset.graphs()
            if graph.identifier != rdflib.graph.DATASET_DEFAULT_GRAPH_ID and len(graph)
        ]
        for name in sorted(names, key=lambda item: _natural(str(item))):
            body = self._blocks(self._dataset.graph(name), "  ")
            blocks.append(f"GRAPH {self._term(name)} {{\n" + "\n".join(body) + "}\n")
        head = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(self._used)]
        return "\n".join([*head, "", *blocks])

    def _blocks(self, graph: Graph, indent: str) -> list[str]:
        self._graph = graph
        self._once(graph)
        subjects = {s for s in graph.subjects() if isinstance(s, URIRef)}
        blocks = [
            self._subject(self._term(s), s, indent)
            for s in sorted(subjects, key=lambda item: _natural(str(item)))
        ]
        loose = {
            s for s in graph.subjects() if isinstance(s, BNode) and (None, None, s) not in graph
        }
        return blocks + sorted(self._subject("[]", s, indent) for s in loose)

    def _once(self, graph: Graph) -> None:
        for node in {o for o in graph.objects() if isinstance(o, BNode)}:
            if len(list(graph.subject_predicates(node))) > 1:
                raise SourceFileError(
                    f"{self._path}: one blank node stands in two statements; name it"
                )

    def _subject(self, name: str, subject: Node, indent: str) -> str:
        return indent + name + self._predicates(subject, indent + "  ") + " .\n"

    def _predicates(self, subject: Node, indent: str) -> str:
        found = {p for p in self._graph.predicates(subject) if isinstance(p, URIRef)}
        parts = []
        for predicate in sorted(found, key=self._place):
            verb = "a" if predicate == RDF.type else self._term(predicate)
            objects = [
                self._object(o, indent + "  ") for o in self._graph.objects(subject, predicate)
            ]
            objects.sort(key=lambda item: (item.startswith("["), _natural(item)))
            line = f"{verb} " + ", ".join(objects)
            if len(objects) > 1 and len(indent) + len(line) > _WIDTH:
                line = f"{verb}\n{indent}  " + f",\n{indent}  ".join(objects)
            parts.append(line)
        first = " " if parts[0].startswith("a ") else "\n" + indent
        return first + f" ;\n{indent}".join(parts)

    def _place(self, predicate: URIRef) -> tuple[int, tuple[object, ...]]:
        if predicate in _RANK:
            return _RANK[predicate], ()
        return len(_FIRST), _natural(self._term(predicate))

    def _object(self, node: Node, indent: str) -> str:
        if not isinstance(node, BNode):
            return self._term(node)
        if (node, RDF.first, None) in self._graph:
            items = [self._object(i, indent + "  ") for i in self._graph.items(node)]
            return _bracket("(", items, " ", ")", indent)
        found = {p for p in self._graph.predicates(node) if isinstance(p, URIRef)}
        parts = []
        for predicate in sorted(found, key=self._place):
            verb = "a" if predicate == RDF.type else self._term(predicate)
            objects = sorted(
                self._object(o, indent + "  ") for o in self._graph.objects(node, predicate)
            )
            parts.append(f"{verb} " + ", ".join(objects))
        return _bracket("[", parts, " ; ", "]", indent)

    def _term(self, node: Node) -> str:
        if isinstance(node, Literal):
            return self._literal(node)
        iri = str(node)
        for prefix, base in self._by_length:
            if iri.startswith(base) and _LOCAL.fullmatch(iri[len(base) :]):
                self._used.add(prefix)
                return f"{prefix}:{iri[len(base) :]}"
        return f"<{iri}>"

    def _literal(self, literal: Literal) -> str:
        if literal.datatype in (XSD.integer, XSD.boolean):
            return str(literal)
        if literal.datatype == XSD.decimal and re.fullmatch(r"[+-]?\d*\.\d+", str(literal)):
            return str(literal)
        text = str(literal).replace("\\", "\\\\").replace('"', '\\"')
        quoted = f'"""{text}"""' if "\n" in text else f'"{text}"'
        if literal.language:
            return f"{quoted}@{literal.language}"
        if literal.datatype and literal.datatype != XSD.string:
            return f"{quoted}^^{self._term(literal.datatype)}"
        return quoted


def _bracket(left: str, parts: list[str], joint: str, right: str, indent: str) -> str:
    line = f"{left} {joint.join(parts)} {right}"
    if len(indent) + len(line) <= _WIDTH and "\n" not in line:
        return line
    mark = joint.strip()
    glue = (f" {mark}" if mark else "") + f"\n{indent}  "
    return f"{left}\n{indent}  {glue.join(parts)}\n{indent}{right}"


def _natural(text: str) -> tuple[object, ...]:
    pieces = _DIGITS.split(text)
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in pieces)


if __name__ == "__main__":
    import sys

    for rewritten in rewrite(map(Path, sys.argv[1:])):
        sys.stdout.write(f"{rewritten}\n")
