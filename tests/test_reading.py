"""The tolerant reading: what is certain, what stays doubtful, and what is said of it."""

from __future__ import annotations

import pytest

from brain2face.notation import Score, ScoredUnit
from brain2face.reading import Reading, read_score

KNOWN = {str(code) for code in range(99)} | {"M55", "M57", "M83"}


def read(text: str) -> Reading:
    return read_score(text, KNOWN)


@pytest.mark.parametrize(
    ("text", "printed", "said"),
    [
        ("12L", "L12", "side after the number"),
        ("4R + 12LB", "R4+L12B", "side after the number"),
        ("12BL", "L12B", "side after the number"),
        ("AUs 1, 2, 4", "1+2+4", "prefix apart"),
        ("action unit 12", "12", "prefix apart"),
        ("AU-12", "12", "prefix apart"),
        ("M 55", "M55", "M apart"),
        ("1;2", "1+2", "semicolon"),
        ("12 and 14", "12+14", "stands for a +"),
        ("4和7", "4+7", "stands for a +"),
        ("1+2+", "1+2", "no code after it"),
        ("+1++2", "1+2", "no code before it"),
        ("\uff11\uff0b\uff12\uff22", "1+2B", "full-width"),
        ("4\u3001\uff17", "4+7", "full-width"),
        ("\ufeff4;7", "4+7", "invisible"),
        ("12.0", "12", "of which a sheet made a number"),
        ("'1+2", "1+2", "apostrophe"),
        ("“1+2”", "1+2", "quotation mark"),
        ("=1+2", "1+2", "formula"),
        ("12.", "12", "ends in a mark"),
        ("AUS12.", "S12", "ends in a mark"),
        ("12/12", "12", "one thing twice"),
        ("n/a", "null", "no neutral face"),
        ("NaN", "null", "no neutral face"),
        (" \u2013 ", "null", "no neutral face"),
        ("/", "null", "no neutral face"),
        ("无", "null", "no neutral face"),
        ("neutral", "0", "as 0"),
        ("中性", "0", "as 0"),
    ],
)
def test_another_way_of_writing_is_read_and_said(text: str, printed: str, said: str) -> None:
    reading = read(text)
    assert (str(reading.score), reading.doubtful) == (printed, frozenset())
    assert reading.whole
    assert said in str(reading.remarks[0])


@pytest.mark.parametrize(
    ("text", "certain", "doubtful"),
    [
        ("R12A or 14A or 15A", "null", "12 14 15"),
        ("4+(R12 or R14)", "4", "12 14"),
        ("4/7", "null", "4 7"),
        ("12+26@27", "12", "26 27"),
        ("12 | 14", "null", "12 14"),
        ("4或7", "null", "4 7"),
        ("1+2 or 5", "null", "1 2 5"),
        ("12+4 or 12+7", "12", "4 7"),
        ("12 or", "null", "12"),
        ("9+ref(4B)", "9", "4"),
        ("4?", "null", "4"),
        ("1+?2", "1", "2"),
        ("1+2 ?", "null", "1 2"),
        ("12?/14?", "null", "12 14"),
        ("[12]", "null", "12"),
        ("7(4)+9", "9", "4 7"),
        ("12)+4", "null", "4 12"),
        ("4+(12", "4", "12"),
        ("AU7(k)+4", "4", "7"),
        ("7 (k)", "null", "7"),
        ("7k", "null", "7"),
        ("4*", "null", "4"),
        ("4 slight+9", "9", "4"),
        ("no 12", "null", "12"),
        ("slight 4 ?", "null", "4"),
        ("slight 4 AU", "null", "4"),
        ("左12", "null", "12"),
        ("1-2", "null", "1 2"),
        ("R1R2", "null", "1 2"),
        ("0+12", "null", "0 12"),
        ("=R12+4", "null", "4 12"),
        ("12+(12 or 14)", "12", "14"),
    ],
)
def test_codes_that_are_left_open_are_doubtful(text: str, certain: str, doubtful: str) -> None:
    reading = read(text)
    assert (str(reading.score), reading.doubtful) == (certain, frozenset(doubtful.split()))
    assert "doubtful" in {remark.kind for remark in reading.remarks}
    assert not reading.whole


@pytest.mark.parametrize(
    ("text", "certain", "said"),
    [
        ("A/L12", "12", "write A12 or L12"),
        ("L/R12B", "12B", "write L12B or R12B"),
        ("R12/L12", "12", "write R12 or L12"),
        ("12A/B", "12", "write 12A or 12B"),
        ("L12A or L12B", "L12", "write L12A or L12B"),
        ("L12R", "12", "more than one side"),
        ("22TB", "22", "lips or an intensity"),
        ("1+5BC", "1+5", "more than one intensity"),
        ("12y", "12", "intensity from A to E"),
        ("12B+12C", "12", "keep one of the two"),
        ("R4,5", "R4+5", "write +R5 if it does, +5 if not"),
        ("M55L", "M55", "gives a movement a side"),
        ("12 B", "12", "apart from a code"),
    ],
)
def test_a_code_may_be_certain_where_its_letters_are_not(
    text: str, certain: str, said: str
) -> None:
    reading = read(text)
    assert (str(reading.score), reading.doubtful) == (certain, frozenset())
    assert [remark.kind for remark in reading.remarks] == ["doubtful"]
    assert said in str(reading.remarks[0])


@pytest.mark.parametrize(
    ("text", "certain", "token", "column", "said"),
    [
        ("soft focus", "null", "soft focus", 1, "free text"),
        ("4; some notes", "4", "some notes", 4, "free text"),
        ("12 (soft focus)", "12", "(soft focus)", 4, "note in brackets"),
        ("4+99", "4", "99", 3, "the nearest are 98, 97, 96"),
        ("12 or M56", "null", "M56", 7, "the nearest are 56, M55, M57"),
        ("4+1225", "4", "1225", 3, "a + may be lost"),
        ("4+?", "4", "?", 3, "names no code"),
        ("4+none", "4", "none", 3, "nothing was scored"),
        ("AU+4", "4", "AU", 1, "has no number"),
        ("\uff14+1\u00b2", "4", "1\u00b2", 3, "no scored unit"),
        ("1\u200b2", "null", "1\u200b2", 1, "no scored unit"),
        ("+", "null", "+", 1, "names no code"),
    ],
)
def test_what_is_not_read_is_named_and_the_rest_is_kept(
    text: str, certain: str, token: str, column: int, said: str
) -> None:
    reading = read(text)
    unread = [remark for remark in reading.remarks if remark.kind == "unread"]
    assert str(reading.score) == certain
    assert [(remark.token, remark.column) for remark in unread] == [(token, column)]
    assert said in str(unread[0])


def test_what_the_known_codes_leave_out_is_never_read() -> None:
    reading = read_score("4+12L+(1 or 2)+5.0", {"4", "1"})
    assert (str(reading.score), reading.doubtful) == ("4", frozenset({"1"}))
    assert [remark.token for remark in reading.remarks if remark.kind == "unread"] == [
        "12L",
        "2",
        "5.0",
    ]


@pytest.mark.parametrize("text", ["L12+R12", "T28+B28", "12+L12", "26+27", "7E + 5"])
def test_what_facs_would_score_otherwise_is_still_read_as_written(text: str) -> None:
    units = {part.strip() for part in text.split("+")}
    assert {str(unit) for unit in read(text).score.units} == units
    assert read(text).remarks == ()


def test_remarks_stand_in_the_order_of_their_columns() -> None:
    reading = read("soft; 12L+(9)+4?+99")
    columns = [remark.column for remark in reading.remarks]
    assert columns == sorted(columns)
    assert len(columns) == 6
    assert reading.score == Score((ScoredUnit("12", side="L"),))
