"""The mapping sets in the dataset: a graph each, none in the default graph, the same everywhere."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from brain2face.alignments import PREDICATES
from brain2face.errors import SourceFileError
from brain2face.files import mapping_files, ontology_dir, ontology_files
from brain2face.knowledge import Knowledge
from brain2face.ontology_folder import digest, loaded_files, read_folder
from brain2face.questions import load_questions
from brain2face.reasoner import Library
from brain2face.remote.dataset import local_graphs
from brain2face.server import create_app
from brain2face.server.evaluation import Pool
from brain2face.server.keeping import Keeper, Kept
from brain2face.terms import B2F, MAPPINGS, ONTOLOGY, PREFIXES, SOURCE, curie
from conftest import WORLD
from mapping_sets import NAMES, SETS, all_mappings

COUNT = f"""
SELECT ?set (COUNT(*) AS ?n) {{
  VALUES ?match {{ {" ".join(f"<{node.value}>" for node in PREDICATES.values())} }}
  GRAPH ?set {{ ?ours ?match ?theirs . ?theirs <{PREFIXES["rdfs"]}label> ?label }}
  ?set a <{B2F}MappingSet>
}} GROUP BY ?set
"""
EXPECTED = {MAPPINGS + name: len(one.mappings) for name, one in SETS.items()}
DESCRIBED = f"""
PREFIX b2f: <{B2F}> PREFIX dcterms: <{PREFIXES["dcterms"]}> PREFIX owl: <{PREFIXES["owl"]}>
PREFIX rdfs: <{PREFIXES["rdfs"]}> PREFIX skos: <{PREFIXES["skos"]}>
PREFIX sssom: <{PREFIXES["sssom"]}>
SELECT ?set ?read {{
  ?set a b2f:MappingSet, sssom:MappingSet ; rdfs:label ?label ; skos:definition ?definition ;
    dcterms:license ?licence ; dcterms:isPartOf <{SOURCE}brain2face> ; b2f:inDefaultGraph false ;
    owl:versionInfo ?version ; sssom:object_source_version ?read ; skos:scopeNote ?note
}}
"""
TABLE = "mine.sssom.tsv"


@pytest.fixture(scope="module")
def client(knowledge: Knowledge) -> Iterator[FlaskClient]:
    pool = Pool.over(Keeper(Kept(quads=knowledge.store)), children=1)
    yield create_app(knowledge, load_questions(), pool).test_client()
    pool.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copied = Path(shutil.copytree(WORLD, tmp_path / "ontology"))
    (copied / "alignments").mkdir()
    text = (ontology_dir() / "alignments" / "hed.sssom.tsv").read_text(encoding="utf-8")
    lines = [
        line for line in text.splitlines(keepends=True) if line[0] in "#s" or "b2f:AU12" in line
    ]
    (copied / "alignments" / TABLE).write_text("".join(lines), encoding="utf-8")
    (copied / "alignments" / "bridge-mine.ttl").write_text("<a:bridge> <a:b> <a:c> .\n")
    return copied


def rows(knowledge: Knowledge, text: str) -> list[ox.QuerySolution]:
    found = knowledge.query(text).results
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


def test_a_query_finds_every_mapping_in_the_graph_of_its_set(knowledge: Knowledge) -> None:
    found = {row["set"].value: int(row["n"].value) for row in rows(knowledge, COUNT)}
    assert found == EXPECTED
    assert (len(found), sum(found.values())) == (22, 421)


def test_the_service_answers_the_same(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": COUNT})
    assert answer.status_code == 200
    bindings = json.loads(answer.data)["results"]["bindings"]
    assert {row["set"]["value"]: int(row["n"]["value"]) for row in bindings} == EXPECTED


def test_the_default_graph_holds_no_mapping_and_nothing_of_another_ontology(
    knowledge: Knowledge,
) -> None:
    targets = {mapping.object for mapping in all_mappings()}
    matches = set(PREDICATES.values())
    for quad in knowledge.store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        assert quad.predicate not in matches
        assert quad.subject not in targets


def test_each_set_is_described_with_the_version_of_its_target(knowledge: Knowledge) -> None:
    found = {row["set"].value: row["read"].value for row in rows(knowledge, DESCRIBED)}
    assert found == {one.iri: one.target_version for one in SETS.values()}
    assert knowledge.label(MAPPINGS + "uberon").startswith("mappings to Uberon")
    assert knowledge.find("mappings:uberon").value == MAPPINGS + "uberon"


def test_the_comment_of_a_mapping_is_found_beside_it(knowledge: Knowledge) -> None:
    told = Counter(
        row["set"].value
        for row in rows(
            knowledge,
            f"PREFIX owl: <{PREFIXES['owl']}> PREFIX rdfs: <{PREFIXES['rdfs']}>"
            " SELECT ?set { GRAPH ?set { ?s ?p ?o . [] a owl:Axiom ; owl:annotatedSource ?s ;"
            " owl:annotatedProperty ?p ; owl:annotatedTarget ?o ; rdfs:comment ?comment } }",
        )
    )
    expected = {one.iri: sum(bool(m.comment) for m in one.mappings) for one in SETS.values()}
    assert told == Counter(expected)


def test_the_reasoner_reads_no_mapping_set_and_no_bridge() -> None:
    apart = ontology_dir() / "alignments"
    assert not [path for path in ontology_files() if apart in path.parents]
    assert set(mapping_files()) <= set(loaded_files())
    matches = set(PREDICATES.values())
    library = Library.load(ontology_dir())
    triples = [*library.core, *(t for place in library.places.values() for t in place)]
    assert len(triples) > 10_000
    assert not [triple for triple in triples if triple.predicate in matches]


def test_a_bridge_is_not_loaded(folder: Path) -> None:
    store = Knowledge.load(folder).store
    assert ox.NamedNode(MAPPINGS + "hed") in set(store.named_graphs())
    bridge = store.quads_for_pattern(ox.NamedNode("a:bridge"), None, None, None)
    assert next(bridge, None) is None


def test_what_is_published_is_what_is_read(knowledge: Knowledge) -> None:
    graphs = local_graphs()
    assert {MAPPINGS + name for name in NAMES} <= set(graphs)
    for name in NAMES:
        graph = ox.NamedNode(MAPPINGS + name)
        held = list(knowledge.store.quads_for_pattern(None, None, None, graph))
        assert len(graphs[graph.value]) == len(held) > 2
    words = {triple.subject for triple in graphs[ONTOLOGY]}
    assert ox.NamedNode(MAPPINGS + "uberon") in words


def test_the_digest_changes_with_a_mapping_and_not_with_a_bridge(folder: Path) -> None:
    before = digest(folder)
    (folder / "alignments" / "bridge-mine.ttl").write_text("<a:other> <a:b> <a:c> .\n")
    assert digest(folder) == before
    table = folder / "alignments" / TABLE
    table.write_text(table.read_text().replace("relatedMatch", "closeMatch"))
    assert digest(folder) != before


def test_a_mapping_of_a_term_that_is_gone_stops_the_reading(folder: Path) -> None:
    table = folder / "alignments" / TABLE
    table.write_text(table.read_text().replace("b2f:AU12", "b2f:AU99"))
    with pytest.raises(SourceFileError, match=r"mine\.sssom\.tsv, line .*b2f:AU99 is no term"):
        read_folder(folder)


@pytest.mark.parametrize("taken", [MAPPINGS + "hed", B2F + "AU12", f"{B2F}source/dong2022/table3"])
def test_a_set_takes_the_iri_of_nothing_else(taken: str, folder: Path) -> None:
    text = (folder / "alignments" / TABLE).read_text().replace(MAPPINGS + "hed", taken)
    (folder / "alignments" / "other.sssom.tsv").write_text(text)
    with pytest.raises(SourceFileError, match=r"other\.sssom\.tsv.*is taken; give the set an IRI"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("http://purl.obolibrary.org/obo/UBERON_0008593", "UBERON:0008593"),
        ("http://purl.obolibrary.org/obo/MF_0000091", "MF:0000091"),
        ("http://purl.obolibrary.org/obo/MFOEM_000042", "MFOEM:000042"),
        (MAPPINGS + "uberon", "mappings:uberon"),
        (MAPPINGS + "emotionml-items#big6.fear", "emoitem:big6.fear"),
        (B2F + "AU12", "b2f:AU12"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_an_id_of_another_ontology_is_shortened_as_it_is_known(iri: str, short: str) -> None:
    assert curie(iri) == short


def test_every_target_has_a_short_form() -> None:
    assert all("/" not in curie(mapping.object.value) for mapping in all_mappings())
