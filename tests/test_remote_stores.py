"""Two real stores elsewhere, Oxigraph and Virtuoso, answer and code as the ontology in memory."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from brain2face import __version__
from brain2face.coding import FaceCoder
from brain2face.errors import EnvironmentFault, UnknownNameError, UsageFault
from brain2face.explain import as_text
from brain2face.formats import serialize
from brain2face.knowledge import Knowledge, QueryAnswer
from brain2face.questions import load_questions
from brain2face.remote import Access, Remote, publish
from brain2face.user_profile import profile_of
from sparql_servers import oxigraph, updated, virtuoso

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = load_questions()
B2F = "https://w3id.org/brain2face/"
MINE = "https://example.org/mine"
RULE = f"""
PREFIX b2f: <{B2F}> PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
DELETE {{ GRAPH ?place {{ ?rule rdfs:subClassOf b2f:FearExpression }} }}
INSERT {{ GRAPH ?place {{ ?rule rdfs:subClassOf b2f:SurpriseExpression }} }}
WHERE {{ GRAPH ?place {{ ?rule rdfs:subClassOf b2f:FearExpression }}
  FILTER(?place = <{B2F}source/dong2022/section7>) }}
"""
Row = tuple[str, ...]


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def access(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Access]:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "oxigraph":
        with oxigraph(folder) as url:
            publish(Access(url))
            yield Access(url)
    else:
        with virtuoso(folder) as url:
            publish(Access(url, "dba", "dba"))
            yield Access(url, "dba", "dba")


@pytest.fixture(scope="module")
def remote(access: Access) -> Remote:
    return Remote(access.url)


def lines(answer: QueryAnswer, fmt: str = "tsv") -> list[str]:
    out = io.BytesIO()
    serialize(answer, fmt, out)
    return out.getvalue().decode().splitlines()


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_gives_its_golden_answer_there(remote: Remote, name: str) -> None:
    golden = (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    examples = {p.name: p.example.strip('"') for p in QUESTIONS[name].parameters if p.example}
    given = lines(remote.ask(name, examples, QUESTIONS))
    assert given[0] == golden[0]
    assert Counter(given[1:]) == Counter(golden[1:])
    if QUESTIONS[name].ordered:
        assert given == golden


def without_blanks(knowledge: Knowledge) -> Counter[Row]:
    return Counter(
        tuple("_" if isinstance(term, ox.BlankNode) else str(term) for term in quad)
        for quad in knowledge.store
    )


def test_all_of_the_ontology_comes_back_from_there(remote: Remote, knowledge: Knowledge) -> None:
    assert without_blanks(remote.knowledge()) == without_blanks(knowledge)


def test_names_that_the_store_does_not_know_are_refused(remote: Remote) -> None:
    with pytest.raises(UnknownNameError, match="no emotion 'feer'"):
        remote.ask("units-of-emotion", {"emotion": "feer"})
    with pytest.raises(UnknownNameError, match="no question"):
        remote.ask("units-of-emotions", {})


def test_every_form_of_query_is_answered_and_written(remote: Remote) -> None:
    ask = f"ASK {{ <{B2F}AU12> <{B2F}signals> <{B2F}Happiness> }}"
    assert lines(remote.query(ask), "table") == ["yes"]
    construct = f"PREFIX b2f: <{B2F}> CONSTRUCT {{ ?u b2f:signals b2f:Fear }} WHERE {{ ?u b2f:signals b2f:Fear }}"  # noqa: E501
    assert "b2f:AU20 b2f:signals b2f:Fear ." in lines(remote.query(construct), "turtle")
    describe = f"DESCRIBE <{B2F}AU12>"
    assert any("lip corner puller" in line for line in lines(remote.query(describe), "ntriples"))


def test_a_value_of_true_or_false_is_written_as_such(remote: Remote) -> None:
    query = f"SELECT ?is {{ <{B2F}source/dong2022/table3> <{B2F}inDefaultGraph> ?is }}"
    assert lines(remote.query(query)) == ["?is", "true"]


def test_blank_nodes_hold_together_over_graphs(remote: Remote, knowledge: Knowledge) -> None:
    query = f"""PREFIX b2f: <{B2F}> PREFIX owl: <http://www.w3.org/2002/07/owl#>
    SELECT ?rule ?place {{
      GRAPH ?place {{ ?rule a b2f:CodingRule ; owl:equivalentClass ?is }}
      ?is owl:intersectionOf ?parts }} ORDER BY ?rule ?place"""
    expected = lines(knowledge.query(query))
    assert len(expected) > 5
    assert lines(remote.query(query)) == expected


def test_graphs_of_others_are_seen_by_name_only(access: Access, remote: Remote) -> None:
    counting = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    before = lines(remote.query(counting))
    updated(access, f"INSERT DATA {{ GRAPH <{MINE}> {{ <{MINE}> <{MINE}#is> 1, 2, 3 }} }}")
    try:
        assert lines(remote.query(counting)) == before
        named = f"SELECT (COUNT(*) AS ?n) FROM NAMED <{MINE}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"  # noqa: S608
        assert lines(remote.query(named)) == ["?n", "3"]
        assert lines(remote.query(counting, named_graphs=[MINE])) == ["?n", "3"]
        plain = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert lines(remote.query(plain, default_graphs=[MINE])) == ["?n", "3"]
    finally:
        updated(access, f"CLEAR GRAPH <{MINE}>")


def test_a_changed_rule_changes_the_coder_until_it_is_published_again(
    access: Access, remote: Remote, knowledge: Knowledge
) -> None:
    def conclusion(known: Knowledge) -> str:
        verdict = FaceCoder(known, profile_of(known, "dong2022")).score("1+4+5+25")[1]
        return as_text(verdict, 100).partition("Verdict under dong2022\n")[2].splitlines()[0]

    updated(access, RULE)
    changed = conclusion(remote.knowledge())
    publish(access)
    assert "fear or sadness" in conclusion(knowledge)
    assert "sadness or surprise" in changed
    assert conclusion(remote.knowledge()) == conclusion(knowledge)


def test_an_answer_that_virtuoso_cuts_and_a_write_that_it_refuses_are_told(
    access: Access, remote: Remote
) -> None:
    longest = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    if access.user is None:
        assert len(lines(remote.query(longest))) > 10_001
        return
    with pytest.raises(EnvironmentFault, match="cuts every answer after 10000 rows"):
        remote.query(longest)
    for nobody in (Access(access.url), Access(access.url, "dba", "wrong")):
        with pytest.raises(EnvironmentFault, match=r"\(HTTP 401\).* So nothing was changed there"):
            publish(nobody)


def test_publishing_again_removes_what_its_graphs_should_not_hold_and_nothing_else(
    access: Access,
) -> None:
    stray = f"<{MINE}> <{MINE}#is> 4"
    old = f"{B2F}source/old/table9"
    for graph in (MINE, f"{B2F}published/default", f"{B2F}source/dong2022/table3", old):
        updated(access, f"INSERT DATA {{ GRAPH <{graph}> {{ {stray} }} }}")
    named = "<http://www.w3.org/ns/sparql-service-description#namedGraph>"
    about = f"<{B2F}published> {named} <{old}>"
    updated(access, f"INSERT DATA {{ GRAPH <{B2F}published> {{ {about} }} }}")
    before = Remote(access.url)
    asking = f"ASK {{ {{ {stray} }} UNION {{ GRAPH ?g {{ {stray} }} }} }}"
    assert lines(before.query(asking), "table") == ["yes"]
    assert publish(access).removed == (old,)
    assert lines(before.query(asking), "table") == ["no"]
    assert lines(before.query(asking, named_graphs=[MINE]), "table") == ["yes"]
    updated(access, f"CLEAR GRAPH <{MINE}>")


def test_what_publish_left_half_done_is_told(access: Access) -> None:
    of = f"GRAPH <{B2F}published> {{ <{B2F}published> <http://www.w3.org/2002/07/owl#versionInfo>"
    updated(access, f"DELETE WHERE {{ {of} ?version }} }}")
    try:
        with pytest.raises(EnvironmentFault, match="not whole: run it again"):
            Remote(access.url).query("ASK { ?s ?p ?o }")
    finally:
        updated(access, f'INSERT DATA {{ {of} "{__version__}" }} }}')
    assert lines(Remote(access.url).query("ASK { ?s ?p ?o }"), "table") == ["yes"]


def test_a_query_that_does_not_parse_or_asks_a_third_store_is_not_sent(remote: Remote) -> None:
    with pytest.raises(UsageFault, match="SERVICE is refused"):
        remote.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(UsageFault, match="column"):
        remote.query("SELECT * { ?s ?p }")
    with pytest.raises(UsageFault, match="update"):
        remote.query("CLEAR ALL")
