"""SERVICE clauses: found where they are, refused where they must be, replaced by their answers."""

from __future__ import annotations

import threading

import pyoxigraph as ox
import pytest

from brain2face.errors import QuerySyntaxError
from brain2face.guard import refuse_service
from brain2face.server.allow_list import AllowList, Endpoint
from brain2face.server.federation import EndpointFault
from brain2face.server.foreign_table import ForeignTable
from brain2face.server.services import Federation, expand
from foreign_endpoints import Handler, answering, listening, sending

HERE = "http://a.example/sparql"
ALLOW = AllowList.read([HERE])
BS = "\\"
CLAUSES = {
    "plain": (f"SELECT * {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }}", "SELECT * { ?s ?p ?o }"),
    "small letters, no spaces": (f"SELECT*{{service<{HERE}>{{?s ?p 1}}}}", "SELECT * {?s ?p 1}"),
    "silent": (f"ASK {{ SERVICE SILENT <{HERE}> {{ }} }}", "SELECT * { }"),
    "a comment between": (f"ASK {{ SERVICE # {{ <x>\n <{HERE}> {{ }} }}", "SELECT * { }"),
    "a comment inside": (
        f"ASK {{ SERVICE <{HERE}> {{ # }}\n?s ?p 2 }} }}",
        "SELECT * {\n?s ?p 2 }",
    ),
    "braces in a text": (
        f'ASK {{ SERVICE <{HERE}> {{ ?s ?p \'}}\', """}}""" }} }}',
        'SELECT * { ?s ?p \'}\', """}""" }',
    ),
    "braces inside": (f"ASK {{ SERVICE <{HERE}> {{ {{ }} {{ }} }} }}", "SELECT * { { } { } }"),
    "a prefixed name": (
        "PREFIX e: <http://a.example/> ASK { SERVICE e:sparql { ?s a e:T } }",
        "PREFIX e: <http://a.example/>\nSELECT * { ?s a e:T }",
    ),
    "a base": (
        "BASE <http://a.example/x/y> ASK { SERVICE <../sparql> { <z> ?p 1 } }",
        "BASE <http://a.example/x/y>\nSELECT * { <z> ?p 1 }",
    ),
    "a prefix by a base": (
        "BASE <http://a.example/> PREFIX : <sparql> ASK { SERVICE : { } }",
        "BASE <http://a.example/>\nPREFIX : <sparql>\nSELECT * { }",
    ),
    "an escaped address": (
        f"ASK {{ SERVICE <http://a.example/spar{BS}u0071l> {{ }} }}",
        "SELECT * { }",
    ),
    "an update": (
        f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{HERE}> {{ ?s ?p ?o }} }}",
        "SELECT * { ?s ?p ?o }",
    ),
    "after a number": (f"ASK {{ ?s ?p 1SERVICE<{HERE}> {{ }} }}", "SELECT * { }"),
}
UNTOUCHED = [
    "SELECT * { ?s ?p ?o }",
    "SELECT * { ?service ?p 'SERVICE <http://a.example/sparql> { }' }",
    'SELECT * { ?s ?p """SERVICE\n<http://a.example/sparql> { }""" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://a.example/sparql> { }",
    "SELECT * { ?s <http://a.example/SERVICE> ?o }",
    "PREFIX service: <http://s.example/> SELECT * { GRAPH service:g { ?s service:a 'x'@service } }",
    "PREFIX e: <http://s.example/> SELECT * { _:service e:SERVICE e:a.SERVICE, e:SERVICE-x }",
    "SELECT * { SERVICE <http://a.example/sparql> ",
    "SELECT * { SERVICE <http://a.example/sparql> { ?s ?p 'x }",
    "SELECT * { SERVICE <http://a.example/sparql> ?s ?p ?o }",
    "SELECT * { SERVICE",
    "SELECT * { SERVICESILENT<http://a.example/sparql>{} ?s ?p trueSERVICE<urn:x>{} }",
    "SELECT * { ?s myservice ?o }",
    f"SELECT * {{ {BS}u0053ERVICE <http://a.example/sparql> {{ }} }}",
]
REFUSED = {
    "SELECT *\n{ SERVICE ?x { } }": (2, 3, "must be written as an IRI"),
    "SELECT * { SERVICE <http://b.example/> { } }": (1, 12, "SERVICE <http://b.example/> is"),
    "SELECT * { SERVICE SILENT <http://b.example/> { } }": (1, 12, "is refused: only"),
    "SELECT * { SERVICE <http://a.example@b.example/sparql> { } }": (1, 12, "is refused"),
    "SELECT * { SERVICE <sparql> { } }": (1, 12, "SERVICE <sparql> is refused"),
    "SELECT * { SERVICE e:sparql { } }": (1, 12, "SERVICE <e:sparql> is refused"),
    f"SELECT * {{ SERVICE <{HERE}> {{\n SERVICE <{HERE}> {{ }} }} }}": (2, 2, "inside SERVICE"),
    f"SELECT * {{ SERVICE <{HERE}> {{ ?s ?p trueSERVICE<{HERE}>{{}} }} }}": (1, 54, "inside SERV"),
    f"PREFIX e: <urn:> ASK {{ SERVICE <{HERE}> {{ SERVICEe:x{{}} }} }}": (1, 60, "inside SERVICE"),
    f"ASK {{ SERVICE <{HERE}> {{ ?s ?p '{BS}u0027 SERVICE <urn:x> {{}} ' }} }}": (
        1,
        7,
        "plain char",
    ),
    "\nASK {" + f" SERVICE <{HERE}> {{ }}" * 11 + " }": (2, 387, "10 SERVICE clauses"),
}


def nothing(endpoint: Endpoint, _query: str, _wanted: frozenset[str]) -> ForeignTable:
    raise AssertionError(f"{endpoint} was asked")


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_is_found_and_its_group_sent(name: str) -> None:
    text, sent = CLAUSES[name]
    seen: list[tuple[str, str]] = []

    def answer(endpoint: Endpoint, query: str, wanted: frozenset[str]) -> ForeignTable:
        seen.append((str(endpoint), query))
        return ForeignTable(tuple(sorted(wanted)), ())

    expanded = expand(text, ALLOW, answer)
    assert seen == [(HERE, sent)]
    refuse_service(expanded)
    if not text.startswith("INSERT"):
        ox.Store().query(expanded)
    ox.Store().query(sent)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_no_clause_is_left_as_it_is(text: str) -> None:
    assert expand(text, ALLOW, nothing) == text


@pytest.mark.parametrize("text", REFUSED)
def test_a_clause_that_is_refused_is_named_by_its_place(text: str) -> None:
    line, column, said = REFUSED[text]
    with pytest.raises(QuerySyntaxError, match=said) as told:
        expand(text, ALLOW, nothing)
    assert (told.value.line, told.value.column) == (line, column)
    assert str(told.value).startswith(f"Line {line}, column {column}: ")


def test_without_an_allow_list_every_clause_is_refused() -> None:
    with pytest.raises(QuerySyntaxError, match="never reach another endpoint"):
        expand(CLAUSES["plain"][0], AllowList(), nothing)


def test_what_follows_a_clause_keeps_its_line_and_its_column() -> None:
    text = f"SELECT *\n{{\n  SERVICE <{HERE}>\n  {{\n    ?s ?p ?o\n  }} FILTER oops }}"
    table = ForeignTable(("s",), ((ox.Literal("two\nlines\r"),), (None,)))
    expanded = expand(text, ALLOW, lambda *_: table)
    assert [line.find("FILTER") for line in expanded.split("\n")] == [-1, -1, -1, -1, -1, 4]


def test_an_endpoint_that_fails_is_told_unless_the_clause_is_silent() -> None:
    told: list[bool] = []
    with listening(sending(b"", 500)) as asked:
        federation = Federation(AllowList.read([asked.url]), most_rows=10, told=told.append)
        text = f"SELECT * {{ VALUES ?x {{ 1 }} SERVICE <{asked.url}> {{ ?x ?y ?z }} }}"
        with pytest.raises(EndpointFault, match="status 500"):
            federation.expand(text, 10)
        silent = federation.expand(text.replace("SERVICE", "SERVICE SILENT"), 10)
    results = ox.Store().query(silent)
    assert isinstance(results, ox.QuerySolutions)
    assert [row["x"] for row in results] == [ox.Literal(1)]
    assert told == [False, False]


def test_the_endpoints_of_one_query_share_its_time_and_its_bytes() -> None:
    store = ox.Store()
    store.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }")
    with listening(answering(store)) as asked:
        allow = AllowList.read([asked.url])
        federation = Federation(allow, most_rows=10, most_bytes=300)
        clause = f"SERVICE <{asked.url}> {{ ?s ?p ?o }}"
        federation.expand(f"ASK {{ {clause} }}", 10)
        with pytest.raises(EndpointFault, match="longer than"):
            federation.expand(f"ASK {{ {clause} {clause} }}", 10)
        with pytest.raises(EndpointFault, match="did not answer in the 0 seconds") as told:
            federation.expand(f"ASK {{ {clause} }}", 0)
    assert told.value.status == 504


def test_only_a_few_queries_ask_at_once_and_the_others_are_told_to_wait() -> None:
    entered, leave = threading.Event(), threading.Event()

    def wait(handler: Handler, _: str) -> None:
        entered.set()
        leave.wait(10)
        handler.send(b'{"head":{"vars":[]},"results":{"bindings":[]}}')

    with listening(wait) as asked:
        federation = Federation(AllowList.read([asked.url]), most_rows=10, at_once=1)
        text = f"ASK {{ SERVICE <{asked.url}> {{ }} }}"
        first = threading.Thread(target=federation.expand, args=(text, 10))
        first.start()
        assert entered.wait(10)
        with pytest.raises(EndpointFault, match="Too many queries") as told:
            federation.expand(text, 10)
        assert federation.expand("ASK {}", 10) == "ASK {}"
        leave.set()
        first.join()
        assert "VALUES" in federation.expand(text, 10)
    assert told.value.status == 503
