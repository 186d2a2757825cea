"""The command ``evaluate``: table, CSV, JSON and picture, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from brain2face.cli import cli
from fixture_files import fixture
from labelled_files import FACES, rules_file, sheet

PNG = b"\x89PNG\r\n\x1a\n"


def run(*arguments: str | Path, given: str | None = None) -> Result:
    result = CliRunner().invoke(cli, ["evaluate", *map(str, arguments)], input=given)
    assert "Traceback" not in result.output
    assert "a fault of brain2face itself" not in result.output
    return result


def test_the_table_tells_figures_baseline_rules_and_cautions(tmp_path: Path) -> None:
    result = run(sheet(tmp_path, FACES), "--profile", rules_file(tmp_path))
    assert result.exit_code == 0
    lines = {" ".join(line.split()) for line in result.stdout.splitlines()}
    assert "mine 0.70 0.40 0.17 to 0.69 0.57 0.36 0.90" in lines
    assert "always fear 1.00 0.50 0.24 to 0.76 0.50 0.22" in lines
    assert "fear 2 1 . 1 1 . 0.50" in lines
    assert any(line.endswith("fear 4 3 0.75 0.30 to 0.95 n < 20") for line in lines)
    told = " ".join(result.stdout.split())
    assert "Warning: fewer than 20 expressions of fear 5, happiness 4, disgust 1." in told
    assert "circular" in told
    assert "The rules were not made from these expressions" in told


def test_every_profile_is_judged_unless_some_are_named(tmp_path: Path) -> None:
    data = json.loads(run(sheet(tmp_path, FACES), "--json").stdout)
    level = data["levels"][0]
    named = {one["profile"] for one in level["profiles"]}
    assert {"dong2022", "dong2022-corrected", "consensus", "facs2002", "casme2"} <= named
    assert level["not_judged"] == ["davison2018"]
    both = run(sheet(tmp_path, FACES), "--profile", "emfacs", "--profile", "emfacs", "--json")
    assert len(json.loads(both.stdout)["levels"][0]["profiles"]) == 1


def test_json_and_csv_hold_the_same_figures(tmp_path: Path) -> None:
    path, mine = sheet(tmp_path, FACES), rules_file(tmp_path)
    own = json.loads(run(path, "--profile", mine, "--json").stdout)["levels"][0]["profiles"][0]
    rows = list(csv.DictReader(io.StringIO(run(path, "--profile", mine, "--to", "csv").stdout)))
    mine_rows = [row for row in rows if (row["level"], row["profile"]) == ("emotion", "mine")]
    single = {row["figure"]: row for row in mine_rows}
    for name in ("accuracy", "coverage", "nameable"):
        assert float(single[name]["value"]) == own[name]["value"]
        assert float(single[name]["low"]) == own[name]["low"]
    assert float(single["macro-F1"]["value"]) == own["macro_f1"]
    table = {
        (row["label"], row["named"]): int(row["count"])
        for row in mine_rows
        if row["figure"] == "confusion"
    }
    assert table == {(one["label"], one["named"]): one["count"] for one in own["confusion"]}
    rules = {row["rule"]: row["n"] for row in mine_rows if row["figure"] == "rule precision"}
    assert rules == {one["rule"]: str(one["precision"]["n"]) for one in own["rules"]}
    assert sum(table.values()) == len(FACES)


def test_a_rule_that_never_fired_has_no_precision(tmp_path: Path) -> None:
    result = run(sheet(tmp_path, [("12", "joy")]), "--profile", rules_file(tmp_path), "--json")
    rules = json.loads(result.stdout)["levels"][0]["profiles"][0]["rules"]
    asleep = next(one for one in rules if one["label"] == "stare")
    assert asleep["precision"] == {"value": None, "low": None, "high": None, "count": 0, "n": 0}


def test_an_unknown_word_is_told_with_its_count_and_the_nearest(tmp_path: Path) -> None:
    path = sheet(tmp_path, [*FACES, ("12", "tense"), ("12", "tense")])
    result = run(path, "--profile", "dong2022")
    assert "Label 'tense', 2 times, left out: There is no affective state" in result.stderr
    assert "left out: 2 with a label that is not known" in result.stdout
    assert run(path, "--strict").exit_code == 2
    mapped = run(path, "--profile", "dong2022", "--map", "tense=negative", "--map", "odd=fear")
    assert "Label" not in mapped.stderr
    assert "--map names labels that do not occur: odd." in mapped.stderr


def test_one_label_alone_is_said_to_prove_nothing(tmp_path: Path) -> None:
    result = run(sheet(tmp_path, [("12", "joy")] * 30), "--profile", "dong2022")
    assert "There is one label only: to name it always is to be right always." in result.stdout


def test_a_bad_row_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = sheet(tmp_path, FACES)
    path.write_text(path.read_text("utf-8") + "x,12,joy,and,more\n", "utf-8")
    result = run(path, "--profile", "dong2022", "--level", "emotion")
    assert result.exit_code == 2
    assert f"{path}, row 12" in result.stderr
    assert "left out: 1 rows that cannot be read" in result.stdout
    assert "Type:" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--level", "class"], "says anything at the level class"),
        (["--map", "tense"], "write WORD=EMOTION"),
        (["--map", "a=fear", "--map", "a=joy"], "two meanings: fear and joy"),
        (["--map", "a=hapiness"], "Happiness"),
        (["--json", "--to", "csv"], "two formats"),
        (["-o", "figures.docx"], "ends in none of .csv, .json, .png, .svg, .txt"),
        (["--profile", "dong2020"], "dong2022"),
        (["--sheet", "one"], "is no workbook"),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_be_right(
    tmp_path: Path, arguments: list[str], told: str
) -> None:
    result = run(sheet(tmp_path, FACES), *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not result.stdout


def test_frames_and_an_empty_file_have_no_labels(tmp_path: Path) -> None:
    frames = run(fixture("openface20_exploface_video2.head60.csv"), "--profile", "dong2022")
    assert frames.exit_code == 2
    assert "A column Emotion or Objective Class is needed" in frames.stderr
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert run(empty).exit_code == 2


def test_standard_input_is_a_file_too(tmp_path: Path) -> None:
    text = sheet(tmp_path, FACES).read_text("utf-8")
    result = run("-", "--profile", "dong2022", given=text)
    assert result.exit_code == 0
    assert "standard input (sheet): 10 labelled expressions" in result.stdout


def test_figures_go_to_the_file_that_is_named(tmp_path: Path) -> None:
    out = tmp_path / "figures.csv"
    result = run(sheet(tmp_path, FACES), "--profile", "dong2022", "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text("utf-8").startswith("level,profile,figure,")
    absent = run(sheet(tmp_path, FACES), "--profile", "dong2022", "-o", tmp_path / "no" / "a.csv")
    assert absent.exit_code == 1
    assert "cannot be written" in absent.stderr


def test_a_picture_is_drawn_beside_the_table_and_is_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra picture")
    path, out = sheet(tmp_path, FACES, "a<b&c.csv"), tmp_path / "evaluation.svg"
    result = run(path, "--profile", "dong2022", "--profile", "davison2018", "-o", out)
    assert result.exit_code == 0
    assert "Emotion: n = 10" in result.stdout
    first = out.read_bytes()
    root = ET.fromstring(first)  # noqa: S314
    words = " ".join(filter(None, (text.strip() for text in root.itertext())))
    assert "Profiles against the labels of a<b&c.csv" in words
    assert "dong2022: accuracy" in words
    assert {"dong2022", "Emotion, n = 10", "baseline: always fear"} <= {
        (text or "").strip() for text in root.itertext()
    }
    assert run(path, "--profile", "dong2022", "--profile", "davison2018", "-o", out).exit_code == 0
    assert out.read_bytes() == first


def test_a_picture_as_png_and_none_where_nothing_is_judged(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra picture")
    out = tmp_path / "evaluation.png"
    assert run(sheet(tmp_path, FACES), "-o", out).exit_code == 0
    assert out.read_bytes().startswith(PNG)
    out.unlink()
    result = run(sheet(tmp_path, FACES), "--profile", "davison2018", "-o", out)
    assert result.exit_code == 2
    assert "nothing can be drawn" in result.stderr
    assert not out.exists()
