"""The command ``brain2face code`` on files: trackers' frames, sheets, ELAN, and every output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from brain2face.cli import cli
from fixture_files import fixture

SHEET = "subject,clip,onset,apex,offset,AU,emotion\ns1,c1,10,14,19,6+12,happy\ns1,c2,1,/,5,4?,x\n"
OUTPUTS = ["csv", "json", "jsonl", "ttl", "eaf", "emotionml", "svg", "png"]


def run(runner: CliRunner, *arguments: str) -> Result:
    result = runner.invoke(cli, ["code", *arguments])
    assert "Traceback" not in result.output
    assert not isinstance(result.exception, AssertionError)
    return result


def openface(*units: str, frames: int = 10, on: range = range(3, 5)) -> str:
    """Write a table of OpenFace at 25 frames a second, in which units show in some frames."""
    lines = ["frame, timestamp, confidence, success, AU12_r, AU12_c, AU04_c, AU45_c"]
    for frame in range(frames):
        shown = {unit: int(frame in on) for unit in units}
        values = [3 * shown.get("12", 0), shown.get("12", 0), shown.get("4", 0), shown.get("45", 0)]
        lines.append(f"{frame + 1}, {frame / 25:g}, 0.98, 1, " + ", ".join(map(str, values)))
    return "\n".join(lines) + "\n"


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.csv"
    path.write_text(openface("12"), encoding="utf-8")
    return path


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_frames_become_a_micro_expression_with_a_verdict(runner: CliRunner, clip: Path) -> None:
    (row,) = rows(run(runner, str(clip), "--to", "csv"))
    assert (row["onset_s"], row["duration_s"], row["length"]) == ("0.12", "0.08", "micro")
    assert (row["score"], row["verdict"], row["instrument"]) == ("12C", "happiness", "openface")
    assert {"16", "22", "24", "27", "43"} <= set(row["unseen"].split())


def test_the_definition_decides_what_is_micro(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "clip.csv"
    path.write_text(openface("12", frames=20, on=range(3, 11)), encoding="utf-8")
    lengths = {
        name: rows(run(runner, str(path), "--to", "csv", "--definition", name))[0]["length"]
        for name in ("dong2022", "casmesquared")
    }
    assert lengths == {"dong2022": "macro", "casmesquared": "micro"}


def test_a_blink_is_set_aside_and_told_unless_habits_are_kept(
    runner: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "clip.csv"
    path.write_text(openface("45"), encoding="utf-8")
    result = run(runner, str(path), "--to", "csv")
    assert rows(result) == []
    assert "set aside: 45 is habitual" in result.stderr
    kept = rows(run(runner, str(path), "--to", "csv", "--habits", "none"))
    assert [row["score"] for row in kept] == ["45"]


def test_a_declared_habit_takes_a_code_out_with_its_reason(
    runner: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "clip.csv"
    path.write_text(openface("4", "45"), encoding="utf-8")
    assert "4+45" in run(runner, str(path), "--habits", "brain2face").stdout
    result = run(runner, str(path), "--habits", "brain2face", "--habit", "45=4")
    assert "4+45" not in result.stdout
    assert "4 comes with 45 by habit" in result.stderr


def test_the_frown_of_a_blink_is_set_aside_as_the_paper_asks(
    runner: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "clip.csv"
    path.write_text(openface("4", "45"), encoding="utf-8")
    result = run(runner, str(path))
    assert result.stdout == ""
    assert "section 5 of Dong et al. 2022" in result.stderr


def test_a_threshold_for_intensity_lets_intensity_decide(runner: CliRunner, clip: Path) -> None:
    assert "12C" in run(runner, str(clip), "--threshold", "intensity=2").stdout
    assert run(runner, str(clip), "--threshold", "intensity=4").stdout == ""
    kept = run(runner, str(clip), "--threshold", "intensity=4", "--decided-by", "presence")
    assert "12C" in kept.stdout
    assert "disagree in frames of AU12 2" in kept.stderr


def test_the_frame_rate_that_times_rest_on_is_told(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(
        "Subject,Filename,OnsetFrame,ApexFrame,OffsetFrame,Action Units,Estimated Emotion"
        "\n01,a,1,5,20,12,happiness\n",
        encoding="utf-8",
    )
    assert "at 200 frames a second" in run(runner, str(path)).stderr


def test_a_minimum_of_a_tenth_of_a_second_says_what_it_leaves_out(
    runner: CliRunner, clip: Path
) -> None:
    result = run(runner, str(clip), "--minimum", "0.1")
    assert result.stdout == ""
    assert "too short: AU12 1" in result.stderr


def test_a_sheet_is_coded_row_by_row_and_doubts_are_told(runner: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text(SHEET, encoding="utf-8")
    result = run(runner, str(path), "--rate", "100", "--to", "csv")
    first, second = rows(result)
    assert (first["verdict"], first["duration_s"], first["label"]) == ("happiness", "0.1", "happy")
    assert (second["score"], second["doubtful"]) == ("null", "4")
    assert "row 3, s1/c2" in result.stderr
    assert run(runner, str(path), "--strict").exit_code == 2


def test_the_real_sheet_of_another_project_is_coded(runner: CliRunner) -> None:
    sheet = fixture("me_annotation_meb_per_annotation.xlsx")
    first, second = rows(run(runner, str(sheet), "--to", "csv"))
    assert (first["score"], first["verdict"], first["label"]) == ("1+2", "surprise", "happiness")
    assert (second["score"], second["outcome"]) == ("4+R12C", "ambiguous")
    assert json.loads(second["extra"])["notes"] == "some notes."


@pytest.mark.parametrize("to", OUTPUTS)
def test_every_output_is_written_whole(
    runner: CliRunner, clip: Path, tmp_path: Path, to: str
) -> None:
    out = tmp_path / f"coded.{to}"
    result = run(runner, str(clip), "-o", str(out))
    assert (result.exit_code, result.stdout) == (0, "")
    content = out.read_bytes()
    if to == "png":
        assert content.startswith(b"\x89PNG")
    elif to in ("eaf", "emotionml", "svg"):
        assert ElementTree.fromstring(content) is not None  # noqa: S314
    else:
        assert b"appiness" in content
    assert list(tmp_path.glob("*.part")) == []


def test_what_was_there_stays_if_the_file_cannot_be_coded(
    runner: CliRunner, tmp_path: Path
) -> None:
    bad, out = tmp_path / "bad.csv", tmp_path / "coded.csv"
    bad.write_text("subject,AU\ns1,12\ns2,soft focus\n", encoding="utf-8")
    out.write_text("dear old results", encoding="utf-8")
    assert run(runner, str(bad), "--strict", "-o", str(out)).exit_code == 2
    assert out.read_text(encoding="utf-8") == "dear old results"


def test_several_profiles_stand_side_by_side(runner: CliRunner, clip: Path) -> None:
    table = run(runner, str(clip), "--profile", "dong2022", "--profile", "facs2002").stdout
    head, line = table.splitlines()
    assert head.split()[-2:] == ["dong2022", "facs2002"]
    assert line.split()[-2:] == ["happiness", "happiness"]
    both = rows(run(runner, str(clip), "--profile", "all", "--to", "csv"))
    assert {row["profile"] for row in both} >= {"dong2022", "dong2022-corrected", "consensus"}
    assert "takes one profile" in run(runner, str(clip), "--profile", "all", "--to", "eaf").stderr


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--format", "openfacee", "Nearest: openface"),
        ("--definition", "dong", "dong2022"),
        ("--instrument", "openfase", "openface"),
        ("--threshold", "intensity", "write for example intensity=2"),
        ("--threshold", "loudness=2", "no scale"),
        ("--habit", "s3", "SUBJECT:ACTION=CODES"),
        ("--habits", "nobody", "brain2face"),
        ("--threshold", "intensity=9", "give 0 to 5"),
        ("--confidence", "2", "give a part of 1"),
        ("--gap", "-1", "0 or more seconds"),
        ("--together", "2", "part of one"),
        ("--rate", "0", "over 0"),
        ("--output", "coded.docx", ".csv"),
        ("--output", "no/such/folder.csv", "cannot be written"),
    ],
)
def test_a_wrong_choice_is_told_with_what_would_be_right(
    runner: CliRunner, clip: Path, option: str, value: str, said: str
) -> None:
    result = run(runner, str(clip), option, value)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
