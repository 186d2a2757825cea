"""The shapes: the real ontology keeps all of them, and each catches the mistake it is there for."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse, serialize
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, Namespace, Node
from rdflib.plugins.sparql import processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import ResultRow

from brain2face.files import ontology_dir, ontology_files

SHAPE = Namespace("https://w3id.org/brain2face/shapes/")
BROKEN = Path(__file__).parent / "broken"
FILES = sorted((ontology_dir() / "shapes").glob("*.ttl"))
NAMES = {
    path.stem: {
        str(shape).removeprefix(SHAPE)
        for shape in Graph().parse(path).subjects(RDF.type, SH.NodeShape)
    }
    for path in FILES
}
ALL_NAMES = sorted(set().union(*NAMES.values()))
SAYINGS = {SH.message, SH.path, SH.prefixes, SH.select, SH.property, SH.target, SH.targetClass}
BUNDLES = {SH.property, SH.sparql}


@pytest.fixture(scope="module", autouse=True)
def each_query_is_parsed_once() -> Iterator[None]:
    """The validator sends the same few queries for every node; rdflib would parse each anew."""

    @functools.cache
    def translated(text: str, base: str | None, names: tuple[tuple[str, str], ...]) -> Query:
        return translateQuery(parseQuery(text), base, dict(names))

    def once(text: str, base: str | None, names: Mapping[str, str]) -> Query:
        return translated(text, base, tuple(sorted((key, str(iri)) for key, iri in names.items())))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processor, "parseQuery", lambda text: text)
        patch.setattr(processor, "translateQuery", once)
        yield


@pytest.fixture(scope="session")
def shapes() -> Graph:
    merged = Graph()
    for path in FILES:
        merged.parse(path)
    return merged


@pytest.fixture(scope="session")
def words() -> Graph:
    """The modules of words, without the graphs of the places."""
    modules = [path for path in ontology_files() if path.suffix == ".ttl"]
    assert len(modules) > 20
    return merged_graph(modules)


@pytest.fixture(scope="session")
def everything() -> Graph:
    """The words and the claims of all places in one graph; what is inferred is left out."""
    return merged_graph(path for path in ontology_files() if path.name != "inferred.trig")


def merged_graph(paths: Iterable[Path]) -> Graph:
    triples: list[Triple] = []
    for path in paths:
        triples += [quad.triple for quad in parse(path=path, rename_blank_nodes=True)]
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    assert lines is not None
    return Graph().parse(data=lines, format="nt")


def check(data: Graph, shapes: Graph, names: Iterable[str]) -> tuple[bool, Graph, str]:
    conforms, report, text = validate(
        data, shacl_graph=shapes, advanced=True, use_shapes=[str(SHAPE[name]) for name in names]
    )
    assert isinstance(report, Graph), text
    return conforms, report, text


def focus_nodes(data: Graph, shapes: Graph, name: str) -> set[Node]:
    """Give what a shape looks at, found by its target and not by the validator."""
    declared = {
        str(shapes.value(prefix, SH.prefix)): str(shapes.value(prefix, SH.namespace))
        for prefix in shapes.objects(SHAPE.prefixes, SH.declare)
    }
    found: set[Node] = set()
    for kind in shapes.objects(SHAPE[name], SH.targetClass):
        query = f"SELECT ?this {{ ?this a/rdfs:subClassOf* <{kind}> }}"
        rows = data.query(query, initNs={"rdfs": str(RDFS)})
        found |= {row[0] for row in rows if isinstance(row, ResultRow)}
    for target in shapes.objects(SHAPE[name], SH.target):
        rows = data.query(str(shapes.value(target, SH.select)), initNs=declared)
        found |= {row[0] for row in rows if isinstance(row, ResultRow)}
    return found


def constraints_of(shapes: Graph, name: str) -> dict[str, set[str]]:
    """Give the constraints a shape sets, in small letters, by the message they are told with."""
    found: dict[str, set[str]] = defaultdict(set)
    owners: list[Node] = [SHAPE[name]]
    for bundle in BUNDLES:
        owners += shapes.objects(SHAPE[name], bundle)
    for owner in owners:
        message = str(shapes.value(owner, SH.message))
        kinds = {str(kind) for kind in set(shapes.predicates(owner)) - SAYINGS - BUNDLES}
        found[message] |= {k.removeprefix(str(SH)).lower() for k in kinds if k.startswith(str(SH))}
        found[message] |= {"sparql"} if (owner, SH.select, None) in shapes else set()
    return {message: kinds for message, kinds in found.items() if kinds}


def told(report: Graph, templates: Iterable[str]) -> dict[str, set[str]]:
    """Give the constraints that were broken, by the message as the shape writes it."""
    patterns = {
        template: re.sub(r"\\\{\\\?\w+\\\}", "[^{}]+", re.escape(template))
        for template in templates
    }
    found: dict[str, set[str]] = defaultdict(set)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        message = str(report.value(result, SH.resultMessage))
        component = str(report.value(result, SH.sourceConstraintComponent))
        kind = component.removeprefix(str(SH)).removesuffix("ConstraintComponent").lower()
        fitting = [t for t, pattern in patterns.items() if re.fullmatch(pattern, message)]
        found[fitting[0] if fitting else message].add(kind)
    return dict(found)


def test_the_words_of_the_ontology_keep_the_shapes_of_the_core(words: Graph, shapes: Graph) -> None:
    conforms, _, text = check(words, shapes, NAMES["core"])
    assert conforms, text


@pytest.mark.parametrize("file", sorted(NAMES.keys() - {"core"}))
def test_the_whole_ontology_keeps_the_shapes(file: str, everything: Graph, shapes: Graph) -> None:
    conforms, _, text = check(everything, shapes, NAMES[file])
    assert conforms, text


@pytest.mark.parametrize("name", ALL_NAMES)
def test_a_shape_has_something_to_look_at(
    name: str, words: Graph, everything: Graph, shapes: Graph
) -> None:
    data = words if name in NAMES["core"] else everything
    assert focus_nodes(data, shapes, name)


def test_every_shape_has_a_broken_sample_and_every_sample_a_shape() -> None:
    assert sorted(path.stem for path in BROKEN.iterdir()) == ALL_NAMES


def test_no_two_shapes_speak_with_one_message(shapes: Graph) -> None:
    messages = [message for name in ALL_NAMES for message in constraints_of(shapes, name)]
    assert len(messages) == len(set(messages)) > len(ALL_NAMES)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_a_broken_sample_breaks_every_constraint_of_its_shape_and_no_other_shape(
    name: str, shapes: Graph
) -> None:
    sample = Graph().parse(BROKEN / f"{name}.ttl")
    conforms, report, _ = check(sample, shapes, ALL_NAMES)
    expected = constraints_of(shapes, name)
    assert not conforms
    assert told(report, expected) == expected
