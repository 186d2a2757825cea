"""A query that asks another endpoint means what it would mean with that endpoint's data at hand."""

from __future__ import annotations

import contextlib
import time
from collections import Counter

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brain2face.errors import UsageFault
from brain2face.guard import parse_only, refuse_service
from brain2face.server.allow_list import AllowList, Endpoint
from brain2face.server.foreign_table import ForeignTable, read_table
from brain2face.server.service_clauses import clauses_of
from brain2face.server.services import Federation, expand
from foreign_endpoints import answering, listening

JSON = ox.QueryResultsFormat.JSON
THERE = "http://there.example/sparql"
ALLOW = AllowList.read([THERE])
FORMS = [
    "SELECT * {{ {there} {{ ?x ?p ?y }} }}",
    "SELECT * {{ ?x <urn:p> ?y {there} {{ ?x ?p ?z }} }}",
    "SELECT * {{ ?x <urn:p> ?y {there} {{ ?x <urn:p> ?y }} }}",
    "SELECT * {{ ?x ?p ?y OPTIONAL {{ {there} {{ ?y ?q ?z }} }} }}",
    "SELECT * {{ {there} {{ ?x ?p ?y OPTIONAL {{ ?y <urn:q> ?z }} }} OPTIONAL {{ ?x ?p ?z }} }}",
    "SELECT * {{ {{ ?x <urn:p> ?y }} UNION {{ {there} {{ ?x <urn:q> ?y }} }} }}",
    "SELECT * {{ ?x ?p ?y FILTER NOT EXISTS {{ {there} {{ ?x ?p ?y }} }} }}",
    "SELECT * {{ ?x ?p ?y FILTER(EXISTS {{ {there} {{ ?y ?q ?x }} }} && ?y != 1) }}",
    "SELECT * {{ ?x ?p ?y MINUS {{ {there} {{ ?x <urn:p> ?z }} }} }}",
    "SELECT * {{ {there} {{ ?x <urn:p> ?y }} {there} {{ ?y ?q ?z FILTER(?z != ?y) }} }}",
    "SELECT ?x (COUNT(*) AS ?n) {{ ?x ?p ?y {there} {{ SELECT ?y {{ ?y ?q ?z }} }} }} GROUP BY ?x",
    "SELECT * {{ ?x ?p ?y {there} {{ <urn:a> <urn:p> <urn:b> }} }}",
    "SELECT * {{ BIND(1 AS ?k) {there} {{ ?x ?p ?y BIND(<urn:k> AS ?m) }} FILTER(?k = 1) }}",
    "SELECT * {{ {there} {{ VALUES (?x ?y) {{ (UNDEF 1) (<urn:a> UNDEF) }} ?x ?p ?y }} }}",
]
NODES = st.sampled_from([ox.NamedNode(f"urn:{name}") for name in "abc"])
LINKS = st.sampled_from([ox.NamedNode("urn:p"), ox.NamedNode("urn:q")])
ENDS = NODES | st.sampled_from([ox.Literal(1), ox.Literal('"\n'), ox.Literal("x", language="en")])
GRAPHS = st.lists(st.builds(ox.Triple, NODES, LINKS, ENDS), max_size=8)


def store(default: list[ox.Triple], named: list[ox.Triple]) -> ox.Store:
    made = ox.Store()
    graph = ox.NamedNode("urn:there")
    made.extend(ox.Quad(t.subject, t.predicate, t.object) for t in default)
    made.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in named)
    return made


def solutions(data: ox.Store, query: str) -> Counter[frozenset[tuple[str, str]]]:
    results = data.query(query)
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return Counter(
        frozenset((name, str(row[name])) for name in names if row[name] is not None)
        for row in results
    )


def read(data: ox.Store, query: str, wanted: frozenset[str]) -> ForeignTable:
    results = data.query(query)
    assert isinstance(results, ox.QuerySolutions)
    body = results.serialize(format=JSON) or b""
    return read_table(body, wanted, 10_000, time.monotonic() + 60)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=40, deadline=None)
@given(here=GRAPHS, there=GRAPHS)
def test_a_service_answers_like_a_graph_with_its_data(
    form: str, here: list[ox.Triple], there: list[ox.Triple]
) -> None:
    remote = store(there, [])

    def ask(_: Endpoint, query: str, wanted: frozenset[str]) -> ForeignTable:
        return read(remote, query, wanted)

    expanded = expand(form.format(there=f"SERVICE <{THERE}>"), ALLOW, ask)
    refuse_service(expanded)
    joined = store(here, there)
    assert solutions(store(here, []), expanded) == solutions(
        joined, form.format(there="GRAPH <urn:there>")
    )


def test_it_does_so_over_http() -> None:
    triple = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:p"), ox.Literal("ü"))
    with listening(answering(store([triple], []))) as asked:
        allow, form = AllowList.read([asked.url]), FORMS[1]
        text = form.format(there=f"SERVICE <{asked.url}>")
        expanded = Federation(allow, most_rows=10).expand(text, 10)
        expected = solutions(store([triple], [triple]), form.format(there="GRAPH <urn:there>"))
        assert solutions(store([triple], []), expanded) == expected


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])), name=st.text(max_size=5))
def test_any_text_and_any_address_of_an_answer_is_a_term_and_nothing_more(
    text: str, name: str
) -> None:
    terms: list[ox.Literal | ox.NamedNode] = [ox.Literal(text)]
    with contextlib.suppress(ValueError):
        terms.append(ox.NamedNode(f"urn:{name}"))
    table = ForeignTable(("o",), tuple((term,) for term in terms))
    expanded = expand(f"SELECT * {{ SERVICE <{THERE}> {{ ?s ?p ?o }} }}", ALLOW, lambda *_: table)
    assert solutions(ox.Store(), expanded) == Counter(
        frozenset({("o", str(term))}) for term in terms
    )


PIECES = st.sampled_from(
    f"SERVICE,service ,<{THERE}>,?x,{{,}}, ,\n,',\",''',#,\\,<,SILENT,PREFIX ,e:,1,true,SELECT * ,"
    "UNION,\\u0053,(,),>,a".split(",")
)


@settings(max_examples=500, deadline=None)
@given(text=st.lists(PIECES, max_size=25).map("".join))
def test_what_is_left_of_any_text_holds_no_clause_or_is_refused_by_the_engine(text: str) -> None:
    try:
        expanded = expand(text, ALLOW, lambda *_: ForeignTable((), ()))
    except UsageFault:
        return
    try:
        parse_only(expanded)
        refuse_service(expanded)
    except (SyntaxError, UsageFault):
        return
    assert clauses_of(expanded) == ()
