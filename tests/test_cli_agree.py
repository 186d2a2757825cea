"""The command ``agree``: files of coders in, how far they agree out."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brain2face.cli import cli

HEADER = "subject,clip,onset_s,apex_s,offset_s,AU\n"
ANN = HEADER + "s1,c1,0.1,0.2,0.4,6B+12C\ns1,c1,1.0,1.1,1.3,4B+7A\ns1,c2,0.5,0.6,0.8,1+2?\n"
BOB = HEADER + "s1,c1,1.05,1.15,1.35,4C+9A\ns1,c1,0.12,0.22,0.6,6B+12D\ns1,c3,0,0.1,0.2,4A\n"


def run(runner: CliRunner, *arguments: str | Path) -> Result:
    result = runner.invoke(cli, ["agree", *map(str, arguments)])
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def sheets(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "ann.csv", tmp_path / "bob.csv"
    first.write_text(ANN, encoding="utf-8")
    second.write_text(BOB, encoding="utf-8")
    return first, second


def test_two_coders_are_compared_face_by_face(runner: CliRunner, tmp_path: Path) -> None:
    first, second = tmp_path / "ann.txt", tmp_path / "bob.txt"
    first.write_text("a 4+7\nb 12\nc 1\n", encoding="utf-8")
    second.write_text("a 4+9\nb 12\n", encoding="utf-8")
    result = run(runner, first, second)
    assert result.exit_code == 0
    assert "ann, bob: 2 faces" in result.stdout
    assert "0.67" in result.stdout
    assert "not scored by bob: c" in result.stdout
    assert "runs from 0 to N" in result.stdout
    assert "Times" not in result.stdout
    data = json.loads(run(runner, first, second, "--json").stdout)
    assert data["events"][0]["overlap"]["published"]["value"] == 0.5
    assert data["events"][0]["overlap"]["equation2"]["value"] == pytest.approx(2 / 3)


def test_one_coder_alone_cannot_agree(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "ann.txt"
    path.write_text("a 4+7\n", encoding="utf-8")
    result = run(runner, path)
    assert result.exit_code == 2
    assert "needs two coders" in result.stderr
    assert "given twice" in run(runner, path, path).stderr


def test_several_events_of_a_clip_are_matched_by_time_and_compared_in_time(
    runner: CliRunner, sheets: tuple[Path, Path]
) -> None:
    result = run(runner, *sheets, "--tolerance", "0.05")
    assert "2 faces that all of them scored" in result.stdout
    assert "not scored by bob: s1/c2" in result.stdout
    assert "Times within 0.05 s:" in result.stdout
    assert "onset  1.00 of 2 agree" in result.stdout
    assert "offset 0.50 of 2 agree" in result.stdout
    assert "bob later by 0.125 s" in result.stdout
    data = json.loads(run(runner, *sheets, "--json").stdout)
    merged = {"onset": 0.11, "offset": 0.5, "apex": 0.21}
    assert data["timing"]["events"][0]["merged"] == pytest.approx(merged)
    assert data["timing"]["tolerance"] == 0.1


def test_one_sheet_with_a_column_of_coders_says_the_same_as_two(
    runner: CliRunner, sheets: tuple[Path, Path], tmp_path: Path
) -> None:
    both = tmp_path / "both.csv"
    rows = [f"{line},ann\n" for line in ANN.splitlines()[1:]]
    rows += [f"{line},bob\n" for line in BOB.splitlines()[1:]]
    both.write_text(HEADER.rstrip() + ",coder\n" + "".join(rows), encoding="utf-8")
    one, two = (json.loads(run(runner, *files, "--json").stdout) for files in ([both], sheets))
    assert one["units"] == two["units"]
    assert one["pooled"] == two["pooled"]
    assert one["timing"]["pairs"] == two["timing"]["pairs"]


def test_a_doubtful_code_is_told_and_not_compared(runner: CliRunner, tmp_path: Path) -> None:
    first, second = tmp_path / "ann.txt", tmp_path / "bob.txt"
    first.write_text("a 4?+12\n", encoding="utf-8")
    second.write_text("a 4+12\n", encoding="utf-8")
    result = run(runner, first, second)
    assert "left open, and so not compared: 4 in a" in result.stdout
    assert "data sets    1.00" in result.stdout


def test_a_visibility_code_leaves_open_what_it_hides(runner: CliRunner, tmp_path: Path) -> None:
    first, second = tmp_path / "ann.txt", tmp_path / "bob.txt"
    first.write_text("a 12+70\n", encoding="utf-8")
    second.write_text("a 4+12\n", encoding="utf-8")
    data = json.loads(run(runner, first, second, "--json").stdout)
    assert data["events"][0]["open"] == ["4"]
    assert data["events"][0]["disputed"] == ["70"]


def test_the_table_of_codes_goes_into_a_spreadsheet(
    runner: CliRunner, sheets: tuple[Path, Path], tmp_path: Path
) -> None:
    table = tmp_path / "codes.csv"
    assert run(runner, *sheets, "-o", table).exit_code == 0
    with table.open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    assert list(rows) == ["1", "4", "6", "7", "9", "12"]
    assert (rows["12"]["given by ann"], rows["12"]["raw"]) == ("1", "1")
    assert (rows["1"]["icc"], rows["12"]["icc"]) == ("", "")
    assert "icc: nobody graded it from A to E" in rows["1"]["why"]
    assert "icc: fewer than 3 events" in rows["12"]["why"]
    assert "does not end in .csv" in run(runner, *sheets, "-o", tmp_path / "c.xlsx").stderr
    assert "cannot be written" in run(runner, *sheets, "-o", tmp_path / "no" / "c.csv").stderr


def test_a_rare_code_is_marked_and_the_figures_to_read_are_named(
    runner: CliRunner, tmp_path: Path
) -> None:
    first, second = tmp_path / "ann.txt", tmp_path / "bob.txt"
    lines = [f"f{at} 12\n" for at in range(20)]
    first.write_text("".join([*lines, "g 4+12\n"]), encoding="utf-8")
    second.write_text("".join([*lines, "g 12\n"]), encoding="utf-8")
    result = run(runner, first, second)
    assert "\n4* " in result.stdout
    assert "read AC1 and S beside them" in result.stdout


def test_what_an_absent_library_would_give_is_told_once(
    runner: CliRunner, sheets: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("krippendorff", "statsmodels.stats.inter_rater", "agreement", "pingouin"):
        monkeypatch.setitem(sys.modules, name, None)
    result = run(runner, *sheets)
    assert result.exit_code == 0
    assert "specific agreement                 0.75" in result.stdout
    assert result.stdout.count("needs statsmodels") == 1


def test_a_bad_row_is_told_and_the_rest_compared(runner: CliRunner, tmp_path: Path) -> None:
    first, second = tmp_path / "ann.txt", tmp_path / "bob.txt"
    first.write_text("a 12\nb smile\n", encoding="utf-8")
    second.write_text("a 12\n", encoding="utf-8")
    result = run(runner, first, second)
    assert result.exit_code == 2
    assert "row 2, score" in result.stderr
    assert "1 face that all of them scored" in result.stdout
