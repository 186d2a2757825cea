"""The federated queries of the documents, run against stand-ins of the endpoints they name."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox
import pytest

from brain2face.errors import UsageFault
from brain2face.knowledge import Knowledge
from brain2face.server.allow_list import AllowList
from brain2face.server.service_clauses import clauses_of
from doc_blocks import blocks_of
from foreign_endpoints import Asked, answering, listening
from running_service import Running, running

PAGE: Final = "docs/howto/link-your-ontology.md"
NAMED: Final = ("https://ubergraph.apps.renci.org/sparql", "http://sparql.hegroup.org/sparql/")
QUERIES: Final = [
    block.text
    for block in blocks_of(PAGE)
    if block.language == "sparql" and "SERVICE" in block.text
]
INNERVATION, FACIAL_MUSCLES, EMOTIONS = QUERIES
STAND_IN: Final = """
PREFIX obo: <http://purl.obolibrary.org/obo/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT DATA {
  GRAPH <http://reasoner.renci.org/nonredundant> {
    obo:UBERON_0008593 obo:RO_0002005 obo:UBERON_0001647 .
    obo:UBERON_0001578 obo:RO_0002005 obo:UBERON_0001647 }
  GRAPH <http://reasoner.renci.org/redundant> {
    obo:UBERON_0008593 rdfs:subClassOf obo:UBERON_0001577 .
    obo:UBERON_9999999 rdfs:subClassOf obo:UBERON_0001577 }
  GRAPH <http://reasoner.renci.org/ontology> {
    obo:UBERON_0001647 rdfs:label "facial nerve" .
    obo:UBERON_0008593 rdfs:label "zygomaticus major muscle" .
    obo:UBERON_9999999 rdfs:label "a muscle of the stand-in" }
  GRAPH <http://purl.obolibrary.org/obo/merged/MFOEM> {
    obo:MFOEM_000042 rdfs:subClassOf obo:MFOEM_000211 .
    obo:MFOEM_000026 rdfs:subClassOf obo:MFOEM_000212 .
    obo:MFOEM_000009 rdfs:subClassOf obo:MFOEM_000212 .
    obo:MFOEM_000211 rdfs:label "positive emotion" .
    obo:MFOEM_000212 rdfs:label "negative emotion" }
}"""


@pytest.fixture(scope="module")
def asked() -> Iterator[Asked]:
    store = ox.Store()
    store.update(STAND_IN)
    with listening(answering(store)) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def service(asked: Asked) -> Iterator[Running]:
    with running("--allow-service", asked.url, token=None) as service:
        yield service


def rows(service: Running, asked: Asked, query: str) -> list[dict[str, str]]:
    for address in NAMED:
        query = query.replace(f"<{address}>", f"<{asked.url}>")
    answer = service.query(query)
    assert answer.status == 200, answer.body
    return list(csv.DictReader(io.StringIO(answer.body.decode())))


def ends(row: dict[str, str]) -> dict[str, str]:
    return {key: value.rpartition("/")[2] for key, value in row.items()}


@pytest.mark.parametrize("query", QUERIES, ids=["innervation", "facial-muscles", "emotions"])
def test_a_query_names_one_endpoint_that_the_page_says_how_to_allow(
    query: str, knowledge: Knowledge
) -> None:
    (clause,) = clauses_of(query)
    assert clause.address in NAMED
    assert AllowList.read(NAMED).find(clause.address) is not None
    ox.Store().query(clause.query)
    with pytest.raises(UsageFault, match="SERVICE"):
        knowledge.query(query)


def test_the_page_allows_these_endpoints_and_no_others() -> None:
    text = "\n".join(block.text for block in blocks_of(PAGE) if "--allow-service" in block.text)
    assert tuple(word for word in text.split() if word.startswith("http")) == NAMED


def test_the_nerve_that_uberon_names_stands_beside_the_branches_of_our_places(
    service: Running, asked: Asked
) -> None:
    found = rows(service, asked, INNERVATION)
    assert {row["muscle"].rpartition("/")[2] for row in found} == {"ZygomaticusMajor"}
    assert {row["called"] for row in found} == {"facial nerve"}
    branches = {(ends(row)["branch"], row["place"]) for row in found}
    assert len(branches) == len(found) > 3
    assert {branch for branch, _ in branches} >= {"BuccalBranch", "ZygomaticBranch"}


def test_a_muscle_that_is_no_term_of_ours_stays_in_the_list(service: Running, asked: Asked) -> None:
    found = [ends(row) for row in rows(service, asked, FACIAL_MUSCLES)]
    assert [(row["called"], row["match"], row["ours"]) for row in found] == [
        ("a muscle of the stand-in", "", ""),
        ("zygomaticus major muscle", "core#exactMatch", "ZygomaticusMajor"),
    ]


def test_our_emotions_stand_under_what_mfoem_places_them_under(
    service: Running, asked: Asked
) -> None:
    found = [ends(row) for row in rows(service, asked, EMOTIONS)]
    assert [(row["emotion"], row["above"], row["called"]) for row in found] == [
        ("Fear", "MFOEM_000212", "negative emotion"),
        ("Happiness", "MFOEM_000211", "positive emotion"),
    ]
