"""Left and right scored together are two sides, and no sign of one alone."""

from __future__ import annotations

import pytest

from brain2face.coder import code
from brain2face.consensus import pooled
from brain2face.knowledge import Knowledge
from brain2face.notation import parse_score
from brain2face.profiles import compile_profile
from brain2face.sides import shown, two_sided
from faces import fired, observed


@pytest.mark.parametrize(
    ("score", "both"),
    [
        ("U12", ""),
        ("L12", ""),
        ("R12B", ""),
        ("12", "12"),
        ("L12+R12", "12"),
        ("L12B+R12D", "12"),
        ("12+L12", "12"),
        ("X12", "12"),
        ("L12+R14+U20", ""),
        ("L12+R12+L14", "12"),
    ],
)
def test_a_code_is_on_both_sides_unless_one_alone_is_scored(score: str, both: str) -> None:
    assert two_sided(parse_score(score)) == frozenset(both.split())


def test_both_sides_are_alike_where_their_grades_are() -> None:
    assert shown(parse_score("L12B+R12B"), "12") == [("B", "S"), ("B", "S")]
    assert shown(parse_score("L12B+R12D"), "12") == [("B", "A"), ("D", "A")]
    assert shown(parse_score("L12B+14"), "12") == [("B", "L")]
    assert shown(parse_score("14"), "12") == []


@pytest.mark.parametrize(
    ("profile", "one_sided", "two_sides"),
    [
        ("emfacs", "L12+L14", "L12+R12+L14+R14"),
        ("emfacs", "R12A+R14A", "L12A+R12B+L14A+R14B"),
        ("matsumoto2008", "R12+R14", "L12+R12+L14+R14"),
    ],
)
def test_contempt_is_met_by_one_side_and_not_by_both(
    knowledge: Knowledge, profile: str, one_sided: str, two_sides: str
) -> None:
    rules = compile_profile(knowledge, profile)
    (contempt,) = {name for name in fired(code(observed(one_sided), rules)) if "Contempt" in name}
    assert contempt not in fired(code(observed(two_sides), rules))


@pytest.mark.parametrize(("two", "plain"), [("L20+R20", "20"), ("L12B+R12D+L14+R14", "12+14")])
def test_the_pool_takes_left_and_right_for_both(knowledge: Knowledge, two: str, plain: str) -> None:
    consensus = compile_profile(knowledge, "consensus")
    assert pooled(consensus, observed(two)) == pooled(consensus, observed(plain))
