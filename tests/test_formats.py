"""Answers as bytes: what each format looks like, and which pairings are refused."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import lxml.etree
import pyoxigraph as ox
import pytest

from brain2face.errors import UsageFault
from brain2face.formats import FORMATS, GRAPH_FORMATS, MEDIA, serialize, write_triples
from brain2face.knowledge import Knowledge

PREFIXES = (
    "PREFIX b2f: <https://w3id.org/brain2face/> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
A, B = ox.NamedNode("http://a/a"), ox.NamedNode("http://a/b")
SELECT = (
    PREFIXES + "SELECT ?unit ?label { ?unit b2f:signals ?e ; rdfs:label ?label } ORDER BY ?unit"
)
ASK = PREFIXES + "ASK { b2f:AU6 b2f:signals ?e }"
CONSTRUCT = PREFIXES + "CONSTRUCT WHERE { ?unit b2f:signals ?e }"


def written(knowledge: Knowledge, text: str, fmt: str | None, width: int | None = None) -> str:
    out = io.BytesIO()
    serialize(knowledge.query(text), fmt, out, width=width)
    return out.getvalue().decode()


def test_a_table_is_aligned_and_shortens_iris(small: Knowledge) -> None:
    assert written(small, SELECT, "table").splitlines() == [
        "unit      label",
        "--------  ----------------------",
        "b2f:AU12  AU12 lip corner puller",
        "b2f:AU6   AU6 cheek raiser",
    ]


def test_a_table_wraps_its_widest_column_to_fit_the_terminal(small: Knowledge) -> None:
    lines = written(small, SELECT, "table", width=24).splitlines()
    assert max(map(len, lines)) <= 24
    assert lines[2:4] == ["b2f:AU12  AU12 lip", "          corner puller"]


def test_a_table_without_rows_says_so(small: Knowledge) -> None:
    assert written(small, "SELECT ?x { ?x <a:none> ?y }", "table") == "x\n(no rows)\n"


def test_a_table_of_no_variables_counts_its_solutions(small: Knowledge) -> None:
    assert written(small, "SELECT * {}", "table") == "(no variables; solutions: 1)\n"


def test_a_table_leaves_unbound_cells_empty_and_hides_control_letters(small: Knowledge) -> None:
    text = "SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ('x\\u001b[31m' UNDEF 2) } }"
    assert written(small, text, "table").splitlines()[2] == "x [31m     2"


def test_csv_and_tsv_give_whole_iris(small: Knowledge) -> None:
    assert written(small, SELECT, "csv").splitlines() == [
        "unit,label",
        "https://w3id.org/brain2face/AU12,AU12 lip corner puller",
        "https://w3id.org/brain2face/AU6,AU6 cheek raiser",
    ]
    assert '<https://w3id.org/brain2face/AU6>\t"AU6 cheek raiser"@en' in written(
        small, SELECT, "tsv"
    )


def test_json_and_xml_are_the_w3c_formats(small: Knowledge) -> None:
    answer = json.loads(written(small, SELECT, "json"))
    assert answer["head"]["vars"] == ["unit", "label"]
    assert answer["results"]["bindings"][0]["label"]["xml:lang"] == "en"
    assert "http://www.w3.org/2005/sparql-results#" in written(small, SELECT, "xml")


def test_a_yes_or_no_answer_has_its_own_words(small: Knowledge) -> None:
    assert written(small, ASK, "table") == "yes\n"
    assert written(small, "ASK { <a:a> <a:b> <a:c> }", None) == "no\n"
    assert json.loads(written(small, ASK, "json"))["boolean"] is True
    assert written(small, ASK, "csv").strip() == "true"


def test_triples_come_as_turtle_with_the_prefixes_they_use(small: Knowledge) -> None:
    text = written(small, CONSTRUCT, None)
    assert text.startswith("@prefix b2f: <https://w3id.org/brain2face/> .\n")
    assert "b2f:AU12 b2f:signals b2f:Happiness ." in text
    assert "@prefix owl:" not in text


def test_triples_come_as_n_triples_on_request(small: Knowledge) -> None:
    assert len(written(small, CONSTRUCT, "ntriples").splitlines()) == 2


@pytest.mark.parametrize("text", [SELECT, ASK])
@pytest.mark.parametrize("fmt", ["turtle", "ntriples"])
def test_rows_cannot_be_triples(small: Knowledge, text: str, fmt: str) -> None:
    with pytest.raises(UsageFault, match="Possible: table, csv, tsv, json, xml"):
        written(small, text, fmt)


@pytest.mark.parametrize("fmt", ["table", "csv", "tsv", "json", "xml"])
def test_triples_cannot_be_rows(small: Knowledge, fmt: str) -> None:
    with pytest.raises(UsageFault, match="Possible: turtle, ntriples"):
        written(small, CONSTRUCT, fmt)


@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
@pytest.mark.parametrize("sorted_up_to", [None, 1, 100])
def test_every_graph_format_holds_the_same_triples(
    small: Knowledge, fmt: str, sorted_up_to: int | None
) -> None:
    out = io.BytesIO()
    serialize(small.query(CONSTRUCT), fmt, out, sorted_up_to=sorted_up_to)
    found = small.query(CONSTRUCT).results
    assert isinstance(found, ox.QueryTriples)
    expected = set(found)
    assert {quad.triple for quad in ox.parse(out.getvalue(), MEDIA[fmt].rdf)} == expected


def test_a_large_graph_is_written_as_it_comes() -> None:
    written_before: list[int] = []
    out = io.BytesIO()

    def triples() -> Iterator[ox.Triple]:
        for number in range(3000):
            written_before.append(out.tell())
            yield ox.Triple(A, B, ox.Literal(number))

    write_triples(triples(), "turtle", out, sorted_up_to=10)
    assert 0 < written_before[-1] < out.tell()
    assert len(list(ox.parse(out.getvalue(), ox.RdfFormat.TURTLE))) == 3000


@pytest.mark.parametrize(
    "predicate", ["urn:x:", "http://a/1", "http://a/b(c)", f"{RDF}li", f"{RDF}Description"]
)
def test_a_predicate_that_is_no_element_of_xml_is_told(predicate: str) -> None:
    triples = [ox.Triple(A, ox.NamedNode(predicate), ox.Literal("x"))]
    with pytest.raises(UsageFault, match=r"element|cannot be written as rdfxml"):
        write_triples(triples, "rdfxml", io.BytesIO())


def test_what_rdf_xml_must_spell_otherwise_comes_back_as_it_was() -> None:
    digits, letters = ox.BlankNode("1a"), ox.BlankNode("b1a")
    value = ox.Literal("a\r\n\tb ]]> <&")
    triples = [
        ox.Triple(digits, ox.NamedNode("http://a/x-1"), value),
        ox.Triple(letters, ox.NamedNode("urn:x:\u00e9"), digits),
        ox.Triple(A, B, ox.Triple(digits, B, value)),
    ]
    out = io.BytesIO()
    write_triples(triples, "rdfxml", out)
    back = ox.Dataset(ox.parse(out.getvalue(), ox.RdfFormat.RDF_XML))
    sent = ox.Dataset(ox.Quad(*triple) for triple in triples)
    for dataset in (back, sent):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert back == sent
    lxml.etree.fromstring(out.getvalue())


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_a_character_that_xml_has_not_is_told(small: Knowledge, letter: str) -> None:
    escaped = f"\\u{ord(letter):04x}"
    for text, fmt in (
        (f"SELECT ?x {{ VALUES ?x {{ 'a{escaped}b' }} }}", "xml"),
        (f"CONSTRUCT {{ <urn:a> <urn:b> 'a{escaped}b' }} WHERE {{}}", "rdfxml"),
    ):
        with pytest.raises(UsageFault, match=rf"U\+{ord(letter):04X}"):
            written(small, text, fmt)


def test_a_triple_term_is_refused_where_the_format_has_none() -> None:
    with pytest.raises(UsageFault, match="cannot be written as jsonld"):
        write_triples([ox.Triple(A, B, ox.Triple(A, B, A))], "jsonld", io.BytesIO())


def test_an_unknown_format_is_refused_with_the_known(small: Knowledge) -> None:
    assert "yaml" not in FORMATS
    with pytest.raises(UsageFault, match="cannot be written as yaml"):
        written(small, SELECT, "yaml")
