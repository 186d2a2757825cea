"""The words for what is in doubt, and for figures that are easily taken for more than they are."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from brain2face.coder import code
from brain2face.coding import FaceCoder
from brain2face.explain import as_table, as_text, compare, word
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile
from faces import Shelf, observed
from rule_world import rule, shows, world

NAMES = ["dong2022", "dong2022-corrected", "davison2018", "facs2002", "emfacs", "consensus"]


@pytest.fixture(scope="module")
def profiles(knowledge: Knowledge) -> Shelf:
    return Shelf(knowledge, NAMES)


def told(knowledge: Knowledge, profiles: Shelf, name: str, text: str) -> str:
    return as_text(FaceCoder(knowledge, profiles[name]).score(text)[1], 500)


@pytest.mark.parametrize(
    ("name", "score", "said"),
    [
        ("davison2018", "4?+7", "Objective class VII unless 4\n"),
        ("davison2018", "4?+7", "It rests on the absence of AU4, not observable here."),
        ("dong2022", "4 or 7", "Undecided: nothing scored is certain"),
        ("dong2022", "74", "Nothing could be seen"),
        ("dong2022", "70", "what part of the face could not be seen, and no movement"),
        ("facs2002", "12E", "needs 12C or 12D, which the score does not give (it has 12E)"),
        ("facs2002", "12", "needs 12C or 12D, which the score does not give (it has no grade)"),
        ("facs2002", "12E", "it counts only within 12C or 12D, 6+12."),
        ("emfacs", "L12+R12+L14", "needs U12, which the score does not give (it has L12+R12)"),
        ("emfacs", "14", "it counts only within U12+U14."),
        ("dong2022", "26+27", "AU26 and AU27 are scored together, which FACS excludes"),
        ("dong2022", "1+2+70", "AU1 and AU2 are scored beside what hides them, AU70"),
        ("dong2022", "6+12", "The figure is the agreement with the nearest rule, 0 to 1"),
        ("consensus", "6+12", "The figure is the probability by the pooled rules, 0 to 1."),
    ],
)
def test_a_doubt_is_put_into_words(
    knowledge: Knowledge, profiles: Shelf, name: str, score: str, said: str
) -> None:
    assert said in told(knowledge, profiles, name, score)


@pytest.mark.parametrize("score", ["70", "74", "12?", "null", "0"])
def test_a_face_without_a_type_has_no_line_for_it(
    knowledge: Knowledge, profiles: Shelf, score: str
) -> None:
    assert "Micro-expression type" not in told(knowledge, profiles, "dong2022", score)


def test_only_a_correction_that_sets_rules_aside_is_a_departure(
    knowledge: Knowledge, profiles: Shelf
) -> None:
    text = told(knowledge, profiles, "dong2022-corrected", "6+12")
    assert text.count("Departs from print") == 1
    assert "union" not in text


def test_a_code_within_several_is_named_with_its_demand(tmp_path: Path) -> None:
    graded = (
        "[ owl:onProperty b2f:hasScoring ; owl:someValuesFrom [ owl:intersectionOf ("
        " [ owl:onProperty b2f:scores ; owl:hasValue b2f:AU12 ]"
        " [ owl:onProperty b2f:hasIntensity ; owl:hasValue b2f:IntensityC ] ) ] ]"
    )
    folder = world(tmp_path, rule("R", "Fear", shows("1"), shows("12"), graded), claims="")
    text = as_text(code(observed("12"), compile_profile(Knowledge.load(folder), "book")), 500)
    assert "it counts only within 1+12C." in text


def test_rules_with_the_same_faces_are_told_once(tmp_path: Path) -> None:
    twins = (rule("R", "Fear", shows("1")), rule("S", "Sadness", shows("1")))
    folder = world(tmp_path, *twins, claims="")
    text = as_text(code(observed("1"), compile_profile(Knowledge.load(folder), "book")), 500)
    assert text.count("is also a face of") == 1
    assert "and the reverse: neither fires without the other" in text


def test_the_other_type_is_called_others(profiles: Shelf) -> None:
    verdict = code(observed("45"), profiles["dong2022"])
    assert verdict.micro_type is not None
    assert word(verdict.micro_type) == "others"
    assert compare([verdict])[0]["type"] == "others"
    assert "others" in as_table([verdict])


@pytest.mark.parametrize("unwanted", ["brain2face.consensus", "brain2face.user_profile.rule_table"])
def test_what_one_score_does_not_need_is_not_imported(unwanted: str) -> None:
    program = (
        "import sys; from brain2face.cli import cli\n"
        "try: cli(['code', '12'])\n"
        "except SystemExit: pass\n"
        f"sys.exit({unwanted!r} in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert b"Happiness" in ran.stdout
    assert ran.returncode == 0
