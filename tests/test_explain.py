"""A verdict in words: each section says its own, empty ones are left out, long ones are cut."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coder import code
from brain2face.explain import as_data, as_text
from brain2face.knowledge import Knowledge
from brain2face.observation import Observation
from brain2face.rules import Profile
from faces import FACES, Shelf, observed

NAMES = ["dong2022", "dong2022-corrected", "facs2002", "emfacs", "davison2018", "consensus"]
OPENFACE_LACKS = "16 18 22 24 27 43"
TITLES = [
    "Rules that fire",
    "Conflicts",
    "Doubts about the score",
    "Why",
    "What would tell them apart",
    "What could not be seen",
    "Near misses",
    "Ranking",
    "Evidence",
]


@pytest.fixture(scope="module")
def profiles(knowledge: Knowledge) -> Shelf:
    return Shelf(knowledge, NAMES)


def told(profile: Profile, face: Observation) -> dict[str, str]:
    parts: dict[str, str] = {}
    for block in as_text(code(face, profile), 500).split("\n\n"):
        title, _, body = block.partition("\n")
        parts[title] = body
    return parts


@given(face=FACES, name=st.sampled_from(NAMES))
def test_sections_come_in_order_none_is_empty_and_none_is_endless(
    profiles: Shelf, face: Observation, name: str
) -> None:
    parts = told(profiles[name], face)
    titles = [title for title in parts if title in TITLES]
    assert titles == [title for title in TITLES if title in titles]
    assert list(parts)[:2] == [f"Score {face.score}", f"Verdict under {name}"]
    assert all(parts[title] for title in titles)
    assert all(len(parts[title].splitlines()) <= 9 for title in titles)
    assert "None" not in "".join(parts[title] for title in titles)


def test_a_frown_alone_is_negative_and_no_fear(profiles: Shelf) -> None:
    parts = told(profiles["dong2022"], observed("4"))
    verdict = parts["Verdict under dong2022"]
    assert "Negative, no single emotion" in verdict
    assert "Micro-expression type: negative" in verdict
    assert "fear" not in verdict
    assert "Sadness, negative lacks AU5" in parts["Near misses"]
    assert "Conflicts" not in parts


def test_lips_part_alone_is_coded_as_nothing(profiles: Shelf) -> None:
    parts = told(profiles["dong2022"], observed("25"))
    assert "not the same as a neutral face" in parts["Verdict under dong2022"]
    assert "Micro-expression type: others" in parts["Verdict under dong2022"]
    assert "Nothing is coded from AU25 lips part" in parts["Why"]
    assert parts["Rules that fire"].strip() == "none"
    assert "fear 0.40" in parts["Ranking"]


def test_what_an_instrument_cannot_see_is_told_with_what_hangs_on_it(
    profiles: Shelf,
) -> None:
    face = observed("12", unseen=OPENFACE_LACKS, instrument="OpenFace 2")
    parts = told(profiles["dong2022"], face)
    assert "Not observable by OpenFace 2: 6 of 89 codes" in parts["Score 12"]
    unseen = parts["What could not be seen"]
    assert "AU16 or AU22, if present, would mean anger, negative." in unseen
    assert "AU43, if present, would mean sadness, negative." in unseen
    assert "rules ask for them: AU16, AU22, AU24, AU43." in unseen
    assert "What could not be seen" not in told(profiles["dong2022"], observed("12"))


def test_a_larger_set_of_unseen_codes_is_not_told_beside_a_smaller(profiles: Shelf) -> None:
    parts = told(profiles["facs2002"], observed("1+4", unseen="11 54 64"))
    first = parts["What could not be seen"].splitlines()[0]
    assert first.strip() == "AU11, if present, would mean sadness, negative."


def test_none_is_said_as_far_as_could_be_seen(profiles: Shelf) -> None:
    blind = told(profiles["dong2022"], observed("45", unseen="43"))
    assert "met, as far as could be seen" in blind["Verdict under dong2022"]
    seen = told(profiles["dong2022"], observed("45"))
    assert "as far as could be seen" not in seen["Verdict under dong2022"]


def test_a_doubtful_code_is_named_and_taken_for_neither(profiles: Shelf) -> None:
    parts = told(profiles["dong2022"], observed("12", doubtful="43"))
    assert "Doubtful, taken neither as present nor as absent: AU43" in parts["Score 12"]
    assert "Not observable" not in parts["Score 12"]
    assert "AU43, if present, would mean sadness" in parts["What could not be seen"]


def test_conflicts_name_the_codes_the_rules_and_the_tables(profiles: Shelf) -> None:
    clash = told(profiles["dong2022"], observed("12+43"))["Conflicts"]
    assert "AU12 stands with happiness alone and AU43 stands with sadness alone" in clash
    within = told(profiles["dong2022"], observed("1+4+5+25"))["Conflicts"]
    assert "Every face of rule 5 of Dong et al. 2022 is also a face of rule 7" in within
    assert re.search(r"Figure 1 .* and Table 3 .* have AU5 with other emotions", within)
    corrected = told(profiles["dong2022-corrected"], observed("1+4+5+25"))
    assert "Conflicts" not in corrected


def test_mixed_results_have_no_class_and_say_why(profiles: Shelf) -> None:
    verdict = told(profiles["dong2022"], observed("4+12"))["Verdict under dong2022"]
    assert "Valence: mixed (negative and positive)" in verdict
    assert "Micro-expression type: none, since the results fall under positive or negative" in (
        verdict
    )


def test_a_corrected_profile_says_what_it_changes_and_why(profiles: Shelf) -> None:
    parts = told(profiles["dong2022-corrected"], observed("1+4+5+25"))
    verdict = parts["Verdict under dong2022-corrected"]
    assert "Fear\n" in verdict
    assert re.search(r"Departs from print by rule 7 without 4\+5: .*Table 3", verdict)
    assert "union" not in verdict
    data = as_data(code(observed("1+4+5+25"), profiles["dong2022-corrected"]))
    assert "union" in str(data["corrections"])


def test_a_score_without_sides_cannot_meet_a_demand_for_one(profiles: Shelf) -> None:
    near = told(profiles["emfacs"], observed("12+14"))["Near misses"]
    assert "needs U12 and U14, which the score does not give (it has no side)" in near
    assert "Contempt" in told(profiles["emfacs"], observed("R12A+R14A"))["Verdict under emfacs"]


def test_every_other_face_of_an_exact_profile_has_its_class(profiles: Shelf) -> None:
    verdict = told(profiles["davison2018"], observed("6+12+25"))["Verdict under davison2018"]
    assert "Objective class VII" in verdict
    assert "what it calls every other face" in verdict


def test_a_rule_that_forbids_codes_says_which_it_could_not_see(
    profiles: Shelf,
) -> None:
    parts = told(profiles["davison2018"], observed("6", unseen="12 43"))
    assert "It allows none of AU12, AU43, not observable here" in parts["Rules that fire"]


def test_evidence_is_a_choice_from_the_tables(profiles: Shelf) -> None:
    evidence = told(profiles["dong2022"], observed("20"))["Evidence"]
    assert "Table 2 of Dong et al. 2022: AU20 fear 0.25 (rank 1)" in evidence
    assert "Evidence" not in told(profiles["dong2022"], observed("98"))


def test_pooled_sources_say_what_speaks_for_and_against(profiles: Shelf) -> None:
    parts = told(profiles["consensus"], observed("1+4+5+12+20"))
    assert "no rule decides alone" in parts["Verdict under consensus"]
    assert re.search(r"For fear: .*AU20 present", parts["Why"])
    assert re.search(r"Against fear: .*AU12 present", parts["Why"])
    assert "none in particular" in parts["Ranking"]
    assert "Near misses" not in parts
    nothing = told(profiles["consensus"], observed("25"))
    assert "The sources agree on nothing" in nothing["Verdict under consensus"]
    assert "No rule" not in nothing["Verdict under consensus"]
