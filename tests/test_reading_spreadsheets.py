"""Scores that a spreadsheet took for numbers, dates, times and formulas."""

from __future__ import annotations

import pytest

from brain2face.reading import read_score
from brain2face.spreadsheets import damage_of


@pytest.mark.parametrize(
    "text",
    [
        "2001-02-01",
        "2001-02-01 00:00:00",
        "2001-02-01T00:00:00.000",
        "2001/2/1",
        "01.02.2001",
        "1-Feb",
        "1 Feb",
        "1. Feb",
        "2-Jan",
        "1-Feb-2001",
        "February-01",
        "1月2日",
        "2001年2月1日",
    ],
)
def test_a_date_is_named_with_the_codes_that_it_may_have_been(text: str) -> None:
    reading = read_score(text)
    assert (str(reading.score), reading.doubtful) == ("null", frozenset())
    (remark,) = reading.remarks
    assert (remark.token, remark.column, remark.kind) == (text, 1, "unread")
    assert "is a date" in remark.reason
    assert "perhaps 1+2" in remark.advice


@pytest.mark.parametrize("text", ["marked", "maybe", "decided", "12 marked", "march", "4 may"])
def test_a_word_that_begins_like_a_month_is_no_date(text: str) -> None:
    assert not any("date" in remark.reason for remark in read_score(text).remarks)


@pytest.mark.parametrize(
    ("text", "doubtful", "said"),
    [
        ("1.2", "1 2", "write 1+2 if that was scored"),
        ("4+1.2.5", "1 2 5", "write 1+2+5 if that was scored"),
        ("1.2E+10", "9 12", "12E+9 would give it"),
        ("1.2e+10", "9 12", "12E+9 would give it"),
        ("5.00E+12", "5 12 50 11", "5E+12 or 50E+11 would give it"),
        ("2/1/20", "1 2 20", "is a date"),
    ],
)
def test_a_number_leaves_its_codes_open(text: str, doubtful: str, said: str) -> None:
    reading = read_score(text)
    assert reading.doubtful == frozenset(doubtful.split())
    (remark,) = reading.remarks
    assert remark.kind == "doubtful"
    assert said in str(remark)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("44593", "the date 2022-02-01"),
        ("44593.0", "the date 2022-02-01"),
        ("12000000000.0", "made it of 12E+9"),
        ("120", "made it of 12E+1"),
        ("1.225E+7", "exponent"),
        ("01:02:00", "time of day"),
        ("#REF!", "error of a spreadsheet"),
        ("#VALUE!", "error of a spreadsheet"),
        ("#N/A", "error of a spreadsheet"),
        ("#DIV/0!", "error of a spreadsheet"),
        ("#NAME?", "error of a spreadsheet"),
        ("####", "error of a spreadsheet"),
    ],
)
def test_what_no_code_can_be_got_from_is_named_as_such(text: str, said: str) -> None:
    reading = read_score(text)
    assert (str(reading.score), reading.doubtful) == ("null", frozenset())
    (remark,) = reading.remarks
    assert (remark.token, remark.kind) == (text, "unread")
    assert said in str(remark)


@pytest.mark.parametrize(("code", "power"), [(4, 7), (12, 9), (98, 98), (1, 2), (50, 43), (20, 25)])
def test_what_a_spreadsheet_makes_of_an_intensity_e_is_traced_back(code: int, power: int) -> None:
    value = float(f"{code}E+{power}")
    for shown in (f"{value:.2E}", f"{value:E}"):
        damage = damage_of(shown)
        assert damage
        assert f"{code}E+{power}" in damage.advice
        assert {str(code), str(power)} <= set(damage.codes)


@pytest.mark.parametrize("text", ["12", "1+2", "12E", "soft", "AU12", "", "#4", "1/2", "1-2"])
def test_what_is_no_damage_is_left_alone(text: str) -> None:
    assert damage_of(text.upper()) is None
