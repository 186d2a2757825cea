"""The command ``label``: three conditions into a label, or into a reasoned disagreement."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brain2face.cli import cli


def run(runner: CliRunner, *arguments: str) -> Result:
    result = runner.invoke(cli, list(arguments))
    assert "Traceback" not in result.output
    return result


def test_three_conditions_that_meet_give_a_label_with_reasons(runner: CliRunner) -> None:
    result = run(runner, "label", "4+9", "--material", "disgust", "--report", "disgust")
    assert result.exit_code == 0
    assert "Disgust; micro-expression type: negative" in result.stdout
    data = json.loads(
        run(runner, "label", "4+9", "--material", "disgust", "--report", "disgust", "--json").stdout
    )
    assert (data["agreement"], data["level"], data["label"]["label"]) == (
        True,
        "emotion",
        "disgust",
    )


def test_conditions_that_contradict_each_other_give_no_label_but_a_reason(
    runner: CliRunner,
) -> None:
    result = run(runner, "label", "6+12", "--report", "fear")
    assert "No label" in result.stdout
    assert "contradict each other" in result.stdout


def test_a_word_that_nobody_knows_is_told_with_the_nearest(runner: CliRunner) -> None:
    result = run(runner, "label", "12", "--report", "happyness")
    assert result.exit_code == 2
    assert "Happiness" in result.stderr


def test_a_closure_within_a_micro_expression_is_no_43(runner: CliRunner) -> None:
    result = run(runner, "label", "43", "--report", "sadness", "--duration", "0.2")
    assert "43" in result.stdout
    assert "No label" in result.stdout


def test_a_sheet_is_labelled_and_the_nasty_nice_case_is_found(
    runner: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(
        "subject,material,onset,apex,offset,AU\ns1,f1,0,50,200,6+12\ns1,f1,80,90,95,7\n",
        encoding="utf-8",
    )
    result = run(runner, "label", str(path), "--rate", "100", "--material", "f1=happiness")
    assert "Nasty-nice:" in result.stdout
    assert "2 expressions: 1 agreed, 1 not." in result.stderr


@pytest.mark.parametrize("value", ["=", "f1=", "=disgust"])
def test_a_material_of_which_nothing_is_said_is_refused(runner: CliRunner, value: str) -> None:
    result = run(runner, "label", "12", "--material", value)
    assert result.exit_code == 2
    assert "write disgust or f01=disgust" in result.stderr


def test_a_habitual_action_is_set_aside_before_a_label_and_told(runner: CliRunner) -> None:
    result = run(runner, "label", "12+45", "--report", "happiness")
    assert "set aside" not in result.stderr
    result = run(runner, "label", "4+12+45", "--report", "happiness")
    assert "4 set aside: 4 comes with 45 by habit" in result.stderr
    assert "Happiness" in result.stdout
