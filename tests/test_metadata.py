"""The ontology says of itself what a catalogue asks: version, licence, creators, prefix, dates."""

from __future__ import annotations

import re
from importlib.metadata import version

import pytest
from pyoxigraph import Literal, NamedNode

import brain2face
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F, ONTOLOGY, PREFIXES, SOURCE

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DATE = r"\d{4}-\d{2}-\d{2}"


def said(knowledge: Knowledge, predicate: str) -> list[str]:
    prefix, name = predicate.split(":")
    found = knowledge.store.quads_for_pattern(
        NamedNode(ONTOLOGY), NamedNode(PREFIXES[prefix] + name), None, None
    )
    return [q.object.value for q in found if isinstance(q.object, NamedNode | Literal)]


@pytest.mark.parametrize(
    ("predicate", "pattern"),
    [
        ("rdf:type", r".*#Ontology"),
        ("owl:versionIRI", re.escape(f"{ONTOLOGY}/{brain2face.__version__}")),
        ("owl:versionInfo", re.escape(brain2face.__version__)),
        ("dcterms:license", re.escape(LICENCE)),
        ("dcterms:creator", re.escape(SOURCE) + ".+"),
        ("dcterms:contributor", re.escape(SOURCE) + ".+"),
        ("dcterms:publisher", re.escape(SOURCE) + ".+"),
        ("dcterms:title", ".{20,}"),
        ("dcterms:description", ".{50,}"),
        ("dcterms:abstract", ".{20,}"),
        ("dcterms:created", DATE),
        ("dcterms:issued", DATE),
        ("dcterms:modified", DATE),
        ("dcterms:bibliographicCitation", rf".*{re.escape(brain2face.__version__)}.*"),
        ("vann:preferredNamespacePrefix", "b2f"),
        ("vann:preferredNamespaceUri", re.escape(B2F)),
    ],
)
def test_the_header_says_it_once_and_rightly(
    knowledge: Knowledge, predicate: str, pattern: str
) -> None:
    (value,) = said(knowledge, predicate)
    assert re.fullmatch(pattern, value)


def test_the_ontology_is_not_named_as_its_terms_are() -> None:
    assert ONTOLOGY != B2F


def test_the_package_bears_the_same_version() -> None:
    assert version("brain2face") == brain2face.__version__
