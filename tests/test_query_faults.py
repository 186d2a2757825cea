"""SPARQL that is refused: where the fault is, what was expected, and nothing leaves the machine."""

from __future__ import annotations

import pytest

from brain2face.errors import QuerySyntaxError, UsageFault
from brain2face.guard import refuse_service
from brain2face.knowledge import Knowledge

FAULTS = [
    ("SELEC ?x {}", 1, 1, "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
    ("SELECT ?x { ?x b2f:a ?y }", 1, 16, "PREFIX b2f: <https://w3id.org/brain2face/>"),
    ("SELECT ?x {\n  ?x zzz:a ?y }", 2, 6, "no PREFIX line names it"),
    ("SELECT ?x { ?x a ?y ", 1, 20, "ends too early"),
    ("SELECT ?x { ?x a }", 1, 18, "expected a variable"),
    ("SELECT ?x { ?x a ?y } LIMIT x", 1, 29, "expected a number"),
    ("SELECT ?x WERE { ?x a ?y }", 1, 11, "expected WHERE or '{'"),
    ("SELECT ?x { ?x foo ?y }", 1, 16, "lacks a prefix"),
    ("SELECT ?x { ?x <p> ?y }", 1, 16, "not an absolute IRI"),
    ("SELECT ?x { ?x a 'y }", 1, 18, "never closed"),
    ("SELECT ?x { FILTER(?x > ) }", 1, 25, "expected a value"),
    ("SELECT * { 'é' a ?y } ORDR BY ?y", 1, 23, "end of the query"),
    ("SELECT * { ?x a ?y } GROUP BY ?x", 1, 31, "cannot stand with GROUP BY"),
    ("SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }", 1, 40, "the clause before '}'"),
    ("# nothing\n", 1, 1, "empty"),
    ("INSERT DATA { <a:b> <a:c> <a:d> }", 1, 1, "reads, it does not update"),
    ("PREFIX a: <a:>\nDELETE WHERE { ?s ?p ?o }", 2, 1, "reads, it does not update"),
    ("LOAD <http://127.0.0.1:1/>", 1, 1, "reads, it does not update"),
]

SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "ASK { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?x ?p 1SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b)SERVICE#>\n<http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { FILTER(?a<'x>')SERVICE <http://127.0.0.1:1/> { ?s ?p 'o' } }",
    "SELECT * { { SELECT * { SERVICE ?s { ?s ?p ?o } } } }",
    "SELECT * { ?xervice ?p 'service' SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
]

INNOCENT = [
    "SELECT ?service { ?service ?p 'SERVICE <http://127.0.0.1:1/> {}' }",
    "SELECT ?service ?xervice { BIND(1 AS ?service) BIND(2 AS ?xervice) }",
    "SELECT * { ?s <http://example.org/service> ?o } # SERVICE",
    "PREFIX service: <a:> SELECT * { service:x ?p 'a'@service }",
    "SELECT * { ?s ?p ?o FILTER(?s < 3 && 'service' > ?o) }",
]


@pytest.mark.parametrize(("text", "line", "column", "said"), FAULTS)
def test_bad_sparql_is_placed_and_explained(
    small: Knowledge, text: str, line: int, column: int, said: str
) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        small.query(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert said in str(caught.value)


def test_text_that_is_no_unicode_is_refused(small: Knowledge) -> None:
    with pytest.raises(QuerySyntaxError, match="Unicode"):
        small.query("ASK { ?s ?p '\udcff' }")


@pytest.mark.parametrize("text", SERVICES)
def test_a_service_clause_is_refused_however_it_is_written(small: Knowledge, text: str) -> None:
    with pytest.raises(UsageFault, match="SERVICE is refused"):
        small.query(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_the_word_service_elsewhere_is_no_clause(small: Knowledge, text: str) -> None:
    refuse_service(text)
    assert small.query(text).kind == "select"
