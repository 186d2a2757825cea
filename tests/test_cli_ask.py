"""``brain2face ask``: the list of questions, and their answers by name."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from brain2face.cli import cli

pytestmark = pytest.mark.usefixtures("small_package")


def test_the_list_gives_each_question_with_what_it_takes(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["ask", "--list"])
    assert result.exit_code == 0
    assert result.stdout == ("units-of emotion=EMOTION\n    Which units signal this emotion?\n")


def test_the_list_is_also_json(runner: CliRunner) -> None:
    (question,) = json.loads(runner.invoke(cli, ["ask", "--list", "--format", "json"]).stdout)
    assert question["name"] == "units-of"
    assert question["parameters"] == [
        {
            "name": "emotion",
            "type": "emotion",
            "description": "the emotion",
            "required": True,
            "example": "b2f:Happiness",
        }
    ]


def test_the_list_is_not_written_in_formats_for_answers(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["ask", "--list", "--format", "xml"])
    assert result.exit_code == 2
    assert "Possible: table, json." in result.stderr


def test_a_question_is_answered_as_a_table(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["ask", "units-of", "emotion=joy"])
    assert (result.exit_code, result.stdout) == (0, "unit\n--------\nb2f:AU12\nb2f:AU6\n")


@pytest.mark.parametrize("fmt", ["csv", "tsv", "json"])
def test_a_question_is_answered_in_other_formats(runner: CliRunner, fmt: str) -> None:
    result = runner.invoke(cli, ["ask", "units-of", "emotion=joy", "--format", fmt])
    assert result.exit_code == 0
    assert "https://w3id.org/brain2face/AU12" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Which question?"),
        (["unitsof"], "no question 'unitsof'. Nearest: units-of."),
        (["qqq"], "no question 'qqq'. Nearest: "),
        (["units-of"], "needs emotion=…"),
        (["units-of", "joy"], "'joy' lacks '='"),
        (["units-of", "emotion=joy", "emotion=sadness"], "'emotion' is given twice"),
        (["units-of", "emotions=joy"], "Nearest: emotion. It takes: emotion."),
        (["units-of", "emotion=hapiness"], "'hapiness'. Nearest: Happiness"),
        (["units-of", "emotion="], "no emotion ''. Nearest: "),
    ],
)
def test_a_wrong_question_is_one_message_with_exit_code_2(
    runner: CliRunner, arguments: list[str], said: str
) -> None:
    result = runner.invoke(cli, ["ask", *arguments])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
