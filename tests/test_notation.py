"""Score strings: what reads, what it means, and what is said of the rest."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.misreadings import Fault
from brain2face.notation import INTENSITIES, SIDES, Score, ScoredUnit, ScoreError, parse_score

KNOWN = {str(code) for code in range(99)} | {"M55", "M57", "M83"}


@st.composite
def units(draw: st.DrawFn) -> ScoredUnit:
    code = draw(st.sampled_from(sorted(KNOWN - {"0"})))
    side = None if code.startswith("M") else draw(st.sampled_from([None, *SIDES]))
    return ScoredUnit(code, draw(st.sampled_from([None, *INTENSITIES])), side)


def faults_of(text: str) -> tuple[Fault, ...]:
    try:
        parse_score(text, KNOWN)
    except ScoreError as error:
        return error.faults
    return ()


scores = st.lists(units(), max_size=8, unique_by=lambda one: (one.code, one.side)).map(
    lambda found: Score(tuple(found))
)


@given(scores)
def test_what_is_printed_reads_back_to_the_same_value(score: Score) -> None:
    assert parse_score(str(score), KNOWN) == score


@given(scores, st.sampled_from(["+", " + ", " ", "  "]), st.booleans(), st.randoms())
def test_order_case_spaces_prefixes_and_zeros_do_not_change_a_score(
    score: Score, joint: str, lower: bool, chance: Random
) -> None:
    items = [f"AU{unit}" if chance.random() < 0.5 else str(unit) for unit in score.units]
    chance.shuffle(items)
    text = joint.join(items + items[:1])
    assert parse_score(text.lower() if lower else text) == score


@given(st.text(max_size=30))
def test_any_text_is_a_score_or_a_fault_that_stands_at_its_column(text: str) -> None:
    for fault in faults_of(text):
        assert 1 <= fault.column <= max(1, len(text))
        assert fault.reason
        assert fault.advice


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("4+9+12+25+26+43", "4+9+12+25+26+43"),
        ("L12+24", "L12+24"),
        ("R1+R2+25", "R1+R2+25"),
        ("T28", "T28"),
        ("AD19", "19"),
        ("AU01 + au04", "1+4"),
        ("AU 4 + R12C", "4+R12C"),
        ("25 1,2", "1+2+25"),
        ("4\uff0c7", "4+7"),
        ("12+12", "12"),
        ("L12B+R12D", "L12B+R12D"),
        ("m55+55", "55+M55"),
        ("x12e", "X12E"),
        ("0", "0"),
    ],
)
def test_every_shape_of_a_label_file_reads(text: str, printed: str) -> None:
    assert str(parse_score(text, KNOWN)) == printed


@pytest.mark.parametrize("text", ["", "  ", "null", "NULL", "none"])
def test_nothing_scored_is_not_a_neutral_face(text: str) -> None:
    assert parse_score(text) == Score()
    assert parse_score(text) != parse_score("0")


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("B22", ScoredUnit("22", side="B")),
        ("22B", ScoredUnit("22", intensity="B")),
        ("A4", ScoredUnit("4", side="A")),
        ("4A", ScoredUnit("4", intensity="A")),
        ("A4A", ScoredUnit("4", "A", "A")),
        ("AUA4", ScoredUnit("4", side="A")),
    ],
)
def test_a_letter_means_what_its_position_says(text: str, unit: ScoredUnit) -> None:
    assert parse_score(text).units == (unit,)


@pytest.mark.parametrize(
    ("text", "token", "column", "said"),
    [
        ("4+1.2", "1.2", 3, "write 1+2"),
        ("2026-02-01", "2026-02-01", 1, "is a date"),
        ("4-Jul", "4-Jul", 1, "is a date"),
        ("1.2E+26", "1.2E+26", 1, "exponent"),
        ("R4,5", "5", 4, "write R4+R5 for both, R4+5 for the first only"),
        ("1+12y", "12y", 3, "1978"),
        ("4@7", "4@7", 1, "decide for one of 4 and 7"),
        ("12L", "12L", 1, "L12"),
        ("12CD", "12CD", 1, "more than one intensity"),
        ("12A/B", "12A/B", 1, "leaves open"),
        ("1;2", "1;2", 1, "semicolon"),
        ("ref(4)", "ref(4)", 1, "brackets"),
        ("4 or 7", "or", 3, "not sure"),
        ("4?", "4?", 1, "not sure"),
        ("AU", "AU", 1, "has no number"),
        ("1++2", "+", 3, "has no code before it"),
        ("1+", "+", 2, "has no code after it"),
        ("AU99", "AU99", 1, "the nearest are 98, 97, 96"),
        ("M56", "M56", 1, "the nearest are 56, M55, M57"),
        ("1225", "1225", 1, "a + may be lost"),
        ("LM55", "LM55", 1, "no scored unit"),
        ("soft focus", "soft", 1, "no scored unit"),
        ("0+12", "0+12", 1, "neutral"),
        ("12B+12C", "12B+12C", 1, "keep one of the two"),
        ("\uff11", "\uff11", 1, "no scored unit"),
        ("\u017f12", "\u017f12", 1, "no scored unit"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_column_and_what_is_right(
    text: str, token: str, column: int, said: str
) -> None:
    with pytest.raises(ScoreError) as caught:
        parse_score(text, KNOWN)
    fault = caught.value.faults[0]
    assert (fault.token, fault.column) == (token, column)
    assert said in f"{fault.reason}: {fault.advice}"
    assert said in str(caught.value)


def test_all_faults_of_a_score_are_told_at_once_but_not_without_end() -> None:
    with pytest.raises(ScoreError, match="and 3 more") as caught:
        parse_score("x+1+" + "+".join(["99"] * 7), KNOWN)
    assert [fault.column for fault in caught.value.faults][:2] == [1, 5]
    assert len(caught.value.faults) == 8


def test_a_very_long_token_is_told_shortly() -> None:
    with pytest.raises(ScoreError) as caught:
        parse_score("9" * 100_000)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "fields", [("012",), ("100",), ("12", "F"), ("12", None, "Q"), ("M55", None, "L"), ("", None)]
)
def test_a_value_that_no_score_could_print_is_refused(fields: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no scored unit"):
        ScoredUnit(*fields)


def test_a_score_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="neutral"):
        Score((ScoredUnit("0"), ScoredUnit("12")))
