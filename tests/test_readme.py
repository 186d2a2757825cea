"""What the README tells a new user to type does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sparql_servers import oxigraph

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
NEEDS_MORE = ("python3 -m venv", "curl ", "pip install", "brain2face serve", "brain2face publish")
RUN = [block for block in BLOCKS if not block.startswith(NEEDS_MORE)]


def test_the_readme_has_two_set_up_commands_and_blocks_to_run() -> None:
    set_up = [block for block in BLOCKS if block.startswith("python3 -m venv")]
    assert [block.split()[-1] for block in set_up] == ["serve", "pytest"]
    assert all(len(block.strip().splitlines()) == 1 for block in set_up)
    assert len(RUN) == 6
    assert len(PYTHON) == 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the files that the README speaks of."""
    lines = "0002.jpg 4+9+12+25+26+43\n0003.jpg L12+24\n0004.jpg null\n"
    for name in ("labels.txt", "coder1.txt", "coder2.txt"):
        (tmp_path / name).write_text(lines, encoding="utf-8")
    sheet = "subject,AU,emotion\ns1,6+12,happiness\ns2,4+9,disgust\n"
    (tmp_path / "sheet.csv").write_text(sheet, encoding="utf-8")
    scores = "".join(f"000{name}.jpg 0.1 0 0.2 0.6 0.1 0\n" for name in (2, 3, 4))
    (tmp_path / "scores.txt").write_text(scores, encoding="utf-8")
    rows = [f"{frame + 1}, {frame / 25:g}, 1, 1, {3 * (9 < frame < 13)}" for frame in range(25)]
    table = "\n".join(["frame, timestamp, confidence, success, AU12_r", *rows, ""])
    (tmp_path / "openface.csv").write_text(table, encoding="utf-8")
    mine = "<urn:x:a> <urn:x:b> <urn:x:c> ."
    (tmp_path / "mine.ttl").write_text(mine, encoding="utf-8")
    return tmp_path


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("block", RUN)
def test_a_block_of_the_readme_runs(block: str, folder: Path) -> None:
    done = run(folder, "bash", "-euo", "pipefail", "-c", block)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert "Error" not in done.stderr


def test_the_store_elsewhere_of_the_readme_is_filled_and_asked(folder: Path) -> None:
    (block,) = (block for block in BLOCKS if block.startswith("brain2face publish"))
    with oxigraph(folder) as url:
        there = block.replace("http://127.0.0.1:7878", url.removesuffix("/query"))
        done = run(folder, "bash", "-euo", "pipefail", "-c", there)
    assert done.returncode == 0, done.stderr
    assert "lip stretcher" in done.stdout


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    done = run(folder, sys.executable, "-c", PYTHON[0])
    assert done.returncode == 0, done.stderr
    first, *events = done.stdout.splitlines()
    assert first.startswith("surprise 0.9")
    assert len(events) == 1
    assert "micro happiness" in events[0]
