"""Every statement about a term is told, in every graph, with all the places that make it."""

from __future__ import annotations

import pytest

from brain2face.knowledge import Knowledge
from brain2face.registry import Registry

PREFIXES = """
PREFIX b2f: <https://w3id.org/brain2face/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture(scope="module")
def registry(knowledge: Knowledge) -> Registry:
    return Registry(knowledge)


def answers(knowledge: Knowledge, text: str) -> set[tuple[str, ...]]:
    rows = knowledge.query(PREFIXES + text).results
    return {tuple(value.value for value in row) for row in rows}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["AU12", "ZygomaticusMajor", "Happiness", "FacialNucleus", "AU43"])
def test_every_statement_is_told_with_all_its_places(
    registry: Registry, knowledge: Knowledge, name: str
) -> None:
    term = registry.term(name)
    for way, pattern in (
        (term.relations, f"b2f:{name} ?p ?other"),
        (term.incoming, f"?other ?p b2f:{name}"),
    ):
        stated = answers(
            knowledge,
            f"""SELECT ?p ?other ?place {{ GRAPH ?place {{ {pattern} }}
            FILTER(STRSTARTS(STR(?p), STR(b2f:)) && ISIRI(?other)) }}""",
        )
        told = {
            (f"https://w3id.org/brain2face/{relation}", link.id, place.id)
            for relation, links in way.items()
            for link in links
            for place in link.places
            if relation not in ("type", "subClassOf")
        }
        assert told == stated
        assert stated


def test_a_link_tells_whether_a_plain_query_sees_it(
    registry: Registry, knowledge: Knowledge
) -> None:
    links = registry.unit(12).emotions
    plain = answers(knowledge, "SELECT ?e { b2f:AU12 b2f:signals ?e }")
    assert {(link.id,) for link in links if link.default} == plain
    assert any(not link.default for link in links)
    assert all(place.label for link in links for place in link.places)


def test_derived_kinds_stand_apart_from_stated_ones(registry: Registry) -> None:
    unit = registry.unit(12)
    assert [kind.name for kind in unit.types] == ["ActionUnit"]
    derived = {link.name: link for link in unit.relations["type"]}
    assert "HappinessExclusiveUnit" in derived
    assert all(place.name.endswith("/inferred") for place in derived["ExclusiveUnit"].places)


def test_figures_and_texts_are_not_lost(registry: Registry) -> None:
    assert registry.unit(43).values == {"lowerLimitInSeconds": ("0.5",)}
    rule = registry.term("Dong2022Rule1AU6")
    assert rule.values["printedAs"] == ("6",)
    assert rule.values["locator"] == ("rule 1; lines 410-412",)


def test_every_literal_of_every_tenth_term_is_told_somewhere(
    registry: Registry, knowledge: Knowledge
) -> None:
    for named in registry.names()[::10]:
        term = registry.term(named.id)
        told = {term.label, term.definition, *term.synonyms, *term.notations, *term.notes}
        told |= {*term.examples, *term.counter_examples}
        told |= {text for texts in term.values.values() for text in texts}
        said = answers(
            knowledge,
            f"""SELECT DISTINCT ?text {{ {{ <{named.id}> ?p ?text }}
            UNION {{ GRAPH ?g {{ <{named.id}> ?p ?text }} }}
            FILTER(ISLITERAL(?text) && !STRSTARTS(STR(DATATYPE(?text)), STR(b2f:))) }}""",
        )
        assert {text for (text,) in said} <= told
