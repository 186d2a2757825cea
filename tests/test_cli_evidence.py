"""The command ``evidence``: two files into a table, a CSV or a graph, with every warning told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brain2face.cli import cli
from evidence_world import drawn

LABELS = "a.jpg 6+12\nb.jpg 6+12B\nc.jpg L12+R12\nd.jpg 4\ne.jpg 4+12?\nnot-scored.jpg 9\n"
SCORES = "a.jpg 0 0 0 .8 .2 0\nb.jpg 0 0 0 .6 .4 0\nc.jpg 0 0 0 .6 .4 0\nd.jpg 0 0 0 .3 .7 0\n"
SCORES += "e.jpg 0 0 0 .4 .6 0\nnot-labelled.jpg 1 0 0 0 0 0\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    labels, scores = tmp_path / "labels.txt", tmp_path / "scores.txt"
    labels.write_text(LABELS, encoding="utf-8")
    scores.write_text(SCORES, encoding="utf-8")
    return str(labels), str(scores)


def run(*arguments: str, text: str | None = None) -> Result:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(cli, ["evidence", *arguments], input=text)
    assert "Traceback" not in result.output
    return result


def test_both_tables_are_shown_with_the_images_that_count(files: tuple[str, str]) -> None:
    result = run(*files)
    assert result.exit_code == 0
    first, second = result.stdout.split("Algorithm 2 as published")
    assert first.startswith("Algorithm 1 as published: shares of the codes' counts")
    assert "1 12  0.6667 2*" in first
    assert "1 6   0.7000 2*" in second
    assert "* fewer than 20" in second


def test_what_was_left_out_is_told_with_names(files: tuple[str, str]) -> None:
    told = run(*files).stderr
    assert "1 images have no scores and were left out: not-scored.jpg" in told
    assert "1 images have no label and were left out: not-labelled.jpg" in told
    assert "1 images have codes in doubt, which were not counted: e.jpg" in told
    assert "Algorithm 1: 5 images; 2 repeat a combination" in told
    assert "figures rest on fewer than 20 images" in told


def test_the_csv_has_every_figure_and_a_warning_where_few_images_count(
    files: tuple[str, str],
) -> None:
    result = run(*files, "--to", "csv", "--least", "3")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    found = {(row["emotion"], row["code"], row["method"]): row for row in rows}
    mean = found["happiness", "12", "Algorithm 2"]
    assert (mean["label"], mean["n"], mean["rank"]) == ("AU12 lip corner puller", "3", "2")
    assert float(mean["value"]) == pytest.approx((0.8 + 0.6 + 0.6) / 3, abs=1e-6)
    assert mean["warning"] == ""
    assert found["happiness", "6", "Algorithm 2"]["warning"] == "fewer than 3 images counted"
    assert {row["reading"] for row in rows} == {"published"}


def test_the_printed_reading_gives_sums(files: tuple[str, str]) -> None:
    result = run(*files, "--algorithm", "2", "--reading", "printed", "--to", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    happy = {row["code"]: float(row["value"]) for row in rows if row["emotion"] == "happiness"}
    assert happy == pytest.approx({"12": 2.0, "6": 1.4, "4": 0.7})


def test_a_graph_is_written_and_codes_a_face(tmp_path: Path) -> None:
    labels, scores = drawn(600, seed=2)
    first, second, graph = (tmp_path / name for name in ("l.txt", "s.csv", "mine.ttl"))
    first.write_text("".join(f"{name} {one or '0'}\n" for name, one in labels.items()), "utf-8")
    emotions = [iri.rpartition("/")[2] for iri in next(iter(scores.values()))]
    lines = [",".join(["image", *emotions])]
    lines += [",".join([name, *map(str, found.values())]) for name, found in scores.items()]
    second.write_text("\n".join(lines), "utf-8")
    made = run(str(first), str(second), "--algorithm", "2", "-o", str(graph))
    assert (made.exit_code, made.stdout) == (0, "")
    told = CliRunner().invoke(cli, ["code", "6+12", "--profile", str(graph)])
    assert "Verdict under mine" in told.stdout
    assert "Happiness" in told.stdout
    assert "Algorithm 2 as published: AU6 happiness" in " ".join(told.stdout.split())


def test_one_of_the_files_may_be_standard_input(files: tuple[str, str]) -> None:
    assert run("-", files[1], text=LABELS).stdout == run(*files).stdout
    assert run(files[0], "-", text=SCORES).stdout == run(*files).stdout
    assert "not both" in run("-", "-").stderr


def test_a_line_that_cannot_be_read_is_told_and_the_rest_counts(
    files: tuple[str, str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(SCORES + "f.jpg 0 0 much 0 0 0\n", encoding="utf-8")
    result = run(files[0], str(bad))
    assert result.exit_code == 2
    assert f"{bad}, line 7, column 4: 'much' is no number: write a share" in result.stderr
    assert result.stdout == run(*files).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "ttl"), "say --algorithm 1 or --algorithm 2"),
        (("--order", "fear, hapiness"), "'hapiness', number 2 of the scores"),
        (("-o", "table.doc"), "ends in none of"),
        (("--algorithm", "2", "-o", "none/x.csv"), "cannot be written"),
        (("--algorithm", "1", "--to", "ttl", "--base", "no iri"), "begins no IRI"),
        (("--format", "openfaces"), "There is no format 'openfaces'"),
    ],
)
def test_what_cannot_be_asked_for_is_told_with_what_can(
    files: tuple[str, str], arguments: tuple[str, ...], said: str
) -> None:
    result = run(*files, *arguments)
    assert result.exit_code in (1, 2)
    assert said in result.stderr


def test_files_without_a_common_name_are_told_with_names_of_both(
    files: tuple[str, str], tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("train_a.jpg 0 0 0 1 0 0\n", encoding="utf-8")
    result = run(files[0], str(other))
    assert result.exit_code == 2
    assert "No image is both in" in result.stderr
    assert "scores: train_a.jpg" in result.stderr
    assert "Labels: a.jpg, b.jpg, c.jpg and 3 more" in result.stderr


def test_frames_of_a_tracker_are_no_labels(files: tuple[str, str], tmp_path: Path) -> None:
    frames = tmp_path / "frames.csv"
    head = "frame, face_id, timestamp, confidence, success, AU12_r, AU12_c\n"
    frames.write_text(head + "1, 0, 0.0, 0.98, 1, 2.0, 1.0\n", encoding="utf-8")
    result = run(str(frames), files[1])
    assert result.exit_code in (1, 2)
    assert "evidence needs scored images" in result.stderr
