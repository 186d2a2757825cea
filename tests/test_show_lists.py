"""Every line of a label file reads: 5,000 from the grammar, and each shape that is named for it."""

from __future__ import annotations

import io
from functools import cache
from random import Random

import pytest

from brain2face.knowledge import Knowledge
from brain2face.notation import INTENSITIES, SIDES, Score, ScoredUnit, parse_score
from brain2face.profiles import compile_profile
from brain2face.readers import ReadOptions, open_file
from brain2face.reading import Reading, read_score
from brain2face.records import Annotations, BadRow, Event

LINES = 5000
JOINTS = ("+", " + ", " +", "+ ", " ", "  ", "\t", ",", ", ", " , ", "\uff0c", "\uff0c ")


@cache
def known() -> tuple[str, ...]:
    names = compile_profile(Knowledge.load(), "dong2022").unit_names
    return tuple(sorted(names))


def unit(chance: Random) -> ScoredUnit:
    code = chance.choice(known())
    sided = not code.startswith("M") and chance.random() < 0.4
    graded = chance.random() < 0.5
    return ScoredUnit(
        code,
        chance.choice(INTENSITIES) if graded else None,
        chance.choice(SIDES) if sided else None,
    )


def written(one: ScoredUnit, chance: Random) -> str:
    digits = one.code.removeprefix("M")
    front = "M" if one.code.startswith("M") else one.side or ""
    zeros = "0" * chance.choice((0, 0, 0, 1, 2))
    prefix = chance.choice(("", "", "", "AU", "AD", "au", "AU ", "Ad "))
    text = f"{prefix}{front}{zeros}{digits}{one.intensity or ''}"
    return text.lower() if chance.random() < 0.1 else text


def line(chance: Random) -> tuple[str, Score]:
    """Give a text of the grammar and its value, from which the text was made."""
    if chance.random() < 0.04:
        return chance.choice(("null", "none", "NULL", "None", " null ")), Score()
    if chance.random() < 0.03:
        return chance.choice(("0", "AU0", "00")), Score((ScoredUnit("0"),))
    units: dict[tuple[str, str | None], ScoredUnit] = {}
    for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6, 9))):
        one = unit(chance)
        if one.code != "0":
            units.setdefault((one.code, one.side), one)
    chosen = list(units.values()) or [ScoredUnit("12")]
    chosen += chosen[:1] * (chance.random() < 0.1)
    chance.shuffle(chosen)
    text, before = "", None
    for one in chosen:
        joints = JOINTS[:4] if before and before.side and not one.side else JOINTS
        text += (chance.choice(joints) if before else "") + written(one, chance)
        before = one
    return text, Score(tuple(chosen))


def read(content: str) -> list[Event | BadRow]:
    found = open_file(io.BytesIO(content.encode()), ReadOptions(known=frozenset(known())))
    assert isinstance(found, Annotations)
    assert found.format == "score-list"
    return list(found.events)


def test_five_thousand_lines_of_the_grammar_read_wholly() -> None:
    chance = Random(2022)  # noqa: S311
    lines = [line(chance) for _ in range(LINES)]
    text = "".join(f"{number:04}.jpg {told}\n" for number, (told, _) in enumerate(lines))
    found = read(text)
    assert len(found) == LINES
    for number, (one, (told, value)) in enumerate(zip(found, lines, strict=True)):
        assert isinstance(one, Event), (told, one)
        assert (one.name, one.row) == (f"{number:04}.jpg", number + 1)
        assert one.observation.score == parse_score(told, known()) == value, told
        assert (one.observation.doubtful, one.remarks) == (frozenset(), ()), told


def test_the_list_has_every_code_side_grade_and_joint() -> None:
    chance = Random(2022)  # noqa: S311
    lines = [line(chance) for _ in range(LINES)]
    units = {one for _, score in lines for one in score.units}
    assert {one.code for one in units} == set(known())
    assert {one.side for one in units} == {None, *SIDES}
    assert {one.intensity for one in units} == {None, *INTENSITIES}
    text = "\n".join(told for told, _ in lines)
    assert all(joint in text for joint in JOINTS)


SHAPES = {
    "12A": "12A", "12B": "12B", "12C": "12C", "12D": "12D", "12E": "12E",
    "L12": "L12", "R12": "R12", "U12": "U12", "T28": "T28", "B28": "B28",
    "A12": "A12", "V12": "V12", "W12": "W12", "X12": "X12", "Y12": "Y12", "Z12": "Z12",
    "G12": "G12", "H12": "H12", "I12": "I12", "J12": "J12", "K12": "K12",
    "B22": "B22", "22B": "22B", "B22B": "B22B",
    "AU12": "12", "AD19": "19", "M55": "M55", "AU 4": "4", "au4+au7": "4+7",
    "01": "1", "AU01+AU02": "1+2", "004": "4",
    "1+2": "1+2", "1 2": "1+2", "1,2": "1+2", "1, 2": "1+2", "1\uff0c2": "1+2", "1\uff0b2": "1+2",
    "\uff11\uff12": "12", "4+4": "4", "7+4": "4+7", "12+1+4+1": "1+4+12",
    "null": "null", "none": "null", "0": "0", "": "null", "  ": "null",
    "12L": "L12", "4R": "R4", "12LB": "L12B", "12BL": "L12B",
}  # fmt: skip
"""What is read for certain and leaves nothing open; a side after the number is remarked."""
OPEN = {
    "4 or 7": ("null", "4 7", "leaves open what was seen"),
    "1+2 or 1+4": ("1", "2 4", "leaves open what was seen"),
    "R12A or 14A or 15A": ("null", "12 14 15", "leaves open what was seen"),
    "4/7": ("null", "4 7", "leaves open what was seen"),
    "A/L12": ("12", "", "leaves open the side"),
    "12A/B": ("12", "", "intensity"),
    "9+ref(4)": ("9", "4", "mentions codes without scoring them"),
    "ref(4B)": ("null", "4", "mentions codes"),
    "(12)": ("null", "12", "stands in brackets"),
    "4+(R12 or R14)": ("4", "12 14", "leaves open"),
    "AU7(k)+4": ("4", "7", "mark"),
    "4?": ("null", "4", "not sure"),
    "?4+7": ("7", "4", "not sure"),
    "7k": ("null", "7", "meaning of which is not stated"),
    "4+soft focus": ("4", "", "free text"),
    "12 (mouth covered)": ("12", "", "note in brackets"),
    "1.2": ("null", "1 2", "spreadsheet damage"),
    "1-2": ("null", "1 2", "a list, a range or a date"),
    "R4,5": ("R4+5", "", "may or may not share the R"),
    "22TB": ("22", "", "lips or an intensity"),
    "4+99": ("4", "", "is no FACS code"),
}
"""What is certain, what stays doubtful, and what is said of it."""
DAMAGED = {
    "1-Feb": "is a date", "2001-02-01": "is a date", "01.02.2001": "is a date",
    "2001-02-01 00:00:00": "is a date", "1月2日": "is a date", "12:25": "is a time of day",
    "36923": "the date 2001-02-01", "#VALUE!": "an error of a spreadsheet",
}  # fmt: skip
"""Of what a spreadsheet has made of a score, nothing is read."""


def reading(text: str) -> Reading:
    return read_score(text, known())


@pytest.mark.parametrize(("text", "value"), SHAPES.items())
def test_each_shape_that_leaves_nothing_open_is_read(text: str, value: str) -> None:
    found = reading(text)
    assert (str(found.score), found.doubtful, found.whole) == (value, frozenset(), True)
    assert all(remark.kind == "read" for remark in found.remarks)


@pytest.mark.parametrize(("text", "value"), OPEN.items())
def test_each_shape_that_leaves_something_open_says_what(
    text: str, value: tuple[str, str, str]
) -> None:
    found = reading(text)
    certain, doubtful, said = value
    assert (str(found.score), found.doubtful) == (certain, frozenset(doubtful.split()))
    assert said in "; ".join(map(str, found.remarks))
    assert not found.whole
    for remark in found.remarks:
        assert text.startswith(remark.token, remark.column - 1)


@pytest.mark.parametrize(("text", "said"), DAMAGED.items())
def test_what_a_spreadsheet_made_of_a_score_is_named_and_not_read(text: str, said: str) -> None:
    found = reading(text)
    assert not found.score.units
    assert said in str(found.remarks[0])
