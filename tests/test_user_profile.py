"""A user's own rules: read from a table or from Turtle, or refused with the place and the cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face.coder import code
from brain2face.errors import EnvironmentFault, SourceFileError, UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.notation import Score, parse_score
from brain2face.rules import Demand, Profile, Way
from brain2face.user_profile import load_user_profile, profile_of
from brain2face.user_profile.formula import FormulaError, ways_of

KNOWN = "1 2 4 5 6 7 9 12 14 15 20 25 26 27 M55".split()


def written(folder: Path, text: str, name: str = "mylab.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    return path


def loaded(folder: Path, knowledge: Knowledge, text: str, name: str = "mylab.csv") -> Profile:
    return load_user_profile(written(folder, text, name), knowledge)


def results(score: str, profile: Profile) -> list[str]:
    return [one.label for one in code(parse_score(score), profile).results]


def test_a_table_of_rules_codes_a_face(tmp_path: Path, knowledge: Knowledge) -> None:
    text = "emotion,units,name\nfear,1+2+4+(20|25)\nContempt,U14,smirk\nnegative,4\n"
    profile = loaded(tmp_path, knowledge, text)
    assert profile.name == "mylab"
    assert [one.label for one in profile.rules] == [
        "mylab: fear by 1+2+4+(20|25)",
        "smirk",
        "mylab: negative valence by 4",
    ]
    assert [one.place.locator for one in profile.rules] == ["line 2", "line 3", "line 4"]
    assert results("1+2+4+25", profile) == ["fear"]
    assert results("L14", profile) == ["contempt"]
    assert results("14", profile) == []
    assert results("4", profile) == ["negative valence"]
    assert [one.kind for one in profile.rules[0].conclusions] == ["emotion", "valence"]
    assert (profile.rules[0].iri, profile.rules[2].iri) in profile.order


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_delimiters_marks_and_line_ends_of_any_office_read(
    tmp_path: Path, knowledge: Knowledge, delimiter: str, newline: str
) -> None:
    rows = [["\ufeffUnits ", "Emotion"], ["6+12", "joy"], ["", ""], ["1, 4, 15", "sad"]]
    if delimiter == ",":
        rows[3][0] = '"1, 4, 15"'
    text = newline.join(delimiter.join(row) for row in rows)
    profile = loaded(tmp_path, knowledge, text, "rules.tsv")
    assert results("6+12", profile) == ["happiness"]
    assert results("1+4+15", profile) == ["sadness"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("emotion,units\n", "no rule below its header"),
        ("emotion,unit\nfear,1\n", "line 1, column 2: 'unit' is no column .* nearest is units"),
        ("emotion,name\nfear,1\n", "line 1: the column units is missing"),
        ("units,units\n", "line 1, column 2: units is there twice"),
        ("emotion,units\nfear,1,4\n", "line 2: 3 cells under 2 columns; join codes by +"),
        ("emotion,units\n\nfeer,1\n", "line 3, column emotion: .*'feer'.*Nearest: .*[Ff]ear"),
        ("emotion,units\nfear,\n", "line 2, column units: the cell is empty"),
        ("emotion,units\nfear,1+99\n", "line 2, column units: '1.99', character 3: '99'"),
        ("emotion,units\nfear,1+5X\n", "character 3: '5X' has an intensity of 1978"),
        ("emotion,units\nfear,1+(4|5\n", "character 3: the bracket is not closed"),
        ("emotion,units\nfear,1+4)\n", "character 4: '\\)' comes without"),
        ("emotion,units\nfear,1+|4\n", "character 3: a code is missing before '|'"),
        ("emotion,units\nfear,0\n", "asks for no code"),
        ('emotion,units\nfear,"1+4\n', "line 2: .*in quotes"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_place_and_cure(
    tmp_path: Path, knowledge: Knowledge, text: str, said: str
) -> None:
    with pytest.raises(SourceFileError, match=said.replace("by +", r"by \+")) as caught:
        loaded(tmp_path, knowledge, text)
    assert str(tmp_path / "mylab.csv") in str(caught.value)


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "mylab.csv"
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        load_user_profile(path, knowledge)
    path.write_bytes("emotion,units\nfear,1\nangér,4\n".encode("latin-1"))
    with pytest.raises(SourceFileError, match="line 3: a byte is not UTF-8"):
        load_user_profile(path, knowledge)
    with pytest.raises(SourceFileError, match="by its name"):
        loaded(tmp_path, knowledge, "emotion,units\n", "rules.docx")


def test_a_profile_is_chosen_by_name_or_by_path(tmp_path: Path, knowledge: Knowledge) -> None:
    path = written(tmp_path, "emotion,units\nfear,1\n")
    assert profile_of(knowledge, "dong2022").name == "dong2022"
    assert profile_of(knowledge, str(path)).name == "mylab"
    with pytest.raises(UnknownNameError, match="Nearest: dong2022"):
        profile_of(knowledge, "dong2021")
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        profile_of(knowledge, "no-such-file.csv")


def test_a_formula_keeps_grades_and_sides_as_demands() -> None:
    assert ways_of("1+5B or L12", KNOWN) == (
        Way(frozenset({"1", "5"}), frozenset({Demand("5", intensities=frozenset("B"))})),
        Way(frozenset({"12"}), frozenset({Demand("12", sides=frozenset("L"))})),
    )
    assert len(ways_of("(1|2)+(4|5)+(6 or 7)", KNOWN)) == 8
    assert len(ways_of("1|1", KNOWN)) == 1


FORMULAS = st.recursive(
    st.sampled_from(KNOWN),
    lambda inner: st.tuples(inner, st.sampled_from(["+", "|", " or "]), inner).map(
        lambda parts: f"({parts[0]}{parts[1]}{parts[2]})"
    ),
    max_leaves=6,
)


@given(FORMULAS, st.frozensets(st.sampled_from(KNOWN)))
def test_a_formula_means_what_its_operators_say(formula: str, face: frozenset[str]) -> None:
    words = formula.replace("+", " and ").replace("|", " or ")
    for name in sorted(KNOWN, key=len, reverse=True):
        words = " ".join(
            str(name in face) if word == name else word
            for word in words.replace("(", " ( ").replace(")", " ) ").split()
        )
    expected = bool(eval(words, {"__builtins__": {}}))  # noqa: S307
    assert any(way.units <= face for way in ways_of(formula, KNOWN)) is expected


@given(st.text(alphabet="0123456789+|() orLRABCDE,\u00e4", max_size=20))
def test_any_text_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    character = 1
    try:
        assert all(way.units for way in ways_of(text, KNOWN))
    except FormulaError as error:
        character = error.character
    assert 1 <= character <= len(text) + 1


def test_a_score_read_as_a_rule_is_met_by_that_score(tmp_path: Path, knowledge: Knowledge) -> None:
    score: Score = parse_score("1+4B+L12C+M55")
    profile = loaded(tmp_path, knowledge, f"emotion,units\nawe,{score}\n")
    assert results(str(score), profile) == ["awe"]


def test_the_documented_examples_are_profiles(tmp_path: Path, knowledge: Knowledge) -> None:
    text = (Path(__file__).parents[1] / "docs/reference/profiles.md").read_text(encoding="utf-8")
    table, graph = (text.split(f"```{kind}\n")[1].split("```")[0] for kind in ("csv", "turtle"))
    assert results("L14", loaded(tmp_path, knowledge, table)) == ["contempt"]
    assert results("15+17", loaded(tmp_path, knowledge, graph, "lab.ttl")) == ["sadness"]
