"""What is in doubt, hidden or at odds with the manual is never passed over in a verdict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coder import code
from brain2face.coding import FaceCoder
from brain2face.explain import in_short
from brain2face.knowledge import Knowledge
from brain2face.notation import Score
from brain2face.observation import Observation
from brain2face.profiles import compile_profile
from brain2face.verdict import Verdict
from faces import FACES, Shelf, completions, fired, observed, plain, results
from rule_world import rule, shows, world

NAMES = ["dong2022", "davison2018", "facs2002", "consensus"]


@pytest.fixture(scope="module")
def profiles(knowledge: Knowledge) -> Shelf:
    return Shelf(knowledge, NAMES)


def read(knowledge: Knowledge, profiles: Shelf, name: str, text: str) -> Verdict:
    return FaceCoder(knowledge, profiles[name]).score(text)[1]


def test_a_visibility_code_is_no_movement_of_an_exact_match(
    knowledge: Knowledge, profiles: Shelf
) -> None:
    verdict = read(knowledge, profiles, "davison2018", "12+70")
    assert results(verdict) == ["objective class I"]
    assert {"1", "2", "4"} <= set(verdict.assumes)
    assert set(verdict.assumes) <= {"1", "2", "3", "4", "41", "42", "44"}
    assert not any("70" in (one.extra or "") for one in verdict.near_misses)
    assert verdict.unused == ()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("score", ["70", "74", "70+73"])
def test_a_score_of_visibility_codes_alone_scores_nothing(
    knowledge: Knowledge, profiles: Shelf, name: str, score: str
) -> None:
    verdict = read(knowledge, profiles, name, score)
    assert (verdict.outcome, verdict.results, verdict.micro_type) == ("unscored", (), None)
    hidden = score == "74"
    assert in_short(verdict) == ("nothing could be seen" if hidden else "nothing scored")


@given(face=FACES, name=st.sampled_from(NAMES))
def test_a_visibility_code_beside_a_face_changes_nothing_by_itself(
    profiles: Shelf, face: Observation, name: str
) -> None:
    marked = replace(face, score=Score((*face.score.units, *plain(["70"]).units)))
    one, other = code(face, profiles[name]), code(marked, profiles[name])
    assert (one.outcome, one.results, fired(one)) == (other.outcome, other.results, fired(other))
    assert (one.ranking, one.near_misses) == (other.ranking, other.near_misses)


def test_which_codes_are_of_visibility_comes_from_the_ontology(
    knowledge: Knowledge, profiles: Shelf, tmp_path: Path
) -> None:
    assert profiles["dong2022"].visibility == {"70", "71", "72", "73", "74"}
    assert profiles["dong2022"].hides["70"] >= {"1", "2", "4"}
    small = Knowledge.load(world(tmp_path, claims="b2f:AU43 a b2f:VisibilityCode .\n"))
    book = compile_profile(small, "book")
    assert book.visibility == {"43"}
    assert code(observed("43"), book).outcome == "unscored"


def test_a_rule_may_ask_for_a_visibility_code(tmp_path: Path) -> None:
    claims = "b2f:AU43 a b2f:VisibilityCode .\n"
    folder = world(tmp_path, rule("R", "Fear", shows("1"), shows("43")), claims=claims)
    strict = compile_profile(Knowledge.load(folder), "book")
    assert fired(code(observed("1+43"), strict)) == {"R"}
    assert fired(code(observed("1"), strict)) == set()


@pytest.mark.parametrize(
    ("text", "assumes", "short"),
    [
        ("4?+7", ("4",), "objective class VII unless 4"),
        ("7", (), "objective class VII"),
        ("7+4?+10?", ("4", "10"), "objective class VII unless 4 or 10"),
        ("7+16+4?", (), "objective class VII"),
    ],
)
def test_every_other_face_is_so_only_as_far_as_no_rule_may_fire(
    knowledge: Knowledge, profiles: Shelf, text: str, assumes: tuple[str, ...], short: str
) -> None:
    verdict = read(knowledge, profiles, "davison2018", text)
    assert results(verdict) == ["objective class VII"]
    assert verdict.assumes == assumes
    assert in_short(verdict) == short


@given(face=FACES.map(lambda f: Observation(f.score, frozenset(sorted(f.open)[:4]))))
def test_a_face_that_assumes_nothing_has_its_class_whatever_was_not_seen(
    profiles: Shelf, face: Observation
) -> None:
    verdict = code(face, profiles["davison2018"])
    if not verdict.results:
        return
    for whole in completions(face):
        if whole.codes.isdisjoint(verdict.assumes):
            assert code(whole, profiles["davison2018"]).results == verdict.results


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["4 or 7", "12?", "12?+70"])
def test_a_score_of_which_nothing_is_certain_is_undecided(
    knowledge: Knowledge, profiles: Shelf, name: str, text: str
) -> None:
    verdict = read(knowledge, profiles, name, text)
    assert (verdict.outcome, verdict.results, verdict.micro_type) == ("undecided", (), None)
    assert in_short(verdict) == "undecided: nothing scored is certain"


def test_a_face_of_which_nothing_else_was_seen_has_no_type(
    knowledge: Knowledge, profiles: Shelf
) -> None:
    hidden = read(knowledge, profiles, "dong2022", "45+74")
    assert (hidden.outcome, hidden.micro_type) == ("none", None)
    seen = read(knowledge, profiles, "dong2022", "45")
    assert seen.micro_type is not None


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("26+27", [("26", "27")]),
        ("24+25", [("24", "25")]),
        ("43+45", [("43", "45")]),
        ("5+7E", []),
        ("6+12", []),
        ("1+2+70", [("70", "1"), ("70", "2")]),
        ("12+70", []),
    ],
)
def test_codes_that_do_not_go_together_are_questioned(
    knowledge: Knowledge, profiles: Shelf, text: str, pairs: list[tuple[str, str]]
) -> None:
    verdict = read(knowledge, profiles, "dong2022", text)
    assert [(one.one, one.other) for one in verdict.excluded] == pairs
    assert all((one.place is None) == (one.one == "70") for one in verdict.excluded)


def test_rules_that_always_fire_together_are_one_conflict(tmp_path: Path) -> None:
    twins = (rule("R", "Fear", shows("1")), rule("S", "Sadness", shows("1")))
    folder = world(tmp_path, *twins, claims="")
    verdict = code(observed("1"), compile_profile(Knowledge.load(folder), "book"))
    assert len(verdict.implied) == len(twins)
    assert len(verdict.at_odds) == 1
