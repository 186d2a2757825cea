"""Two licences by folder, and every file that names one says the same."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from pyoxigraph import Literal, NamedNode

from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge
from brain2face.server.api.openapi import openapi
from brain2face.server.api.table import operations
from brain2face.terms import B2F, ONTOLOGY, PREFIXES

ROOT = Path(__file__).parents[1]
CODE, WORDS = "Apache-2.0", "CC-BY-4.0"
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = r"(Facts (only|cited|read)|General anatomical knowledge|Cited only)\b.*"
SETS = sorted((ontology_dir() / "alignments").glob("*.sssom.tsv"))
A = NamedNode(PREFIXES["rdf"] + "type")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_texts_of_exactly_these_licences_come_along() -> None:
    assert {path.stem for path in (ROOT / "LICENSES").iterdir()} == {CODE, WORDS}
    assert "Apache License" in text(f"LICENSES/{CODE}.txt")[:200]
    assert "Attribution 4.0 International" in text(f"LICENSES/{WORDS}.txt")[:200]


def test_the_licence_file_says_which_is_for_what() -> None:
    said = text("LICENSE")
    assert re.search(r"^ontology/ and queries/ +Creative Commons Attribution 4\.0", said, re.M)
    assert re.search(r"^everything else +Apache License, Version 2\.0", said, re.M)
    assert ADDRESS in said
    for name in (CODE, WORDS):
        assert f"LICENSES/{name}.txt" in said


def test_the_package_says_both() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    assert project["license"] == f"{CODE} AND {WORDS}"
    assert project["license-files"] == ["LICENSE", "LICENSES/*"]
    assert not [item for item in project["classifiers"] if "License" in item]


def test_the_readme_says_both() -> None:
    assert f"Code: {CODE}. `ontology/` and `queries/`: CC BY 4.0." in text("README.md")


def test_the_citation_gives_the_software_one_and_the_ontology_the_other() -> None:
    citation = yaml.safe_load(text("CITATION.cff"))
    assert citation["type"] == "software"
    assert citation["license"] == CODE
    given = {one["title"]: one["license"] for one in citation["references"] if "license" in one}
    assert given == {"brain2face ontology": WORDS}


def test_the_web_api_stands_under_that_of_the_code() -> None:
    assert openapi(operations({}), "", ["12"])["info"]["license"]["identifier"] == CODE


@pytest.mark.parametrize("predicate", ["dcterms:license", "cc:license"])
def test_the_header_of_the_ontology_names_that_of_the_words(
    knowledge: Knowledge, predicate: str
) -> None:
    assert values(knowledge, ONTOLOGY, predicate) == [ADDRESS]


def test_no_other_licence_is_given_to_anything(knowledge: Knowledge) -> None:
    names = ("dcterms:license", "cc:license", "schema:license")
    found = {
        str(quad.object)
        for name in names
        for quad in knowledge.store.quads_for_pattern(None, property_of(name), None)
    }
    assert found == {f"<{ADDRESS}>"}


def test_a_graph_is_ours_to_license_or_says_that_it_holds_facts_only(knowledge: Knowledge) -> None:
    graphs = {graph.value for graph in knowledge.store.named_graphs()}
    assert len(graphs) > 60
    for graph in graphs:
        licences = values(knowledge, graph, "dcterms:license")
        rights = values(knowledge, graph, "dcterms:rights")
        inferred = [NamedNode(B2F + "InferredGraph")] == kinds(knowledge, graph)
        assert inferred or len(licences) + len(rights) == 1, graph
        assert licences in ([], [ADDRESS]), graph
        assert all(re.fullmatch(RIGHTS, words) for words in rights), graph


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.name)
def test_a_mapping_set_bears_that_of_the_words(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("#license:")] == [f"#license: {ADDRESS}"]


def property_of(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


def values(knowledge: Knowledge, subject: str, name: str) -> list[str]:
    quads = knowledge.store.quads_for_pattern(NamedNode(subject), property_of(name), None, None)
    found = {q.object.value for q in quads if isinstance(q.object, NamedNode | Literal)}
    return sorted(found)


def kinds(knowledge: Knowledge, subject: str) -> list[NamedNode]:
    quads = knowledge.store.quads_for_pattern(NamedNode(subject), A, None, None)
    own = {q.object for q in quads if isinstance(q.object, NamedNode)}
    return sorted((kind for kind in own if kind.value.startswith(B2F)), key=str)
