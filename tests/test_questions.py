"""Competency questions: a strict file format, and values that are bound as terms."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from brain2face.errors import SourceFileError, UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.questions import ask, bind, load_questions
from brain2face.terms import B2F
from conftest import UNITS_OF

HEADER = '#+ question = "Which?"\n#+ tags = ["t"]\n'
TEXT_PARAMETER = '#+ [parameters.word]\n#+ type = "text"\n#+ description = "any"\n'
ECHO = HEADER + TEXT_PARAMETER + 'SELECT ?word {\n  VALUES ?word { "x" }\n}\n'
NUMBER = ECHO.replace('"text"', '"number"').replace('{ "x" }', "{ 1 }")
OPTIONAL = UNITS_OF.replace("b2f:Happiness", "UNDEF")

HOSTILE = [
    'a" } ?s ?p ?o { "b',
    "line one\nline two\r\nthree",
    "\\u0022 } DELETE WHERE { ?s ?p ?o",
    '\\" } # ',
    "{ UNDEF }",
    "'''\"\"\"",
    "tab\there \\ and \x00 nought \U0001f600",
    "<http://127.0.0.1:1/> } SERVICE ?s {",
]


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "q.rq").write_text(text, encoding="utf-8")
    return tmp_path


def values(knowledge: Knowledge, folder: Path, params: dict[str, str]) -> list[str]:
    name, questions = next(iter(load_questions(folder))), load_questions(folder)
    results = ask(knowledge, name, params, questions).results
    assert isinstance(results, ox.QuerySolutions)
    return [solution[0].value for solution in results]


def test_a_question_tells_what_it_asks_and_takes(questions_folder: Path) -> None:
    question = load_questions(questions_folder)["units-of"]
    assert question.question == "Which units signal this emotion?"
    assert question.tags == ("units",)
    assert question.ordered
    (parameter,) = question.parameters
    assert (parameter.name, parameter.type, parameter.required) == ("emotion", "emotion", True)
    assert parameter.example == "b2f:Happiness"


def test_a_question_orders_only_by_its_outermost_order_by(tmp_path: Path) -> None:
    inner = "SELECT * { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } }\n"
    assert not load_questions(folder_with(tmp_path, HEADER + inner))["q"].ordered


def test_a_question_file_is_a_query_that_runs_as_it_stands(
    small: Knowledge, questions_folder: Path
) -> None:
    question = load_questions(questions_folder)["units-of"]
    assert small.query(question.text).kind == "select"


def test_a_value_is_found_by_any_name_and_bound_as_a_term(
    small: Knowledge, questions_folder: Path
) -> None:
    assert values(small, questions_folder, {"emotion": "JOY"}) == [B2F + "AU12", B2F + "AU6"]
    assert values(small, questions_folder, {"emotion": "sadness"}) == []


def test_an_optional_parameter_may_be_left_out(small: Knowledge, tmp_path: Path) -> None:
    folder = folder_with(tmp_path, OPTIONAL)
    assert load_questions(folder)["q"].parameters[0].example is None
    assert len(values(small, folder, {})) == 2
    assert values(small, folder, {"emotion": "sadness"}) == []


def test_a_required_parameter_may_also_be_optional_with_a_default(
    small: Knowledge, tmp_path: Path
) -> None:
    text = UNITS_OF.replace('"the emotion"', '"the emotion"\n#+ required = false')
    assert len(values(small, folder_with(tmp_path, text), {})) == 2


def test_a_missing_parameter_is_named_with_an_example(
    small: Knowledge, questions_folder: Path
) -> None:
    with pytest.raises(UsageFault, match=r"needs emotion=… \(the emotion; for example b2f:Happ"):
        values(small, questions_folder, {})


def test_an_example_that_the_description_gives_is_told_once(
    small: Knowledge, tmp_path: Path
) -> None:
    text = UNITS_OF.replace('"the emotion"', '"the emotion, for example fear"')
    with pytest.raises(UsageFault, match=r"needs emotion=… \(the emotion, for example fear\)\.$"):
        values(small, folder_with(tmp_path, text), {})


def test_unknown_names_are_answered_with_the_nearest(
    small: Knowledge, questions_folder: Path
) -> None:
    questions = load_questions(questions_folder)
    with pytest.raises(UnknownNameError, match=r"no question 'unit-of'. Nearest: units-of"):
        ask(small, "unit-of", {}, questions)
    with pytest.raises(UnknownNameError, match=r"Nearest: emotion. It takes: emotion"):
        ask(small, "units-of", {"emotoin": "joy"}, questions)
    with pytest.raises(UnknownNameError, match=r"no emotion 'hapiness'. Nearest: Happiness"):
        ask(small, "units-of", {"emotion": "hapiness"}, questions)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_the_text_it_is(
    small: Knowledge, tmp_path: Path, text: str
) -> None:
    assert values(small, folder_with(tmp_path, ECHO), {"word": text}) == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_names_no_term(small: Knowledge, questions_folder: Path, text: str) -> None:
    question = load_questions(questions_folder)["units-of"]
    with pytest.raises(UnknownNameError):
        bind(small, question, {"emotion": text})


def test_text_that_is_no_unicode_is_refused(small: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match="Unicode"):
        values(small, folder_with(tmp_path, ECHO), {"word": "\udcff"})


@pytest.mark.parametrize(("given", "datatype"), [("3", "integer"), ("-0.25", "decimal")])
def test_a_number_is_typed(small: Knowledge, tmp_path: Path, given: str, datatype: str) -> None:
    question = load_questions(folder_with(tmp_path, NUMBER))["q"]
    assert f'"{given}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>' in bind(
        small, question, {"word": given}
    )


@pytest.mark.parametrize("given", ["", "three", "1e3", "1 }", "٣", "1\n2"])
def test_what_is_no_number_is_refused(small: Knowledge, tmp_path: Path, given: str) -> None:
    with pytest.raises(UsageFault, match="not a number"):
        values(small, folder_with(tmp_path, NUMBER), {"word": given})


BROKEN = [
    (HEADER + "#+ author = 'x'\nASK {}\n", 3, "unknown key 'author'"),
    ("#+ tags = ['t']\nASK {}\n", 1, "lacks  question"),
    ("#+ question = 'x'\nASK {}\n", 1, "lacks  tags"),
    ("ASK {}\n", 1, "lacks  question"),
    (HEADER + "#+ = 3\nASK {}\n", 3, "the header"),
    (ECHO.replace('"text"', '"colour"'), 3, "the type of 'word' is none of unit, emotion"),
    (ECHO.replace("description", "about"), 5, "unknown key 'about'"),
    (ECHO.replace('#+ description = "any"\n', ""), 3, "lacks a description"),
    (ECHO.replace('  VALUES ?word { "x" }\n', ""), 3, "no line  VALUES ?word"),
    (ECHO.replace("  VALUES", "  FILTER(true) VALUES"), 3, "no line  VALUES ?word"),
    (ECHO.replace("?word {\n", '?word {\n  VALUES ?word { "y" }\n'), 8, "a second line"),
    (ECHO.replace("?word {\n", "?word {\n  VALUES ?other { 1 }\n"), 7, "?other is no parameter"),
    (ECHO + "\n" * 0 + "# line\n" * 38, 46, "longer than 40 lines"),
    (ECHO.replace('"any"', '"any"\n#+ required = "no"'), 3, "neither true nor false"),
    (HEADER + "#+ [parameters]\n#+ word = 3\nASK {}\n", 1, "is no table"),
]


@pytest.mark.parametrize(("text", "line", "said"), BROKEN)
def test_a_broken_question_file_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(SourceFileError) as caught:
        load_questions(folder_with(tmp_path, text))
    assert f"q.rq, line {line}: " in str(caught.value)
    assert said in str(caught.value)
