"""What the README tells a new user to type does what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
NEEDS_MORE = ("python3 -m venv", "curl ", "pip install")
RUN = [block for block in BLOCKS if not block.startswith(NEEDS_MORE)]


def test_the_readme_has_two_set_up_commands_and_blocks_to_run() -> None:
    set_up = [block for block in BLOCKS if block.startswith("python3 -m venv")]
    assert [block.split()[-1] for block in set_up] == ["serve", "pytest"]
    assert all(len(block.strip().splitlines()) == 1 for block in set_up)
    assert len(RUN) == 3


@pytest.mark.parametrize("block", RUN)
def test_a_block_of_the_readme_runs(block: str, tmp_path: Path) -> None:
    lines = "0002.jpg 4+9+12+25+26+43\n0003.jpg L12+24\n0004.jpg null\n"
    (tmp_path / "labels.txt").write_text(lines, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert "Error" not in done.stderr
