"""Reasons are worked out when they are read: what a verdict says does not show it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coder import code
from brain2face.knowledge import Knowledge
from brain2face.observation import Observation
from brain2face.rules import Profile, Rule, Way
from brain2face.verdict import Verdict
from faces import FACES, Shelf, fired, observed

NAMES = ["dong2022", "facs2002", "davison2018", "du2014", "consensus"]
PARTS = [one.name for one in fields(Verdict)]
AT_ONCE = {"outcome", "results", "fired", "valence", "micro_type"}


@pytest.fixture(scope="module")
def profiles(knowledge: Knowledge) -> Shelf:
    return Shelf(knowledge, NAMES)


@given(face=FACES, name=st.sampled_from(NAMES), order=st.permutations(PARTS))
def test_the_order_in_which_the_parts_are_read_changes_none(
    profiles: Shelf, face: Observation, name: str, order: list[str]
) -> None:
    one, other = code(face, profiles[name]), code(face, profiles[name])
    read = {part: getattr(one, part) for part in order}
    assert read == {part: getattr(other, part) for part in PARTS}
    assert one == other


@pytest.mark.parametrize("name", NAMES)
def test_what_nobody_reads_is_not_worked_out_and_what_is_read_is_kept(
    profiles: Shelf, name: str
) -> None:
    verdict = code(observed("1+4+5", unseen="25"), profiles[name])
    assert vars(verdict).keys() >= AT_ONCE
    assert vars(verdict).keys().isdisjoint({"near_misses", "undecided", "ranking", "evidence"})
    near = verdict.near_misses
    assert vars(verdict)["near_misses"] is near is verdict.near_misses
    assert "evidence" not in vars(verdict)


def test_a_verdict_has_no_part_of_another_name_and_cannot_be_changed(profiles: Shelf) -> None:
    verdict = code(observed("12"), profiles["dong2022"])
    with pytest.raises(AttributeError, match="near_mises"):
        _ = verdict.near_mises  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        verdict.ranking = ()  # type: ignore[misc]


def test_a_verdict_equals_only_that_of_an_equal_face(profiles: Shelf) -> None:
    dong = profiles["dong2022"]
    assert code(observed("12"), dong) == code(observed("12"), dong)
    assert code(observed("12"), dong) != code(observed("12+25"), dong)
    assert code(observed("12"), dong) != code(observed("12"), profiles["facs2002"])


@pytest.mark.parametrize("part", ["near_misses", "ranking"])
def test_a_verdict_survives_being_sent_to_another_process(profiles: Shelf, part: str) -> None:
    verdict = code(observed("1+4+5"), profiles["dong2022"])
    getattr(verdict, part)
    assert pickle.loads(pickle.dumps(verdict)) == verdict  # noqa: S301


@given(face=FACES, name=st.sampled_from(NAMES))
def test_the_rules_that_fire_are_those_of_which_one_way_is_wholly_there(
    profiles: Shelf, face: Observation, name: str
) -> None:
    profile = profiles[name]
    plain = [one for one in profile.rules if not any(way.demands for way in one.ways)]
    expected = {one.name for one in plain if _is_met(one, face.score.codes, profile)}
    assert fired(code(face, profile)) & {one.name for one in plain} == expected


def _is_met(rule: Rule, codes: frozenset[str], profile: Profile) -> bool:
    def met(way: Way) -> bool:
        only = way.units if profile.exact else way.only
        return way.units <= codes and (only is None or codes <= only)

    return any(met(way) for way in rule.ways)


def test_the_rules_fire_in_the_order_of_the_profile(profiles: Shelf) -> None:
    for profile in profiles.values():
        verdict = code(observed("1+2+4+5+6+7+9+10+12+15+17+20+23+24+25+26+43"), profile)
        places = [profile.rules.index(one.rule) for one in verdict.fired]
        assert places == sorted(places)


def test_importing_the_coder_brings_in_no_pool_and_no_picture() -> None:
    script = "import sys, brain2face.coding; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    modules = set(done.stdout.decode().split())
    assert "brain2face.coder.coding" in modules
    assert modules.isdisjoint({"brain2face.consensus", "brain2face.readers", "matplotlib", "click"})
