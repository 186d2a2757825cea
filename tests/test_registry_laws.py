"""Laws of the registry: every name finds its term, however it is written."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brain2face.errors import UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.registry import Registry, iri_of
from brain2face.terms import curie

NAMES = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?term ?text {
  { ?term rdfs:label|skos:altLabel|skos:notation ?text }
  UNION { GRAPH ?place { ?term rdfs:label|skos:notation ?text } }
  FILTER(STRSTARTS(STR(?term), "https://w3id.org/brain2face/") && !CONTAINS(STR(?term), "#"))
}
ORDER BY ?term ?text
"""


@cache
def world() -> tuple[Registry, list[tuple[str, str]]]:
    knowledge = Knowledge.load()
    results = knowledge.query(NAMES).results
    said = [(row["term"].value, row["text"].value) for row in results]  # type: ignore[union-attr]
    registry = Registry(knowledge)
    ids = [(one.id, name) for one in registry.names() for name in (one.id, curie(one.id))]
    return registry, [*said, *ids]


def found_exactly(term: str, text: str) -> bool:
    hits = world()[0].search(text, limit=100).hits
    return any(hit.id == term and hit.score >= 0.9 for hit in hits)


def test_there_are_names_of_all_sorts() -> None:
    registry, names = world()
    assert len(names) > 5000
    assert {one.id for one in registry.names()} >= {term for term, _ in names}


def test_every_name_finds_its_term_exactly() -> None:
    _, names = world()
    assert [pair for pair in names if not found_exactly(*pair)] == []


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_case_spaces_and_signs_do_not_matter_but_for_a_minus_before(data: st.DataObject) -> None:
    term, text = data.draw(st.sampled_from(world()[1]))
    changed = data.draw(st.sampled_from([str.upper, str.lower, str.swapcase]))(text)
    spaced = re.sub(r"(?<!^)[ _-]", data.draw(st.sampled_from([" ", "_", "-", "  "])), changed)
    assert found_exactly(term, f" {spaced} ")


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_an_exact_name_gives_its_term_or_says_which_it_could_be(data: st.DataObject) -> None:
    registry, names = world()
    _, text = data.draw(st.sampled_from(names))
    meant = {hit.id for hit in registry.search(text, limit=100).hits if hit.score >= 0.9}
    outcome = told(text)
    if outcome in meant:
        return
    assert len(meant) > 1
    assert "could be any of" in outcome


def told(text: str) -> str:
    try:
        return world()[0].term(text).id
    except UsageFault as error:
        return str(error)


@given(st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_or_refused_in_words(text: str) -> None:
    assert told(text)
    if not text.strip() or any(category(sign) in ("Cc", "Cs") for sign in text):
        with pytest.raises(UsageFault, match=r"^text "):
            world()[0].search(text)
        return
    found = world()[0].search(text, limit=5)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert len(found.hits) == min(found.total, 5)
    assert all(0 < score <= 1 for score in scores)


@pytest.mark.parametrize("local", ["AU12", "ZygomaticusMajor", "source/dong2022/table3"])
def test_the_same_answer_comes_every_time(local: str) -> None:
    registry, _ = world()
    again = Registry(registry.knowledge)
    assert registry.term(iri_of(local)) == again.term(iri_of(local))
    assert registry.search(local) == again.search(local)
    with pytest.raises(UnknownNameError) as first:
        registry.term(local + " of nothing at all")
    with pytest.raises(UnknownNameError) as second:
        again.term(local + " of nothing at all")
    assert str(first.value) == str(second.value)
