"""The documents about a term are one graph, whichever program reads them."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient
from pyld import jsonld
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge
from brain2face.server.term_documents import shapes
from brain2face.server.term_names import TermNames
from term_service import client_of

B2F = Namespace("https://w3id.org/brain2face/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
READERS = {"ttl": "turtle", "rdf": "xml", "nt": "nt"}
STEP = 47
WITH_BLANK_NODES = ["AU12", "Dong2022Rule5", "ExclusiveUnit", "source/dong2022/section7"]
WITH_BLANK_NODES += ["source/dong2022/inferred", "shapes/NoAlignments"]


@pytest.fixture(scope="module")
def client(knowledge: Knowledge) -> FlaskClient:
    return client_of(knowledge)


def read(client: FlaskClient, name: str, suffix: str) -> Graph:
    text = client.get(f"/{name}.{suffix}").text
    if suffix != "jsonld":
        return Graph().parse(data=text, format=READERS[suffix])
    quads = jsonld.normalize(json.loads(text), {"format": "application/n-quads"})
    return Graph().parse(data=quads, format="nt")


def canonical(graph: Graph) -> ox.Dataset:
    """Name blank nodes by what is said of them, so that equal graphs are equal sets."""
    dataset = ox.Dataset(ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def test_the_four_formats_of_a_term_are_the_same_graph(
    client: FlaskClient, knowledge: Knowledge
) -> None:
    names = sorted(TermNames.of(knowledge.store, shapes().store).names)
    some = [name for name in names[::STEP] if not name.startswith("ontology")]
    blank = 0
    for name in [*some, *WITH_BLANK_NODES]:
        turtle = read(client, name, "ttl")
        blank += any(not isinstance(one, URIRef) for one in turtle.subjects())
        assert len(turtle) > 3
        same = canonical(turtle)
        for suffix in ("nt", "rdf", "jsonld"):
            assert canonical(read(client, name, suffix)) == same, f"{name}.{suffix}"
    assert len(some) > 25
    assert blank >= len(WITH_BLANK_NODES)


def test_a_graph_that_differs_is_seen_to(client: FlaskClient) -> None:
    turtle, other = read(client, "AU12", "ttl"), read(client, "AU12", "nt")
    assert canonical(turtle) == canonical(other)
    other.remove(next(other.triples((None, OWL.hasValue, B2F.AU6))))
    assert canonical(turtle) != canonical(other)


def test_two_workers_send_the_same_bytes(knowledge: Knowledge) -> None:
    workers = [client_of(Knowledge.load()), client_of(knowledge)]
    for suffix in ("ttl", "nt", "rdf", "jsonld"):
        for name in ("DuchenneSmile", "ontology"):
            one, other = (worker.get(f"/{name}.{suffix}").data for worker in workers)
            assert one == other, f"{name}.{suffix}"


@pytest.mark.parametrize("name", ["mappings/bridge-mfoem", "mappings/bridge-uberon/0.2.0"])
def test_a_bridge_resolves_to_all_that_it_says(client: FlaskClient, name: str) -> None:
    assert client.get(f"/{name}", headers={"Accept": "text/turtle"}).status_code == 303
    graph = read(client, name, "ttl")
    file = name.split("/")[1]
    said = Graph().parse(ontology_dir() / "alignments" / f"{file}.ttl")
    assert len(list(graph[: OWL.equivalentClass])) == len(list(said[: OWL.equivalentClass])) > 10
    assert (B2F[f"mappings/{file}"], RDF.type, OWL.Ontology) in graph
    assert canonical(read(client, name, "jsonld")) == canonical(graph)
    page = client.get(f"/{name}.html")
    assert page.status_code == 200
    assert "owl:equivalentClass" in page.text


def test_the_graph_of_a_unit_says_what_it_is_and_what_it_is_related_to(
    client: FlaskClient,
) -> None:
    graph = read(client, "AU12", "ttl")
    assert (B2F.AU12, RDF.type, B2F.ActionUnit) in graph
    assert (B2F.AU12, B2F.signals, B2F.Happiness) in graph
    assert (B2F.ZygomaticusMajor, B2F.contractsIn, B2F.AU12) in graph
    assert (B2F.Happiness, RDFS.label, Literal("happiness", "en")) in graph
    assert (B2F.AU12, FOAF.depiction, B2F["AU12.svg"]) in graph
    assert (B2F["AU12#document"], FOAF.primaryTopic, B2F.AU12) in graph
    assert "AU12_r" in {str(code) for code in graph.objects(B2F.AU12, SKOS.notation)}


def test_what_only_other_places_say_is_pointed_to_and_not_repeated(client: FlaskClient) -> None:
    graph = read(client, "AU12", "ttl")
    assert (B2F.AU12, B2F.signals, B2F.Pain) not in graph
    assert (B2F.AU12, B2F.signals, B2F.Amusement) not in graph
    places = set(graph.objects(B2F.AU12, RDFS.seeAlso))
    assert {B2F["source/dong2022/table3"], B2F["source/keltner2019/prototypes"]} <= places
    assert not any("mappings/" in str(place) for place in places)


def test_a_term_that_only_a_place_speaks_of_is_described_as_there(client: FlaskClient) -> None:
    graph = read(client, "AffdexChannelSmile", "ttl")
    assert (B2F.AffdexChannelSmile, B2F.columnName, None) in graph


def test_the_whole_rule_that_names_a_unit_is_told(client: FlaskClient) -> None:
    graph = read(client, "AU12", "ttl")
    rule = B2F.Dong2022Rule1AU12
    assert len(list(graph.transitive_objects(rule, None))) > 5


def test_a_place_is_told_with_what_it_says(client: FlaskClient) -> None:
    graph = read(client, "source/facs1978/table11-1", "ttl")
    place = B2F["source/facs1978/table11-1"]
    assert (place, RDF.type, B2F.Place) in graph
    assert (None, OWL.equivalentClass, None) in graph
    assert (place, B2F.locator, None) in graph


def test_the_like_of_a_muscle_elsewhere_comes_with_its_name(client: FlaskClient) -> None:
    graph = read(client, "ZygomaticusMajor", "ttl")
    uberon = URIRef("http://purl.obolibrary.org/obo/UBERON_0008593")
    assert (B2F.ZygomaticusMajor, SKOS.exactMatch, uberon) in graph
    assert (uberon, RDFS.label, None) in graph


def test_the_ontology_is_the_words_and_the_default_claims_under_its_version(
    client: FlaskClient,
) -> None:
    text = client.get("/ontology.nt").data
    triples = {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}
    ontology, unit, match = (ox.NamedNode(one) for one in (B2F.ontology, B2F.AU12, SKOS.exactMatch))
    version = ox.Triple(ontology, ox.NamedNode(OWL.versionIRI), ox.NamedNode(B2F["ontology/0.2.0"]))
    signals = ox.NamedNode(B2F.signals)
    assert version in triples
    assert ox.Triple(unit, signals, ox.NamedNode(B2F.Happiness)) in triples
    assert ox.Triple(unit, signals, ox.NamedNode(B2F.Pain)) not in triples
    assert match not in {triple.predicate for triple in triples}
    for suffix, media in (("ttl", "TURTLE"), ("rdf", "RDF_XML"), ("jsonld", "JSON_LD")):
        data = client.get(f"/ontology.{suffix}").data
        assert len(list(ox.parse(data, format=getattr(ox.RdfFormat, media)))) == len(triples)
