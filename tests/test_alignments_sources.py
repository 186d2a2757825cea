"""The mapping sets against what was read of the other ontologies: ids, labels, what stays out."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from brain2face.terms import MAPPINGS, curie
from fixture_files import shared_file
from mapping_sets import NAMES, SETS, all_mappings, table

RENAMED = {"b2f:FacialExpression": "b2f:Expression"}


def test_what_is_second_hand_names_the_term_of_uberon_that_it_was_read_from() -> None:
    uberon = {(m.subject, m.predicate): curie(m.object.value) for m in SETS["uberon"].mappings}
    read = Counter[str]()
    for name in ("fma", "openminds"):
        for mapping in SETS[name].mappings:
            for told in re.findall(r"UBERON:\d+", mapping.comment):
                assert uberon[mapping.subject, mapping.predicate] == told
                read[name] += 1
    assert read == {"fma": 36, "openminds": 25}
    assert all("read from the" in mapping.comment for mapping in SETS["fma"].mappings)


@pytest.mark.parametrize("name", NAMES)
def test_every_target_bears_that_label_in_its_own_file(name: str) -> None:
    rows = list(table(shared_file(f"alignments/extracts/{name}.tsv")))
    assert rows
    if name == "emotionml-items":
        items = {(row["vocabulary_iri"], row["item"]) for row in rows}
        for mapping in SETS[name].mappings:
            assert mapping.within is not None
            assert (mapping.within.value, mapping.label) in items
            vocabulary = mapping.within.value.partition("#")[2]
            address = f"{MAPPINGS}emotionml-items#{vocabulary}.{mapping.label}"
            assert mapping.object.value == address
    else:
        labels = {row["iri"]: row["label"] for row in rows}
        wrong = [m for m in SETS[name].mappings if labels.get(m.object.value) != m.label]
        assert not wrong


def test_the_sets_are_those_that_were_verified_save_two_rows_about_an_inverse() -> None:
    verified = set()
    for name in NAMES:
        for row in table(shared_file(f"alignments/sssom/{name}.sssom.tsv")):
            if name == "emotionml-items":
                vocabulary = row["comment"].partition("#")[2]
                ends = (row["object_id"], f"emoitem:{vocabulary}.{row['subject_label']}")
            else:
                subject = row["subject_id"]
                ends = (RENAMED.get(subject, subject), row["object_id"])
            verified.add((name, ends[0], row["predicate_id"], ends[1]))
    ours = {
        (name, *(curie(node.value) for node in (m.subject, m.predicate, m.object)))
        for name, one in SETS.items()
        for m in one.mappings
    }
    assert ours - verified == {
        ("ro", "b2f:innervates", "skos:relatedMatch", "RO:0002005"),
        ("schemaorg", "b2f:innervates", "skos:relatedMatch", "schema:nerve"),
    }
    assert verified - ours == {
        ("ro", "b2f:innervatedBy", "skos:exactMatch", "RO:0002005"),
        ("schemaorg", "b2f:innervatedBy", "skos:closeMatch", "schema:nerve"),
    }


def test_nothing_unverified_is_in_a_set_save_what_is_told_to_be_second_hand() -> None:
    rows = list(table(shared_file("alignments/unverified.tsv")))
    assert len(rows) > 200
    unverified = {
        (row["subject_id"], row["object_id"], row["target"]) for row in rows if row["object_id"]
    }
    short = {(curie(m.subject.value), curie(m.object.value)) for m in all_mappings()}
    whole = {(curie(m.subject.value), m.object.value) for m in all_mappings()}
    both = {target for subject, other, target in unverified if (subject, other) in short | whole}
    assert both == {"fma"}
    assert SETS["fma"].note.startswith("Second-hand")
