"""``brain2face query``: where the text comes from, how the answer goes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from brain2face.cli import cli

QUERY = (
    "PREFIX b2f: <https://w3id.org/brain2face/> "
    "SELECT ?unit { ?unit b2f:signals b2f:Happiness } ORDER BY ?unit"
)
TABLE = "unit\n--------\nb2f:AU12\nb2f:AU6\n"

pytestmark = pytest.mark.usefixtures("small_package")


def test_a_query_is_answered_as_a_table(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["query", QUERY])
    assert (result.exit_code, result.stdout) == (0, TABLE)


def test_a_query_is_answered_in_the_format_asked_for(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["query", QUERY, "--format", "csv"])
    assert result.stdout_bytes.startswith(b"unit\r\nhttps://w3id.org/brain2face/AU12\r\n")


@pytest.mark.parametrize("name", ["mine.rq", "mine.sparql"])
def test_a_query_is_read_from_a_file(runner: CliRunner, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("\ufeff" + QUERY, encoding="utf-8")
    assert runner.invoke(cli, ["query", str(tmp_path / name)]).stdout == TABLE


def test_a_query_is_read_from_standard_input(runner: CliRunner) -> None:
    assert runner.invoke(cli, ["query", "-"], input=QUERY).stdout == TABLE


def test_a_missing_file_is_said_to_be_missing(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["query", "absent.rq"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: absent.rq cannot be read: No such file or directory.\n"


def test_a_folder_is_no_query(runner: CliRunner, tmp_path: Path) -> None:
    result = runner.invoke(cli, ["query", str(tmp_path)])
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_query_is_said_to_be_empty(runner: CliRunner, text: str) -> None:
    result = runner.invoke(cli, ["query", text])
    assert (result.exit_code, result.stderr) == (2, "Error: The query is empty.\n")


def test_a_file_that_is_no_text_is_refused(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "bytes.rq").write_bytes(b"ASK { ?s ?p '\xff' }")
    result = runner.invoke(cli, ["query", str(tmp_path / "bytes.rq")])
    assert result.exit_code == 2
    assert "is not UTF-8 text" in result.stderr


def test_a_text_longer_than_any_file_name_is_a_query(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["query", QUERY + " #" + "x" * 5000])
    assert (result.exit_code, result.stdout) == (0, TABLE)


def test_bad_sparql_is_one_message_with_exit_code_2(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["query", "SELECT ?x {\n ?x b2f:a ?y }"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: Line 2, column 5: the prefix b2f: is not declared")


def test_a_format_that_cannot_hold_the_answer_is_refused(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["query", QUERY, "--format", "turtle"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Possible: table, csv, tsv, json, xml." in result.stderr
    result = runner.invoke(cli, ["query", "ASK {}", "--format", "turtle"])
    assert "The answer to an ASK query cannot" in result.stderr


def test_a_query_that_leaves_the_machine_is_refused(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["query", "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"])
    assert result.exit_code == 2
    assert "SERVICE is refused" in result.stderr
