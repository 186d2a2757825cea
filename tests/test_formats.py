"""Answers as bytes: what each format looks like, and which pairings are refused."""

from __future__ import annotations

import io
import json

import pytest

from brain2face.errors import UsageFault
from brain2face.formats import FORMATS, serialize
from brain2face.knowledge import Knowledge

PREFIXES = (
    "PREFIX b2f: <https://w3id.org/brain2face/> "
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
)
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


def test_an_unknown_format_is_refused_with_the_known(small: Knowledge) -> None:
    assert "yaml" not in FORMATS
    with pytest.raises(UsageFault, match="cannot be written as yaml"):
        written(small, SELECT, "yaml")
