"""The soak: what it takes for growth, and the whole of it for half a minute."""

from __future__ import annotations

import importlib
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
TIMES = [5.0 * number for number in range(110)]


@pytest.fixture
def growth(monkeypatch: pytest.MonkeyPatch) -> Any:
    if sys.platform != "linux":
        pytest.skip("the soak reads /proc, which only Linux has")
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("soak_watch").growth


@pytest.mark.parametrize("slope", [0.0, 0.5, -3.0])
@pytest.mark.parametrize("noise", [0.0, 30.0])
def test_what_stays_or_falls_or_creeps_within_a_twentieth_is_no_growth(
    growth: Any, slope: float, noise: float
) -> None:
    assert not growth(TIMES, figures(slope / TIMES[-1] * 20, noise), 0.0).grows


@pytest.mark.parametrize("noise", [0.0, 30.0])
def test_what_rises_by_a_third_grows_whatever_the_noise(growth: Any, noise: float) -> None:
    assert growth(TIMES, figures(100 / TIMES[-1], noise), 0.0).grows


@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_few_samples_tell_nothing(growth: Any, count: int) -> None:
    assert not growth(TIMES[:count], [300.0] * count, 0.0).grows


def figures(slope: float, noise: float) -> list[float]:
    draw = random.Random(1)  # noqa: S311
    return [300 + slope * time + draw.uniform(-noise, noise) for time in TIMES]


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="the soak reads /proc, which only Linux has")
def test_half_a_minute_of_honest_and_hostile_load_leaves_no_honest_answer_wrong_or_missing() -> (
    None
):
    command = [sys.executable, str(BENCHMARKS / "soak.py"), "--minutes", "0.5", "--rest", "1"]
    told = subprocess.run(
        command, capture_output=True, text=True, timeout=300, env={**os.environ}, check=False
    )
    assert told.returncode == 0, told.stdout[-3000:] + told.stderr[-3000:]
    assert "WRONG" not in told.stdout
    assert "gzip bomb: 413" in told.stdout
