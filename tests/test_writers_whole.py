"""What every format keeps to: no folder of the user's, the number written, the examples printed."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from brain2face.cli import cli
from brain2face.knowledge import Knowledge
from brain2face.records import Span
from brain2face.writers import FORMATS, About, write
from brain2face.writers.rows import COLUMNS
from coded_events import coded, few, written

OUTPUTS = (Path(__file__).resolve().parents[1] / "docs/reference/outputs.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"^```\w*\n\$ brain2face code (\S+) --to (\w+)\n(.+?)^```$", OUTPUTS, re.DOTALL | re.MULTILINE
)

COUNTS = dict.fromkeys(("csv", "json", "jsonl", "ttl"), 7)
COUNTS |= {"eaf": 6, "emotionml": 5, "svg": 6, "png": 6}


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_folder_of_the_source_is_in_no_file(knowledge: Knowledge, fmt: str) -> None:
    about = About(source="/home/anna/study/few.csv", knowledge=knowledge)
    whole = written(few(knowledge), fmt, about)
    assert b"anna" not in whole
    named = fmt not in ("csv", "jsonl")
    assert (b"few.csv" in whole) == named


@pytest.mark.parametrize("fmt", ["json", "ttl", "eaf", "emotionml", "svg", "png"])
def test_standard_input_is_named_as_such(knowledge: Knowledge, fmt: str) -> None:
    about = About(source="standard input", knowledge=knowledge)
    assert b"standard input" in written(few(knowledge), fmt, about)


@pytest.mark.parametrize(("fmt", "count"), COUNTS.items())
def test_the_number_given_is_that_of_the_events_written(
    knowledge: Knowledge, fmt: str, count: int
) -> None:
    """Of seven events one has no times, and two name nothing."""
    events = [*few(knowledge), coded(knowledge, "12"), coded(knowledge, "25", Span(9, 10))]
    assert write(events, fmt, io.BytesIO(), About(knowledge=knowledge)) == count


def test_the_columns_of_the_table_are_those_documented() -> None:
    (told,) = re.findall(r"Columns in order: (.+?)\.\n", OUTPUTS, re.DOTALL)
    assert tuple(re.findall(r"`(\w+)`", told)) == COLUMNS


def test_every_textual_format_has_an_example() -> None:
    assert {fmt for _, fmt, _ in EXAMPLES} == {"csv", "jsonl", "ttl", "emotionml"}


@pytest.mark.parametrize(("name", "fmt", "example"), EXAMPLES)
def test_the_examples_are_what_the_command_prints(
    runner: CliRunner, tmp_path: Path, name: str, fmt: str, example: str
) -> None:
    """Breaks of lines are the document's own, and what an ellipsis stands for is left out."""
    (sheet,) = re.findall(rf"^<!-- file: {name} -->\n```csv\n(.+?)^```$", OUTPUTS, re.S | re.M)
    (tmp_path / name).write_text(sheet, encoding="utf-8")
    printed = _tight(runner.invoke(cli, ["code", str(tmp_path / name), "--to", fmt]).stdout)
    for part in filter(None, _tight(example).split("\u2026")):
        _, found, printed = printed.partition(part)
        assert found, part


def _tight(text: str) -> str:
    return "".join(text.split())
