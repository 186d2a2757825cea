"""Bad files through the command line: what is wrong, where, and what would be right; never a fault.

Whatever can be read of a file is read, and what cannot is told with its row; then the exit is 2.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bad_files import DAMAGED, GOOD, PARTLY, TOLD, frames, sheet
from brain2face.cli import cli


def run(path: Path, *more: str) -> Result:
    result = CliRunner().invoke(cli, ["code", str(path), *more])
    assert "Traceback" not in result.output
    assert "a fault of brain2face itself" not in result.stderr
    return result


def put(folder: Path, content: bytes, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("content", "said"), DAMAGED.values(), ids=DAMAGED)
def test_a_file_of_no_use_is_refused_with_what_would_be_right(
    content: bytes, said: list[str], tmp_path: Path
) -> None:
    result = run(put(tmp_path, content))
    assert (result.exit_code, result.stdout) == (2, "")
    for words in ("Error: ", "file.csv", *said):
        assert words in result.stderr


@pytest.mark.parametrize(("content", "coded", "said"), PARTLY.values(), ids=PARTLY)
def test_what_cannot_be_read_is_told_and_the_rest_is_coded(
    content: bytes, coded: list[str], said: list[str], tmp_path: Path
) -> None:
    path = put(tmp_path, content)
    result = run(path)
    assert result.exit_code == 2
    for words in coded:
        assert words in result.stdout
    for words in ("file.csv, row ", *said, "1 row could not be read"):
        assert words in result.stderr
    strict = run(path, "--strict")
    assert (strict.exit_code, strict.stdout) == (2, "")
    assert strict.stderr.startswith("Error: ")
    for words in ("file.csv, row ", *said):
        assert words in strict.stderr


@pytest.mark.parametrize(("content", "coded", "said"), TOLD.values(), ids=TOLD)
def test_what_is_odd_is_told_and_everything_is_read(
    content: bytes, coded: list[str], said: list[str], tmp_path: Path
) -> None:
    result = run(put(tmp_path, content))
    assert result.exit_code == 0
    for words in coded:
        assert words in result.stdout
    for words in said:
        assert words in result.stderr


def test_strict_stops_at_the_first_doubt_with_file_row_and_column(tmp_path: Path) -> None:
    path = put(tmp_path, sheet(GOOD, "p1,c2,1,2,3,4 or 7,joy", "p1,c3,1,2,3,soft,joy"))
    result = run(path, "--strict")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "file.csv, row 3, p1/c2: column 6: '4 or 7' as Action Units" in result.stderr
    assert "row 4" not in result.stderr


def test_a_folder_and_a_file_that_is_not_there_are_told(tmp_path: Path) -> None:
    folder = run(tmp_path)
    assert (folder.exit_code, "it is a folder; name a file in it" in folder.stderr) == (2, True)
    nothing = run(tmp_path / "none.csv")
    assert (nothing.exit_code, "there is no file of this name" in nothing.stderr) == (2, True)


@pytest.mark.parametrize("name", ["hex", "rot13", "idna", "undefined", "utf-9", ""])
def test_an_encoding_of_no_text_is_refused(name: str, tmp_path: Path) -> None:
    result = run(put(tmp_path, sheet(GOOD)), "--encoding", name)
    assert (result.exit_code, f"no encoding {name!r}" in result.stderr) == (2, True)


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_a_text_in_another_encoding_than_was_said_is_told(name: str, tmp_path: Path) -> None:
    result = run(put(tmp_path, sheet(GOOD)), "--encoding", name)
    assert (result.exit_code, f"not in the encoding {name}" in result.stderr) == (2, True)


def test_a_score_that_looks_like_a_column_is_no_column_of_a_tracker(tmp_path: Path) -> None:
    table = sheet("s1,f1,1,2,3,AU4,anger", "s2,f2,1,2,3,AU12C,joy")
    assert "12C" in run(put(tmp_path, table)).stdout
    listed = b"a.jpg AU1,AU2,AU4\nb.jpg AU12C,AU06,AU25\n"
    assert "6+12C+25" in run(put(tmp_path, listed, "list.txt")).stdout


def test_many_bad_rows_are_counted_and_not_all_told(tmp_path: Path) -> None:
    result = run(put(tmp_path, sheet(*["p,c,1,2,3,soft,x"] * 90, GOOD)))
    assert "90 rows could not be read" in result.stderr
    assert result.stderr.count("soft") < 30
    assert "disgust" in result.stdout


def test_only_what_has_frames_but_no_rate_is_told_to_need_one(tmp_path: Path) -> None:
    result = run(put(tmp_path, sheet("p1,c1,20,25,10,4+7,anger")))
    assert "--rate" not in result.stderr


def test_the_file_that_is_read_is_not_written_over(tmp_path: Path) -> None:
    path = put(tmp_path, sheet(GOOD))
    result = run(path, "-o", str(tmp_path / "." / "file.csv"))
    assert (result.exit_code, "write to another file" in result.stderr) == (2, True)
    assert path.read_bytes() == sheet(GOOD)
    old = put(tmp_path, b"dear old results", "old.csv")
    assert run(put(tmp_path, sheet()), "-o", str(old)).exit_code == 2
    assert old.read_bytes() == b"dear old results"


def test_an_option_for_frames_that_changes_nothing_in_a_sheet_is_told(tmp_path: Path) -> None:
    result = run(put(tmp_path, sheet(GOOD)), "--face", "2", "--gap", "0.1", "--rate", "100")
    assert "no frames of a tracker: --face, --gap changed nothing" in result.stderr
    assert "changed nothing" not in run(put(tmp_path, frames()), "--gap", "0.1").stderr
