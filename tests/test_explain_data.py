"""A verdict as data leaves nothing out; verdicts of several profiles make a table."""

from __future__ import annotations

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coder import code
from brain2face.explain import as_data, as_table, as_text, compare, in_short
from brain2face.knowledge import Knowledge
from brain2face.observation import Observation
from brain2face.profiles import compile_profile, profile_names
from brain2face.verdict import Verdict
from faces import FACES, Shelf, fired, observed

NAMES = ["dong2022", "dong2022-corrected", "facs2002", "emfacs", "davison2018", "consensus"]


@pytest.fixture(scope="module")
def profiles(knowledge: Knowledge) -> Shelf:
    return Shelf(knowledge, NAMES)


@given(face=FACES, name=st.sampled_from(NAMES))
def test_the_data_are_json_and_hold_every_part_whole(
    profiles: Shelf, face: Observation, name: str
) -> None:
    verdict = code(face, profiles[name])
    data = json.loads(json.dumps(as_data(verdict)))
    kept = {field.name for field in fields(Verdict)} - {"observation", "profile"}
    assert kept <= set(data)
    for part in kept:
        value = getattr(verdict, part)
        if isinstance(value, tuple):
            assert len(data[part]) == len(value)
    assert data["profile"] == name
    assert set(data["not_observable"]) == face.open
    assert {one["code"] for one in data["units"]} == face.score.codes


def test_the_data_name_states_instrument_and_what_was_assumed(
    profiles: Shelf,
) -> None:
    face = observed("6+L12B", unseen="43 7", doubtful="14", instrument="a camera")
    data = as_data(code(face, profiles["davison2018"]))
    assert data["instrument"] == "a camera"
    assert (data["doubtful"], data["unseen"]) == (["14"], ["7", "43"])
    assert data["not_observable"] == ["7", "14", "43"]
    (only,) = json.loads(json.dumps(data))["fired"]
    assert only["assumes"] == ["7", "14", "43"]
    assert only["iri"].endswith(only["rule"])
    assert [one["needs"] for one in json.loads(json.dumps(data))["undecided"]] == [["7"]]


def test_the_data_name_corrections_and_pooled_sources(profiles: Shelf) -> None:
    corrected = json.loads(
        json.dumps(as_data(code(observed("4+5"), profiles["dong2022-corrected"])))
    )
    aside = [iri for one in corrected["corrections"] for iri in one["sets_aside"]]
    assert [iri.rpartition("/")[2] for iri in aside] == ["Dong2022Rule7AU4AU5"]
    assert all(one["reason"] for one in corrected["corrections"])
    pool = json.loads(json.dumps(as_data(code(observed("12"), profiles["consensus"]))))
    assert "facs2002" in pool["members"]


def test_the_data_go_on_where_the_words_are_cut(profiles: Shelf) -> None:
    verdict = code(observed("1+4+5", unseen="11 24"), profiles["facs2002"])
    assert " more" in as_text(verdict)
    data = json.loads(json.dumps(as_data(verdict)))
    assert len(data["near_misses"]) == len(verdict.near_misses) > 5


def test_profiles_side_by_side_disagree_in_the_open(knowledge: Knowledge) -> None:
    names = profile_names(knowledge)
    verdicts = [code(observed("4+5+7+24"), compile_profile(knowledge, name)) for name in names]
    rows = compare(verdicts)
    assert [row["profile"] for row in rows] == names
    assert len(json.loads(json.dumps(rows))) == len(names)
    says = {row["profile"]: row["verdict"] for row in rows}
    assert says["facs2002"] == "anger"
    assert says["dong2022"] == "ambiguous: disgust or sadness"
    table = as_table(verdicts, 100)
    for name in names:
        assert name in table
    assert "anger" in table


@given(
    face=FACES,
    width=st.integers(min_value=90, max_value=160),
)
def test_a_table_keeps_to_its_width_and_has_every_profile(
    profiles: Shelf, face: Observation, width: int
) -> None:
    verdicts = [code(face, one) for one in profiles.values()]
    lines = as_table(verdicts, width).splitlines()
    assert max(map(len, lines)) <= width
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["profile", *NAMES]


def test_a_table_row_names_the_units_that_fired_and_what_hangs(
    profiles: Shelf,
) -> None:
    verdict = code(observed("12", unseen="43"), profiles["dong2022"])
    head, row = as_table([verdict]).splitlines()
    assert head.split() == "profile verdict valence type rules that fire undecided".split()
    assert row.split("  ")[0] == "dong2022"
    assert "sadness if 43" in row
    assert in_short(verdict) in row
    assert fired(verdict) == {"Dong2022Rule1AU12"}
    assert compare([verdict])[0]["type"] == "positive"
