"""A part of the face that cannot be seen leaves its codes open, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from brain2face.knowledge import Knowledge
from brain2face.profiles import unit_names
from brain2face.terms import B2F, SOURCE
from brain2face.visibility import hidden_codes
from test_instrument_changes import altered

MARKS = {"70", "71", "72", "73", "74"}
LIDS = set("5 6 7 41 42 43 44 45 46".split())
GAZE = set("61 62 63 64 65 66 68 69 M61 M62 M68 M69 98".split())
TONGUE_JAW_CHEEKS = set("8 19 29 30 31 32 33 34 35 36 37 38 39".split())
HEAD_AND_BODY = set("51 52 53 54 55 56 57 58 M55 M56 M57 M59 M60 82 83 M83 84 85 97".split())


@pytest.fixture(scope="module")
def hidden(knowledge: Knowledge) -> dict[str, frozenset[str]]:
    return hidden_codes(knowledge)


def seen_in_lower_face(knowledge: Knowledge) -> set[str]:
    """Give the codes that FACS itself lists for the lower face."""
    relation, region = NamedNode(B2F + "appearsIn"), NamedNode(B2F + "LowerFace")
    codes = NamedNode(SOURCE + "facs2002/codes")
    found = knowledge.store.quads_for_pattern(None, relation, region, codes)
    return {str(quad.subject).strip("<>").removeprefix(B2F + "AU") for quad in found}


def test_hidden_brows_leave_the_brow_units_open(hidden: dict[str, frozenset[str]]) -> None:
    assert hidden["70"] == {"0", "1", "2", "3", "4"}


def test_hidden_eyes_leave_lids_and_gaze_open(hidden: dict[str, frozenset[str]]) -> None:
    assert hidden["71"] == LIDS | GAZE | {"0"}


def test_a_hidden_lower_face_leaves_mouth_jaw_tongue_cheeks_and_nose_open(
    hidden: dict[str, frozenset[str]], knowledge: Knowledge
) -> None:
    lower = seen_in_lower_face(knowledge)
    assert lower >= set("9 10 12 14 15 16 17 20 22 23 24 25 26 27 28".split())
    assert hidden["72"] == lower | TONGUE_JAW_CHEEKS | {"0", "40", "50", "80", "81"}


def test_a_hidden_face_leaves_every_code_of_a_face_open_but_not_head_and_body(
    hidden: dict[str, frozenset[str]], knowledge: Knowledge
) -> None:
    parts = hidden["70"] | hidden["71"] | hidden["72"]
    assert hidden["73"] == parts | {"21"}
    assert hidden["73"].isdisjoint(HEAD_AND_BODY)


def test_an_unscorable_picture_leaves_everything_open_but_that_it_is_so(
    hidden: dict[str, frozenset[str]], knowledge: Knowledge
) -> None:
    assert hidden["74"] == unit_names(knowledge).keys() - MARKS


def test_no_visibility_code_hides_another(hidden: dict[str, frozenset[str]]) -> None:
    assert hidden.keys() == MARKS
    assert not any(codes & MARKS for codes in hidden.values())


@pytest.mark.parametrize(
    ("file", "old", "new", "marks", "lost"),
    [
        ("visibility.trig", "b2f:hides b2f:Eyelid", "b2f:hides b2f:Eyes", {"71"}, LIDS),
        ("visibility.trig", "partOf b2f:Face", "partOf b2f:Eyes", {"73", "74"}, GAZE - {"98"}),
        ("facs2002/codes.trig", "b2f:hides b2f:LowerFace", "b2f:hides b2f:Mouth", {"72"}, {"12"}),
    ],
)
def test_what_is_hidden_follows_from_the_ontology(
    hidden: dict[str, frozenset[str]],
    tmp_path: Path,
    file: str,
    old: str,
    new: str,
    marks: set[str],
    lost: set[str],
) -> None:
    after = hidden_codes(altered(tmp_path, file, old, new))
    assert {mark for mark in MARKS if hidden[mark] != after[mark]} == marks
    for mark in marks:
        assert hidden[mark] - after[mark] >= lost
