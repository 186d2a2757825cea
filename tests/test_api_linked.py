"""What the API says of a term is RDF, and nothing that the ontology does not say."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from pyld import jsonld

from api_world import ROOT, api_of
from brain2face.client import Embedded
from brain2face.knowledge import Knowledge
from brain2face.server.api.context import context_of, linked
from brain2face.terms import PREFIXES

ADDRESS = f"http://localhost{ROOT}/context.jsonld"
LABEL = PREFIXES["rdfs"] + "label"
DEFINITION = PREFIXES["skos"] + "definition"
LANGUAGE = "en"
TOGETHER = 200


def triples_of(knowledge: Knowledge, data: Any) -> set[ox.Triple]:
    """Expand an answer, or several, by our context alone; whatever else it names is a fault."""

    def document(url: str, _options: object) -> dict[str, Any]:
        assert url == ADDRESS
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": context_of(knowledge),
        }

    text = jsonld.to_rdf(
        data, {"documentLoader": document, "format": "application/n-quads", "base": ""}
    )
    return {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)}


def told(data: dict[str, Any]) -> set[tuple[str, str, str]]:
    """Give the relations and mappings of a term as they are written, without their names' IRIs."""
    here = data["id"]
    links = {
        (here, name, one["id"])
        for part in ("relations", "mappings")
        for name, some in data[part].items()
        for one in some
    }
    inward = {(one["id"], name, here) for name, some in data["incoming"].items() for one in some}
    return links | inward


@pytest.fixture(scope="module")
def stated(knowledge: Knowledge) -> set[ox.Triple]:
    return {quad.triple for quad in knowledge.store.quads_for_pattern(None, None, None, None)}


def test_every_term_is_rdf_that_the_ontology_says(
    knowledge: Knowledge, stated: set[ox.Triple]
) -> None:
    known = Embedded(knowledge)
    context = context_of(knowledge)["@context"]
    terms = [known.term(one.id) for one in known.registry.names()]
    assert len(terms) > 1000
    for start in range(0, len(terms), TOGETHER):
        some = terms[start : start + TOGETHER]
        data = json.loads(json.dumps([linked(knowledge, term, ADDRESS) for term in some]))
        found = triples_of(knowledge, data)
        assert found <= stated, found - stated
        for term, one in zip(some, data, strict=True):
            node = ox.NamedNode(term.id)
            label = ox.Triple(node, ox.NamedNode(LABEL), ox.Literal(term.label, language=LANGUAGE))
            assert (label in found) == (label in stated)
            if term.definition:
                text = ox.Literal(term.definition, language=LANGUAGE)
                assert ox.Triple(node, ox.NamedNode(DEFINITION), text) in found
            expected = {
                ox.Triple(ox.NamedNode(s), ox.NamedNode(context[name]["@id"]), ox.NamedNode(o))
                for s, name, o in told(one)
            }
            assert expected <= found, (term.name, expected - found)


@pytest.mark.parametrize(
    "path", ["/terms?q=zygomatic", "/terms?limit=100", "/units", "/terms?q=AU01_r"]
)
def test_hits_are_rdf_too(knowledge: Knowledge, stated: set[ox.Triple], path: str) -> None:
    data = api_of(knowledge).test_client().get(ROOT + path).get_json()
    found = triples_of(knowledge, data)
    assert len(found) > len(data["hits"])
    assert found <= stated


def test_an_answer_names_the_context_of_the_service_that_was_asked(knowledge: Knowledge) -> None:
    client = api_of(knowledge).test_client()
    for host in ("localhost", "faces.example.org"):
        response = client.get(
            f"{ROOT}/units/12", headers={"Host": host, "Accept": "application/ld+json"}
        )
        assert response.mimetype == "application/ld+json"
        assert next(iter(response.get_json())) == "@context"
        assert response.get_json()["@context"] == f"http://{host}{ROOT}/context.jsonld"
    context = client.get(f"{ROOT}/context.jsonld")
    assert (context.mimetype, context.get_json()) == ("application/ld+json", context_of(knowledge))


def test_no_two_relations_share_a_name(knowledge: Knowledge) -> None:
    terms = context_of(knowledge)["@context"]
    named = {one["@id"] for one in terms.values() if isinstance(one, dict)}
    related = {
        quad.predicate.value
        for quad in knowledge.store.quads_for_pattern(None, None, None, None)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    assert related <= named
