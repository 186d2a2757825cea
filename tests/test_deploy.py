"""The examples for running the service name only settings and metrics that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brain2face.server.meters import COUNTERS, GAUGES
from brain2face.settings import Settings, read_settings
from brain2face.settings.fields import all_settings

DOCUMENTS = Path(__file__).parents[1] / "docs"
EXAMPLES = sorted((DOCUMENTS / "deploy").iterdir())


def test_there_are_examples() -> None:
    assert {path.name for path in EXAMPLES} >= {"Dockerfile", "compose.yaml", "brain2face.service"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_names_only_settings_that_there_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    variables = re.findall(r"(BRAIN2FACE_[A-Z_]+)[=:] ?\"?([^\s\"]+)", text)
    flags = re.findall(r" (--[a-z-]+)", text.partition("ExecStart=")[2].partition("\n")[0])
    assert variables or flags
    assert set(flags) <= {setting.flag for setting in all_settings().values()}
    environ = {name: value for name, value in variables if not name.endswith("_FILE")}
    assert isinstance(read_settings({}, environ), Settings)


def test_the_document_names_only_metrics_that_there_are() -> None:
    text = (DOCUMENTS / "howto" / "deploy.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`brain2face_([a-z_]+)`", text))
    there = {f"{name}_total" for name in COUNTERS} | set(GAUGES) | {"request_seconds"}
    assert named
    assert named <= there
