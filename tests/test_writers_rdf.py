"""Turtle: it joins the ontology, says what a profile claims as such, and keeps things apart."""

from __future__ import annotations

import warnings

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, parse
from pyshacl import validate
from rdflib import Graph

from brain2face.errors import UsageFault
from brain2face.files import ontology_files
from brain2face.knowledge import Knowledge
from brain2face.notation import SIDES
from brain2face.records import CodedEvent, Span
from brain2face.terms import B2F, PREFIXES
from brain2face.writers import About
from coded_events import coded, few, written

PREFIX = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
SHAPE = """
@prefix b2f: <https://w3id.org/brain2face/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass b2f:Expression ;
  sh:property [ sh:path b2f:onset ; sh:datatype xsd:decimal ; sh:maxCount 1 ] ;
  sh:property [ sh:path b2f:hasScoring ; sh:class b2f:Scoring ; sh:minCount 1 ] ;
  sh:property [ sh:path b2f:hasVerdict ; sh:class b2f:Verdict ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass b2f:Verdict ;
  sh:property [ sh:path b2f:byProfile ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path b2f:outcome ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:in ( "emotion" "class" "valence" "ambiguous" "none" "neutral" "undecided" "unscored" ) ] .
[] a sh:NodeShape ; sh:targetClass b2f:Scoring ;
  sh:property [ sh:path b2f:scores ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path b2f:hasIntensity ; sh:nodeKind sh:IRI ; sh:maxCount 1 ] .
"""


def beside(events: list[CodedEvent], about: About) -> Knowledge:
    both = Knowledge.load()
    both.store.load(written(events, "ttl", about), format=RdfFormat.TURTLE)
    return both


def answers(knowledge: Knowledge, query: str) -> list[tuple[str, ...]]:
    results = knowledge.query(PREFIX + query).results
    assert isinstance(results, QuerySolutions)
    return [tuple(getattr(value, "value", "") for value in row) for row in results]


@pytest.fixture(scope="module")
def both(knowledge: Knowledge) -> Knowledge:
    return beside(few(knowledge), About(source="few.csv", knowledge=knowledge))


def test_a_query_joins_events_codes_and_the_words_of_the_ontology(both: Knowledge) -> None:
    query = """SELECT ?name ?unit ?grade ?side { ?event a b2f:Expression ;
      dcterms:identifier ?name ; b2f:hasScoring ?scoring .
      ?scoring b2f:scores/rdfs:label ?unit .
      OPTIONAL { ?scoring b2f:hasIntensity/skos:notation ?grade }
      OPTIONAL { ?scoring b2f:hasSide/rdfs:label ?side }
      FILTER(?name IN ("smirk", "smile")) } ORDER BY ?name ?unit"""
    assert answers(both, query) == [
        ("smile", "AU12 lip corner puller", "C", ""),
        ("smile", "AU6 cheek raiser and lid compressor", "B", ""),
        ("smirk", "AU12 lip corner puller", "A", "right side"),
        ("smirk", "AU14 dimpler", "D", "left side"),
    ]


def test_a_query_asks_which_printed_rule_a_verdict_rests_on(both: Knowledge) -> None:
    query = """SELECT ?result ?printed ?place { ?event dcterms:identifier "flash" ;
      b2f:hasVerdict ?verdict . ?verdict b2f:byProfile/skos:notation "dong2022" ;
      b2f:namesResult/rdfs:label ?result ; b2f:citesRule ?rule .
      GRAPH ?where { ?rule b2f:printedAs ?printed } ?where rdfs:label ?place }
      ORDER BY ?result ?printed"""
    found = answers(both, query)
    assert {result for result, _, _ in found} == {"fear", "sadness"}
    assert ("fear", "1+4+5+25", "section 7 of Dong et al. 2022") in found


def test_a_verdict_is_a_claim_and_the_expression_is_not_classified_by_it(both: Knowledge) -> None:
    query = """ASK { ?event b2f:hasVerdict ?verdict .
      { ?event b2f:concludes|b2f:expresses ?felt } UNION { ?verdict b2f:concludes ?felt } }"""
    assert not both.query(PREFIX + query).results
    query = """SELECT ?label { ?event dcterms:identifier "frown" ; b2f:leavesOpen ?open ;
      b2f:selfReportedAs ?felt . ?felt rdfs:label ?label . ?open skos:notation "7" }"""
    assert answers(both, query) == [("anger",)]


def test_a_length_is_a_class_of_its_definition(both: Knowledge) -> None:
    query = """SELECT ?class { ?event dcterms:identifier "flash" ; a ?class ;
      b2f:durationInSeconds 0.12 } ORDER BY ?class"""
    assert [name.removeprefix(B2F) for (name,) in answers(both, query)] == [
        "Expression",
        "MicroExpression",
        "MicroExpressionYan2013",
    ]


def test_every_term_of_the_file_is_a_term_of_the_ontology(knowledge: Knowledge) -> None:
    described = {
        quad.subject
        for path in ontology_files()
        for quad in parse(path=path)
        if isinstance(quad.subject, NamedNode)
    }
    about = About(source="few.csv", knowledge=knowledge)
    used = {
        term
        for quad in parse(written(few(knowledge), "ttl", about), format=RdfFormat.TURTLE)
        for term in quad.triple
        if isinstance(term, NamedNode) and term.value.startswith(B2F)
    }
    assert used <= described
    assert len(used) > 30


def test_the_file_keeps_the_shape_of_events_and_verdicts(knowledge: Knowledge) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        data = Graph().parse(data=written(few(knowledge), "ttl"), format="turtle")
        shape = Graph().parse(data=SHAPE, format="turtle")
        conforms, _, text = validate(data, shacl_graph=shape)
        assert conforms, text
        data.update(f"DELETE WHERE {{ ?verdict <{B2F}byProfile> ?profile }}")
        assert not validate(data, shacl_graph=shape)[0]


def test_names_that_come_twice_are_kept_apart_and_all_are_iris(knowledge: Knowledge) -> None:
    names = ["a b/c", "a b/c", "a b/c~2", '<>"{}|^`\\', "", "表情"]
    events = [coded(knowledge, "12", Span(0, 1), name=name, clip=name) for name in names]
    found = beside(events, About(base="https://example.org/x#", knowledge=knowledge))
    (row,) = answers(found, "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e b2f:hasVerdict ?v }")
    assert row == (str(len(names)),)
    assert set(answers(found, "SELECT ?n { [] a b2f:Expression ; dcterms:identifier ?n }")) == {
        (name,) for name in names
    }


def test_a_base_that_begins_no_iri_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(UsageFault, match=r"'my study' is no beginning of an IRI"):
        written(few(knowledge), "ttl", About(base="my study", knowledge=knowledge))


def test_each_code_grade_and_side_has_its_term(knowledge: Knowledge) -> None:
    names = few(knowledge)[0].verdict.profile.unit_names
    scores = [code for code in names if code != "0"]
    scores += [f"{side}12" for side in SIDES] + [f"12{grade}" for grade in "ABCDE"]
    events = [coded(knowledge, score, name=score) for score in scores]
    found = beside(events, About(knowledge=knowledge))
    query = "SELECT ?code { [] a b2f:Expression ; b2f:shows/skos:notation ?code }"
    assert len(answers(found, query)) == len(scores)
    assert len(answers(found, "SELECT ?s { ?s b2f:hasSide ?side }")) == len(SIDES)
