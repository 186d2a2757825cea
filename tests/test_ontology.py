"""The house rules of the ontology's files, and the facts of the paper that everything rests on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolution, QuerySolutions

import brain2face
from brain2face.canonical import canonical_form
from brain2face.files import ontology_dir, ontology_files
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F, ONTOLOGY, SOURCE

FILES = ontology_files() + sorted((ontology_dir() / "shapes").glob("*.ttl"))
DERIVED = ("inferred.trig",)
EXCLUSIVE = {
    "Happiness": {6, 12, 28},
    "Surprise": {2},
    "Anger": {16, 22, 23},
    "Fear": {20},
    "Disgust": {7, 24},
    "Sadness": {43},
}
TABLE_3 = {
    "Happiness": {1, 6, 12, 14, 26, 27, 28},
    "Surprise": {1, 2, 5, 25, 26, 27},
    "Anger": {4, 5, 9, 10, 16, 22, 23},
    "Fear": {1, 4, 5, 20, 25},
    "Disgust": {1, 4, 7, 9, 10, 14, 15, 17, 24, 25},
    "Sadness": {1, 4, 14, 15, 17, 43},
}


def b2f(name: str) -> NamedNode:
    return NamedNode(B2F + name)


def rows(knowledge: Knowledge, query: str) -> list[QuerySolution]:
    results = knowledge.query(query).results
    assert isinstance(results, QuerySolutions)
    return list(results)


def units(knowledge: Knowledge, place: str, relation: str, emotion: str) -> set[int]:
    graph = NamedNode(SOURCE + place)
    found = knowledge.store.quads_for_pattern(None, b2f(relation), b2f(emotion), graph)
    subjects = [quad.subject for quad in found]
    return {int(s.value.removeprefix(B2F + "AU")) for s in subjects if isinstance(s, NamedNode)}


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) > 60


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ontology_dir())))
def test_a_file_stands_in_its_one_written_form(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == canonical_form(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ontology_dir())))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    if path.name not in DERIVED:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_version_of_the_ontology_is_that_of_the_package(knowledge: Knowledge) -> None:
    owl = "http://www.w3.org/2002/07/owl#"
    found = knowledge.store.quads_for_pattern(
        NamedNode(ONTOLOGY), NamedNode(owl + "versionIRI"), None, None
    )
    assert [quad.object for quad in found] == [NamedNode(f"{ONTOLOGY}/{brain2face.__version__}")]


def test_every_graph_is_described(knowledge: Knowledge) -> None:
    a = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    graphs = list(knowledge.store.named_graphs())
    assert len(graphs) > 40
    for graph in graphs:
        kinds = {quad.object for quad in knowledge.store.quads_for_pattern(graph, a, None, None)}
        described = {b2f("Place"), b2f("InferredGraph"), b2f("MappingSet")}
        assert kinds & described, f"{graph} is not described"


def mentioned(quad: Quad) -> set[str]:
    terms = (quad.subject, quad.predicate, quad.object)
    return {term.value for term in terms if isinstance(term, NamedNode)}


def test_every_term_that_is_used_has_a_label(knowledge: Knowledge) -> None:
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    labelled = {quad.subject for quad in knowledge.store.quads_for_pattern(None, label, None)}
    used = {
        iri
        for quad in knowledge.store.quads_for_pattern(None, None, None, None)
        for iri in mentioned(quad)
        if re.fullmatch(re.escape(B2F) + r"[^/]+", iri) or iri.startswith(SOURCE)
    }
    observation = re.compile(r".*/(Dong2022Table|Du2014Share|\w+Channel)\w+")
    missing = {
        iri for iri in used if NamedNode(iri) not in labelled and not observation.fullmatch(iri)
    }
    assert len(used) > 700
    assert not missing


@pytest.mark.parametrize("emotion", TABLE_3)
def test_table_3_is_whole(knowledge: Knowledge, emotion: str) -> None:
    assert units(knowledge, "dong2022/table3", "signals", emotion) == TABLE_3[emotion]


@pytest.mark.parametrize("emotion", EXCLUSIVE)
def test_the_bold_marks_of_the_paper_come_out(knowledge: Knowledge, emotion: str) -> None:
    derived = units(knowledge, "dong2022/inferred", "exclusivelySignals", emotion)
    assert derived == EXCLUSIVE[emotion]


def test_a_query_that_names_no_graph_sees_exactly_eleven_exclusive_units(
    knowledge: Knowledge,
) -> None:
    query = f"SELECT ?au ?emotion {{ ?au <{B2F}exclusivelySignals> ?emotion }}"
    assert len(rows(knowledge, query)) == 11


def test_au4_is_the_only_pan_negative_unit_of_table_3(knowledge: Knowledge) -> None:
    found = rows(knowledge, f"SELECT ?au {{ ?au a <{B2F}PanNegativeUnit> }}")
    assert [row[0] for row in found] == [b2f("AU4")]


@pytest.mark.parametrize("table", [1, 2])
def test_tables_1_and_2_have_ten_ranks_for_each_emotion_in_falling_order(
    knowledge: Knowledge, table: int
) -> None:
    answer = rows(
        knowledge,
        f"PREFIX b2f: <{B2F}> SELECT ?emotion ?rank ?score {{ GRAPH <{SOURCE}dong2022/table{table}>"
        " { ?o b2f:aboutEmotion ?emotion ; b2f:rank ?rank ; b2f:score ?score } }",
    )
    found: dict[str, dict[int, float]] = {}
    for row in answer:
        found.setdefault(str(row[0]), {})[int(row[1].value)] = float(row[2].value)
    assert len(found) == 6
    for ranks in found.values():
        assert sorted(ranks) == list(range(1, 11))
        scores = [ranks[rank] for rank in sorted(ranks)]
        assert scores == sorted(scores, reverse=True)


def test_there_are_89_codes_each_with_its_own_notation(knowledge: Knowledge) -> None:
    answer = rows(
        knowledge,
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        f"SELECT DISTINCT ?code ?n {{ ?code a/rdfs:subClassOf* <{B2F}FacsCode> ;"
        " skos:notation ?n }",
    )
    found = [(str(row[0]), row[1].value) for row in answer]
    assert len(found) == 89
    assert len({notation for _, notation in found}) == 89
