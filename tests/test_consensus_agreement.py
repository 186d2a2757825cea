"""What the consensus gives back of its own sources is what its documentation says."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "benchmarks" / "consensus_agreement.py"


@pytest.fixture(scope="module")
def tables(knowledge: Knowledge) -> str:
    benchmark = runpy.run_path(str(SCRIPT))
    found = list(benchmark["cases"](compile_profile(knowledge, "consensus")))
    assert len({(case.source, case.face, case.emotion) for case in found}) == len(found) > 100
    return str(benchmark["table"](found))


def test_the_documented_counts_are_those_measured(tables: str) -> None:
    assert tables in (ROOT / "docs" / "explanation" / "consensus.md").read_text(encoding="utf-8")


def test_the_counts_of_a_line_add_up(tables: str) -> None:
    lines = [line.strip("| ").split(" | ") for line in tables.splitlines() if "| -" not in line]
    figures = [[int(cell) for cell in line[1:]] for line in lines if line[1:] and line[1].isdigit()]
    assert len(figures) >= 10
    assert all(whole == sum(parts) for whole, *parts in figures)
