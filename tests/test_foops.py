"""The merged ontology passes each check of FOOPS! that needs no network, but for the DOI.

A DOI is given by the archive that takes the release (docs/releasing.md); none is made up here.
"""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from brain2face.exports import as_bytes, gather
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F, ONTOLOGY, PREFIXES
from foops_checks import CHECKS, OPTIONAL, missing

KINDS = "Class ObjectProperty DatatypeProperty AnnotationProperty NamedIndividual".split()
A = NamedNode(PREFIXES["rdf"] + "type")
OTHER_NAME = NamedNode("urn:x:ontology")
NEITHER_PERSISTENT_NOR_OPEN = {"PURL1", "HTTP1"}
LACKS = {"OM3": ["doi"]}


@pytest.fixture(scope="module")
def merged(knowledge: Knowledge) -> list[Triple]:
    """Give what a checker reads: the Turtle of the export."""
    text = as_bytes(gather(knowledge), "ttl")
    return [quad.triple for quad in parse(text, format=RdfFormat.TURTLE)]


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_the_merged_ontology_lacks_nothing_but_a_doi(merged: list[Triple], check: str) -> None:
    assert CHECKS[check](merged) == LACKS.get(check, [])


def test_there_are_terms_to_look_at(merged: list[Triple]) -> None:
    bare = [t for t in merged if t.predicate.value != PREFIXES["rdfs"] + "label"]
    assert len(CHECKS["VOC3"](bare)) > 200


def test_of_the_extras_only_the_promise_of_compatibility_is_not_given(merged: list[Triple]) -> None:
    assert missing(merged, OPTIONAL) == ["backwards compatibility"]


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_a_check_fails_where_what_it_looks_for_is_gone(merged: list[Triple], check: str) -> None:
    assert CHECKS[check](robbed(merged, check)) not in ([], LACKS.get(check))


def robbed(triples: list[Triple], check: str) -> list[Triple]:
    """Take the header's metadata away, the words of the terms, or the ontology's good name."""
    header = NamedNode(ONTOLOGY)
    if check in NEITHER_PERSISTENT_NOR_OPEN:
        return [
            Triple(OTHER_NAME, t.predicate, t.object) if t.subject == header else t for t in triples
        ]
    if check in ("VOC3", "VOC4"):
        return [t for t in triples if not isinstance(t.object, Literal) or t.subject == header]
    if check == "VOC2":
        own = tuple(f"<{base}" for base in (B2F, *map(PREFIXES.__getitem__, ("owl", "rdfs"))))
        kinds = [t for t in triples if t.predicate == A]
        foreign = {t for t in kinds if not all(str(x).startswith(own) for x in (t[0], t[2]))}
        return [t for t in triples if t not in foreign]
    return [t for t in triples if t.subject != header or t.predicate == A]


@pytest.mark.parametrize("name", ["label", "definition"])
def test_every_term_of_every_kind_has_one_label_and_one_definition(
    knowledge: Knowledge, name: str
) -> None:
    predicate = NamedNode(PREFIXES["rdfs" if name == "label" else "skos"] + name)
    kinds = [NamedNode(PREFIXES["owl"] + kind) for kind in KINDS]
    kinds += [NamedNode(PREFIXES["rdfs"] + "Datatype"), NamedNode(B2F + "InferredGraph")]
    found = {
        kind: {
            quad.subject
            for quad in knowledge.store.quads_for_pattern(None, A, kind)
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(B2F)
        }
        for kind in kinds
    }
    terms = set().union(*found.values())
    assert len(terms) > 900
    said = {
        term: {quad.object for quad in knowledge.store.quads_for_pattern(term, predicate, None)}
        for term in terms
    }
    assert {term.value for term, words in said.items() if len(words) != 1} == set()
    assert all(isinstance(word, Literal) for words in said.values() for word in words)
