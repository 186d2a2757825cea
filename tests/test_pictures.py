"""The drawing of a term: what it shows, that it is sound SVG, and that nothing in it overlaps."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations

import pytest

from brain2face.knowledge import Knowledge
from brain2face.pictures import has_picture, picture_of
from brain2face.pictures.chain import chain_of
from brain2face.pictures.layout import Laid, lay_out
from brain2face.registry import Registry
from brain2face.terms import B2F

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(knowledge: Knowledge) -> dict[str, str]:
    """Give every drawing by the IRI of its term."""
    drawings = {
        one.id: picture_of(knowledge, one.id)
        for one in Registry(knowledge).names()
        if has_picture(knowledge, one.id)
    }
    return {iri: text for iri, text in drawings.items() if text}


@pytest.fixture(scope="module")
def laid_out(knowledge: Knowledge, drawn: dict[str, str]) -> dict[str, Laid]:
    """Give the places of all that is drawn of each term."""
    chains = {iri: chain_of(knowledge, iri) for iri in drawn}
    return {iri: lay_out(chain) for iri, chain in chains.items() if chain}


def test_the_terms_with_a_drawing_are_those_that_the_registry_names(
    knowledge: Knowledge, drawn: dict[str, str]
) -> None:
    registry = Registry(knowledge)
    said = [one.id for one in registry.names() if registry.term(one.id).picture]
    assert list(drawn) == said
    assert {B2F + name for name in ("AU12", "OrbicularisOris", "BuccalBranch", "Fear")} <= {*drawn}
    assert len(drawn) > 100


def test_a_term_that_is_no_unit_muscle_branch_or_emotion_has_none(knowledge: Knowledge) -> None:
    for name in ("Amygdala", "signals", "source/dong2022", "NoSuchTerm"):
        assert picture_of(knowledge, B2F + name) is None
        assert chain_of(knowledge, B2F + name) is None


def test_the_drawing_of_a_unit_leads_from_the_nucleus_to_the_emotion(knowledge: Knowledge) -> None:
    chain = chain_of(knowledge, f"{B2F}AU12")
    assert chain
    said = {(line.start, line.relation, line.end) for line in chain.lines}
    way = [
        ("LowerFacialNucleus", "partOf", "FacialNucleus"),
        ("FacialNucleus", "givesRiseTo", "FacialNerve"),
        ("FacialNerve", "givesRiseTo", "ZygomaticBranch"),
        ("ZygomaticBranch", "innervates", "ZygomaticusMajor"),
        ("ZygomaticusMajor", "contractsIn", "AU12"),
        ("AU12", "signals", "Happiness"),
    ]
    assert said == {(B2F + start, relation, B2F + end) for start, relation, end in way}
    assert all(line.default for line in chain.lines)


def test_what_only_other_places_say_is_drawn_where_the_default_graph_is_silent(
    knowledge: Knowledge,
) -> None:
    chain = chain_of(knowledge, f"{B2F}AU26")
    assert chain
    by_end = {(line.start, line.end): line for line in chain.lines}
    assert by_end[f"{B2F}Masseter", f"{B2F}AU26"].default
    assert by_end[f"{B2F}Masseter", f"{B2F}AU26"].relation == "relaxesIn"
    assert not by_end[f"{B2F}MandibularNerve", f"{B2F}Masseter"].default
    text = picture_of(knowledge, f"{B2F}AU26") or ""
    assert "said by other places only" in text
    assert "by relaxing" in text
    assert "said by other places only" not in (picture_of(knowledge, f"{B2F}AU12") or "")


def test_every_drawing_is_sound_names_itself_and_links_what_it_shows(
    knowledge: Knowledge, drawn: dict[str, str]
) -> None:
    for iri, text in drawn.items():
        root = ET.fromstring(text)  # noqa: S314
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert title.text
        assert told is not None
        assert told.text
        assert knowledge.label(iri) in title.text
        assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        links = [str(one.get("href")) for one in root.iter(f"{SVG}a")]
        assert iri in links
        assert all(link.startswith(B2F) for link in links)
        shown = [one.get("class") for one in root.iter(f"{SVG}a")]
        assert shown.count("thing term") == 1


def test_nothing_is_loaded_or_styled_in_a_way_that_the_service_forbids(
    drawn: dict[str, str],
) -> None:
    for text in drawn.values():
        for word in ("<style", "style=", "<script", "<image", "url("):
            assert word not in text


def test_no_box_overlaps_another_or_leaves_the_drawing_and_every_word_fits_its_box(
    laid_out: dict[str, Laid],
) -> None:
    assert laid_out
    for iri, laid in laid_out.items():
        for box in laid.boxes:
            assert box.x >= 0
            assert box.y >= 0
            assert box.x + box.width <= laid.width
            assert box.y + box.height <= laid.height
            assert max(map(len, box.words)) * 7 <= box.width
            assert " ".join(box.words) == box.thing.label
        for one, other in combinations(laid.boxes, 2):
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            above = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart or above, (iri, one, other)


def test_a_line_passes_no_box_but_those_that_it_joins(laid_out: dict[str, Laid]) -> None:
    straight = 0
    for laid in laid_out.values():
        for strand in laid.strands:
            bends = strand.points[1:-1]
            for (x, y), (to_x, _) in zip(bends[::2], bends[1::2], strict=True):
                straight += 1
                for box in laid.boxes:
                    beside = box.x + box.width <= x or box.x >= to_x
                    assert beside or not box.y <= y <= box.y + box.height
    assert straight


def test_the_same_knowledge_gives_the_same_drawing(knowledge: Knowledge) -> None:
    again = Knowledge.load()
    for name in ("Disgust", "BuccalBranch", "AU5"):
        assert picture_of(knowledge, B2F + name) == picture_of(again, B2F + name)


def test_links_begin_as_one_is_told(knowledge: Knowledge) -> None:
    text = picture_of(knowledge, f"{B2F}AU12", base="/faces/") or ""
    assert 'href="/faces/ZygomaticusMajor"' in text
    assert B2F not in text
