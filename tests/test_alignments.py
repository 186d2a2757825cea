"""The mapping sets: whose terms they map, to what, how near, and that nothing is merged by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, QuerySolutions

from brain2face.alignments import PREDICATES, Mapping
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F, MAPPINGS, PREFIXES, curie
from mapping_sets import FILES, NAMES, SETS, all_mappings, table

EXACT, CLOSE = (PREDICATES[f"skos:{name}Match"] for name in ("exact", "close"))
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
FEELINGS_AND_FACES = f"""
PREFIX b2f: <{B2F}> PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT DISTINCT ?term {{
  VALUES ?kind {{ b2f:AffectiveProcess b2f:AffectiveState b2f:Expression b2f:Valence b2f:FacsCode }}
  {{ ?term rdfs:subClassOf* ?kind }} UNION {{ ?term a/rdfs:subClassOf* ?kind }}
}}
"""


def merged(mappings: Iterable[Mapping], *predicates: NamedNode) -> set[frozenset[str]]:
    """Give the terms of ours that these predicates join, were they transitive and symmetric."""
    above: dict[NamedNode, NamedNode] = {}

    def root(node: NamedNode) -> NamedNode:
        while (higher := above.setdefault(node, node)) != node:
            node = higher
        return node

    used = [one for one in mappings if one.predicate in predicates]
    for one in used:
        above[root(one.subject)] = root(one.object)
    joined: dict[NamedNode, set[str]] = {}
    for term in {one.subject for one in used}:
        joined.setdefault(root(term), set()).add(curie(term.value))
    return {frozenset(terms) for terms in joined.values() if len(terms) > 1}


def test_there_are_22_sets_of_421_mappings_each_named_as_its_file() -> None:
    assert len(SETS) == 22
    assert len(all_mappings()) == 421
    assert [one.iri for one in SETS.values()] == [MAPPINGS + name for name in NAMES]
    assert {one.licence for one in SETS.values()} == {
        "https://creativecommons.org/licenses/by/4.0/"
    }


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_every_subject_is_a_term_and_is_labelled_as_the_ontology_labels_it_today(
    path: Path, knowledge: Knowledge
) -> None:
    rows = list(table(path))
    assert rows
    for row in rows:
        term = NamedNode(B2F + row["subject_id"].removeprefix("b2f:"))
        found = knowledge.store.quads_for_pattern(term, LABEL, None, DefaultGraph())
        assert [quad.object for quad in found] == [Literal(row["subject_label"], language="en")]


def test_a_feeling_or_a_face_is_exactly_a_term_of_the_emotion_ontology_only(
    knowledge: Knowledge,
) -> None:
    found = knowledge.query(FEELINGS_AND_FACES).results
    assert isinstance(found, QuerySolutions)
    terms = {row["term"] for row in found}
    assert {NamedNode(B2F + name) for name in ("Fear", "Smile", "Valence", "AU12")} <= terms
    exact = {
        (name, mapping.subject)
        for name, one in SETS.items()
        for mapping in one.mappings
        if mapping.predicate == EXACT
    }
    assert {name for name, term in exact if term in terms} == {"mfoem"}
    assert len([term for name, term in exact if name == "mfoem"]) > 15


def test_no_term_is_exactly_two_terms_of_one_target_nor_two_terms_exactly_one() -> None:
    exact = [
        (name, mapping.subject, mapping.object)
        for name, one in SETS.items()
        for mapping in one.mappings
        if mapping.predicate == EXACT
    ]
    assert len(exact) == 173
    assert len({(name, subject) for name, subject, _ in exact}) == len(exact)
    assert len({target for _, _, target in exact}) == len(exact)


def test_exact_matches_of_all_sets_together_merge_no_two_terms() -> None:
    assert merged(all_mappings(), EXACT) == set()


def test_one_wrong_exact_match_would_be_found_as_a_merge() -> None:
    (frown,) = (m for m in SETS["hed"].mappings if m.subject.value == B2F + "Frown")
    (depressor,) = (m for m in SETS["hed"].mappings if m.subject.value == B2F + "AU15")
    wrong = [replace(mapping, predicate=EXACT) for mapping in (frown, depressor)]
    found = merged([*all_mappings(), *wrong], EXACT)
    assert found == {frozenset({"b2f:Frown", "b2f:AU15"})}


def test_close_matches_followed_on_would_merge_two_movements_with_the_faces_they_make() -> None:
    assert merged(all_mappings(), EXACT, CLOSE) == {
        frozenset({"b2f:AU0", "b2f:NeutralExpression"}),
        frozenset({"b2f:AU4", "b2f:Frown"}),
    }
