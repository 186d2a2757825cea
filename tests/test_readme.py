"""What the README tells a new user to type does what it says; test_docs_blocks runs all of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from doc_samples import write_samples
from sparql_servers import oxigraph

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_readme_has_two_set_up_commands_and_blocks_to_run() -> None:
    set_up = [block for block in BLOCKS if block.startswith("python3 -m venv")]
    assert ["brain2face serve" in block for block in set_up] == [True, False]
    assert [" -m pytest" in block for block in set_up] == [False, True]
    assert all(len(block.strip().splitlines()) == 1 for block in set_up)
    assert len(PYTHON) == 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the files that the README speaks of."""
    write_samples(tmp_path)
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
