"""The three tests of the service description suite, which exist in words alone, and VoID."""

from __future__ import annotations

from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from w3c_service import PEER, Service, service

__all__ = ["service"]

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def described(service: Service, url: str, accept: str) -> ox.Dataset:
    answer = service.send("GET", url, Accept=accept)
    assert (answer.status, answer.media_type) == (200, accept), answer.body
    return ox.Dataset(ox.parse(answer.body, FORMATS[accept], base_iri=url))


def found(dataset: ox.Dataset, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in dataset
        if quad.predicate.value == predicate and isinstance(quad.object, ox.NamedNode)
    }


@pytest.mark.parametrize("accept", FORMATS)
def test_a_get_of_the_endpoint_gives_its_description_as_rdf(service: Service, accept: str) -> None:
    dataset = described(service, service.query_url, accept)
    assert found(dataset, f"{SD}endpoint") == {service.query_url}
    assert f"{SD}SPARQL11Query" in found(dataset, f"{SD}supportedLanguage")


def test_the_description_follows_the_vocabulary(service: Service) -> None:
    dataset = described(service, service.query_url, "text/turtle")
    used = {quad.predicate.value for quad in dataset if quad.predicate.value.startswith(SD)}
    assert used <= {
        f"{SD}{name}"
        for name in (
            "endpoint supportedLanguage feature resultFormat inputFormat defaultDataset"
            " defaultGraph namedGraph name graph defaultEntailmentRegime extensionFunction"
        ).split()
    }
    assert f"{SD}Service" in found(dataset, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@pytest.mark.skipif(bool(PEER), reason="other servers have no such place")
@pytest.mark.parametrize("accept", FORMATS)
def test_the_dataset_is_described_at_its_well_known_place(service: Service, accept: str) -> None:
    parts = urlsplit(service.query_url)
    address = f"{parts.scheme}://{parts.netloc}/.well-known/void"
    dataset = described(service, address, accept)
    assert found(dataset, f"{VOID}sparqlEndpoint") == {service.query_url}
