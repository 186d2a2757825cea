"""The command ``brain2face code``: one score, a list, and what it says when it cannot."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brain2face.cli import cli

LIST = "0001.jpg 6+12\n0002.jpg 4+9+12+25+26+43\na.jpg L12+24\nb.jpg T28\nc.jpg B22\nd.jpg null\n"


def run(runner: CliRunner, *arguments: str, stdin: str | None = None) -> Result:
    result = runner.invoke(cli, ["code", *arguments], input=stdin)
    assert "Traceback" not in result.stderr
    return result


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    path = tmp_path / "labels.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_one_score_is_explained(runner: CliRunner) -> None:
    result = run(runner, "1+4+5+25")
    assert result.exit_code == 0
    assert "Ambiguous: fear or sadness" in result.stdout
    assert result.stderr == ""


def test_one_score_as_json_names_rules_and_places(runner: CliRunner) -> None:
    verdict = json.loads(run(runner, "1+4+5+25", "--json").stdout)
    assert verdict["outcome"] == "ambiguous"
    rules = {one["rule"]: one["place"]["iri"] for one in verdict["fired"]}
    assert rules["Dong2022Rule5"] == "https://w3id.org/brain2face/source/dong2022/section7"


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ("AU99", ["no FACS code", "the nearest are 98, 97, 92", "no file of this name"]),
        ("no-such.txt", ["no scored unit", "no file of this name"]),
        ("soft focus", ["no scored unit", "no file of this name"]),
        ("x" * 3000, ["cannot be read", "no file of this name"]),
        ("\x00", ["cannot be read"]),
        (".", ["cannot be read", "it is a folder"]),
    ],
)
def test_an_argument_that_is_neither_score_nor_file_says_why_it_is_neither(
    runner: CliRunner, argument: str, said: list[str]
) -> None:
    result = run(runner, argument)
    assert result.exit_code == 2
    assert result.stdout == ""
    for words in said:
        assert words in result.stderr


@pytest.mark.parametrize(
    ("argument", "said"), [("1.2", "write 1+2"), ("1+" * 3000, "cannot be read"), ("4 or 12", "or")]
)
def test_a_score_with_doubts_is_read_with_notes_and_refused_if_strict(
    runner: CliRunner, argument: str, said: str
) -> None:
    tolerant = run(runner, argument)
    assert tolerant.exit_code == 0
    assert tolerant.stderr.startswith("Note: column ")
    strict = run(runner, argument, "--strict")
    assert (strict.exit_code, strict.stdout) == (2, "")
    assert said in strict.stderr


def test_an_unknown_profile_is_told_with_the_nearest(runner: CliRunner) -> None:
    result = run(runner, "12", "--profile", "dong2002")
    assert result.exit_code == 2
    assert "dong2022" in result.stderr


def test_a_list_becomes_a_table_with_a_summary(runner: CliRunner, labels: Path) -> None:
    result = run(runner, str(labels))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["name", "score", "verdict"]
    assert lines[1].split() == ["0001.jpg", "6+12", "happiness"]
    assert lines[6].split(maxsplit=2) == ["d.jpg", "null", "nothing scored"]
    assert "6 faces coded by dong2022: 3 emotion, 2 ambiguous, 1 unscored." in result.stderr


def test_a_list_as_csv_and_json_holds_the_same(runner: CliRunner, labels: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(runner, str(labels), "--to", "csv").stdout)))
    document = json.loads(run(runner, str(labels), "--to", "json").stdout)
    told = [
        (one["name"], one["verdict"]["score"], one["verdict"]["verdict"])
        for one in document["events"]
    ]
    assert len(told) == 6
    assert [(row["name"], row["score"], row["verdict"]) for row in rows] == told
    again = json.loads(run(runner, "-", "--json", stdin=LIST).stdout)
    assert document["events"] == again["events"]


def test_a_bad_line_is_told_with_its_column_and_the_rest_goes_on(
    runner: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "labels.txt"
    path.write_bytes(b"\xef\xbb\xbfa.jpg 12\r\nb.jpg 4+1.2\r\nc.jpg\r\nd\xe9 12\r\ne.jpg 43\r\n")
    result = run(runner, str(path), "--to", "csv")
    assert result.exit_code == 2
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["name"], row["score"], row["doubtful"]) for row in rows] == [
        ("a.jpg", "12", ""),
        ("b.jpg", "4", "1 2"),
        ("d\N{LATIN SMALL LETTER E WITH ACUTE}", "12", ""),
        ("e.jpg", "43", ""),
    ]
    assert f"{path}, row 2, b.jpg: column 9: '1.2'" in result.stderr
    assert "row 3, score: 'c.jpg' has no score" in result.stderr
    assert "4 faces coded by dong2022" in result.stderr
    assert "1 row could not be read." in result.stderr


def test_a_list_in_utf_16_reads(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "labels.txt"
    path.write_text("é.jpg 12\n", encoding="utf-16")
    assert ["é.jpg", "12", "happiness"] in [
        line.split() for line in run(runner, str(path)).stdout.splitlines()
    ]


def test_an_empty_list_is_an_error_and_not_a_success(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "labels.txt"
    path.write_text("\n\n", encoding="utf-8")
    for form in ("table", "csv", "json"):
        result = run(runner, str(path), "--to", form)
        assert result.exit_code == 2
        assert "holds no face" in result.stderr or "nothing to read" in result.stderr


def test_a_file_that_is_named_like_a_score_is_pointed_out(
    runner: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("12").write_text("a 4\n", encoding="utf-8")
    result = run(runner, "12")
    assert "Happiness" in result.stdout
    assert "write ./12" in result.stderr
    assert "negative" in run(runner, "./12").stdout


def test_formats_that_do_not_go_together_are_refused(runner: CliRunner, labels: Path) -> None:
    assert run(runner, "12", "--to", "csv").exit_code == 2
    assert "--rate is for files" in run(runner, "12", "--rate", "25").stderr
    assert "--definition is for files" in run(runner, "12", "--definition", "nope").stderr
    assert run(runner, str(labels), "--json", "--to", "csv").exit_code == 2
