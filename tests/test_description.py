"""What the service says of itself, asked as a client would: by SPARQL over the description."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from brain2face.formats import GRAPH_FORMATS, MEDIA, write_triples
from brain2face.knowledge import Knowledge
from brain2face.server.description import SERVICE, Limits, describe
from brain2face.server.statistics import Statistics, count
from brain2face.server.void import describe_dataset

ENDPOINT = "http://127.0.0.1:8000/sparql"
ADDRESS = "http://127.0.0.1:8000/.well-known/void"
PREFIXES = {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "f": "http://www.w3.org/ns/formats/",
    "service": SERVICE,
}
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass sd:Service ;
  sh:property [ sh:path sd:endpoint ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path sd:supportedLanguage ; sh:minCount 1 ;
      sh:in ( sd:SPARQL10Query sd:SPARQL11Query sd:SPARQL11Update ) ] ,
    [ sh:path sd:feature ;
      sh:in ( sd:EmptyGraphs sd:BasicFederatedQuery sd:UnionDefaultGraph sd:RequiresDataset
              sd:DereferencesURIs ) ] ,
    [ sh:path sd:resultFormat ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path sd:inputFormat ; sh:nodeKind sh:IRI ] ,
    [ sh:path sd:defaultDataset ; sh:minCount 1 ; sh:maxCount 1 ; sh:class sd:Dataset ] .
[] a sh:NodeShape ; sh:targetClass sd:Dataset ;
  sh:property [ sh:path sd:defaultGraph ; sh:minCount 1 ; sh:maxCount 1 ; sh:class sd:Graph ] ,
    [ sh:path sd:namedGraph ; sh:class sd:NamedGraph ] .
[] a sh:NodeShape ; sh:targetClass sd:NamedGraph ;
  sh:property [ sh:path sd:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path sd:graph ; sh:minCount 1 ; sh:maxCount 1 ; sh:class sd:Graph ] .
[] a sh:NodeShape ; sh:targetClass sd:Graph , void:Dataset ;
  sh:property [ sh:path void:triples ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:integer ] .
"""


@pytest.fixture(scope="module")
def statistics(knowledge: Knowledge) -> Statistics:
    return count(knowledge.store)


@pytest.fixture(scope="module")
def dataset(knowledge: Knowledge, statistics: Statistics) -> list[ox.Triple]:
    return describe_dataset(ADDRESS, ENDPOINT, knowledge.store, statistics)


def asked(triples: list[ox.Triple], names: str, pattern: str) -> list[list[str]]:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    rows = store.query(f"SELECT {names} {{ {pattern} }}", prefixes=PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    return [[getattr(term, "value", "") for term in row] for row in rows]


def turtle(triples: list[ox.Triple]) -> str:
    out = io.BytesIO()
    write_triples(triples, "turtle", out)
    return out.getvalue().decode()


def conforms(triples: list[ox.Triple]) -> bool:
    graph = rdflib.Graph().parse(data=turtle(triples), format="turtle")
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    return bool(pyshacl.validate(graph, shacl_graph=shapes)[0])


def test_the_description_names_the_endpoint_it_was_asked_at(statistics: Statistics) -> None:
    found = asked(
        describe(ENDPOINT, statistics),
        "?service ?endpoint",
        "?service a sd:Service ; sd:endpoint ?endpoint",
    )
    assert found == [[f"{ENDPOINT}#service", ENDPOINT]]


def test_both_descriptions_conform_to_their_vocabulary(
    statistics: Statistics, dataset: list[ox.Triple]
) -> None:
    full = describe(ENDPOINT, statistics, updates=True, federation=True, limits=Limits(10.0, 1))
    assert conforms(full)
    assert conforms(dataset)
    assert not conforms([t for t in full if not t.predicate.value.endswith("#endpoint")])
    assert not conforms([t for t in dataset if not t.predicate.value.endswith("#triples")])


def test_every_graph_is_named_with_its_size(knowledge: Knowledge, statistics: Statistics) -> None:
    pattern = "?d sd:namedGraph [ sd:name ?name ; sd:graph [ void:triples ?n ] ]"
    found = {name: int(n) for name, n in asked(describe(ENDPOINT, statistics), "?name ?n", pattern)}
    assert found == {
        graph.value: len(list(knowledge.store.quads_for_pattern(None, None, None, graph)))
        for graph in knowledge.store.named_graphs()
        if isinstance(graph, ox.NamedNode)
    }
    default = asked(describe(ENDPOINT, statistics), "?n", "?d sd:defaultGraph/void:triples ?n")
    size = len(list(knowledge.store.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    assert default == [[str(size)]]


def test_an_empty_graph_is_told_too() -> None:
    store = ox.Store()
    store.add_graph(ox.NamedNode("urn:empty"))
    assert count(store).named == {"urn:empty": 0}


def test_what_the_service_cannot_do_is_not_told(statistics: Statistics) -> None:
    for able in (True, False):
        told = describe(ENDPOINT, statistics, updates=able, federation=able)
        assert bool(asked(told, "?s", "?s sd:supportedLanguage sd:SPARQL11Update")) is able
        assert bool(asked(told, "?s", "?s sd:inputFormat f:Turtle")) is able
        assert bool(asked(told, "?s", "?s sd:feature sd:BasicFederatedQuery")) is able
    formats = {
        iri for (iri,) in asked(describe(ENDPOINT, statistics), "?f", "?s sd:resultFormat ?f")
    }
    offered = [kind for fmt in MEDIA.values() if (kind := fmt.rdf or fmt.results)]
    assert formats == {kind.iri for kind in offered}
    assert len(offered) == len(GRAPH_FORMATS) + 4


def test_each_limit_is_told_by_a_property_that_is_defined(statistics: Statistics) -> None:
    told = describe(ENDPOINT, statistics, limits=Limits(seconds_per_query=2.5, rows_per_answer=9))
    pattern = "?s ?limit ?value . ?limit rdfs:label ?name ; rdfs:comment ?words"
    found = dict(asked(told, "?name ?value", pattern))
    assert found == {"secondsPerQuery": "2.5", "rowsPerAnswer": "9"}


def test_the_dataset_has_a_title_a_licence_an_endpoint_and_an_example(
    knowledge: Knowledge, dataset: list[ox.Triple]
) -> None:
    pattern = (
        "?d a void:Dataset ; void:sparqlEndpoint ?e ; dcterms:license ?l ; dcterms:title ?t ;"
        " void:exampleResource ?x"
    )
    ((endpoint, licence, title, example),) = asked(dataset, "?e ?l ?t ?x", pattern)
    assert (endpoint, "creativecommons.org" in licence, "brain2face" in title) == (
        ENDPOINT,
        True,
        True,
    )
    assert knowledge.label(example).startswith("AU12")


def test_the_partitions_add_up(statistics: Statistics, dataset: list[ox.Triple]) -> None:
    rows = asked(dataset, "?n", "?d void:propertyPartition [ void:property ?p ; void:triples ?n ]")
    assert sum(int(n) for (n,) in rows) == statistics.default
    classes = asked(dataset, "?c ?n", "?d void:classPartition [ void:class ?c ; void:entities ?n ]")
    assert ["https://w3id.org/brain2face/BasicEmotion", "6"] in classes


def test_each_source_is_a_subset_with_a_size(dataset: list[ox.Triple]) -> None:
    pattern = "?d void:subset [ dcterms:source ?s ; dcterms:title ?t ; void:triples ?n ]"
    sources = {source: int(n) for source, n in asked(dataset, "?s ?n", pattern)}
    assert sources["https://w3id.org/brain2face/source/dong2022"] > 100
    assert all(sources.values())
