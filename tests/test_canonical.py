"""A file has one written form, and writing it changes no statement."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from brain2face.canonical import canonical_form, rewrite
from brain2face.errors import SourceFileError

UNTIDY = """
@prefix b: <https://w3id.org/brain2face/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
# a remark that is lost
b:AU12 b:score 0.50 ; skos:definition "A \\"smile\\"."@en ; rdfs:label "AU12"@en ; a b:ActionUnit .
b:AU2 a b:ActionUnit ; b:signals b:Surprise, b:Fear .
b:Rule owl:equivalentClass [ owl:intersectionOf ( b:Expression
  [ owl:hasValue b:AU2 ; owl:onProperty b:shows ] ) ] .
[] a owl:AllDifferent ; owl:distinctMembers ( b:AU2 b:AU12 ) .
"""
TIDY = """\
@prefix b2f: <https://w3id.org/brain2face/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

b2f:AU2 a b2f:ActionUnit ;
  b2f:signals b2f:Fear, b2f:Surprise .

b2f:AU12 a b2f:ActionUnit ;
  rdfs:label "AU12"@en ;
  skos:definition "A \\"smile\\"."@en ;
  b2f:score 0.50 .

b2f:Rule
  owl:equivalentClass [ owl:intersectionOf ( b2f:Expression {RESTRICTION} ) ] .

[] a owl:AllDifferent ;
  owl:distinctMembers ( b2f:AU2 b2f:AU12 ) .
""".replace("{RESTRICTION}", "[ owl:onProperty b2f:shows ; owl:hasValue b2f:AU2 ]")


def test_the_written_form_is_sorted_and_says_first_what_a_thing_is(tmp_path: Path) -> None:
    path = tmp_path / "untidy.ttl"
    path.write_text(UNTIDY, encoding="utf-8")
    assert canonical_form(path) == TIDY


def test_rewriting_changes_no_statement_and_then_nothing_at_all(tmp_path: Path) -> None:
    path = tmp_path / "untidy.ttl"
    path.write_text(UNTIDY, encoding="utf-8")
    assert rewrite([path]) == [path]
    assert isomorphic(Graph().parse(path), Graph().parse(data=UNTIDY, format="turtle"))
    assert rewrite([path]) == []


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("b2f:AU12 a b2f:ActionUnit .", encoding="utf-8")
    with pytest.raises(SourceFileError, match=r"broken\.ttl"):
        canonical_form(path)


def test_a_blank_node_in_two_statements_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shared.ttl"
    path.write_text(
        "@prefix b: <https://w3id.org/brain2face/> . b:A b:score _:x . b:B b:score _:x .",
        encoding="utf-8",
    )
    with pytest.raises(SourceFileError, match="name it"):
        canonical_form(path)
