"""``.ci/release`` stops early and clearly, and makes a whole release; the workflow adds nothing."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml
from pyoxigraph import parse

import brain2face
from brain2face.files import ontology_dir
from brain2face.terms import ONTOLOGY

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / ".ci" / "release"
WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
VERSION = brain2face.__version__


def run(
    *arguments: str | Path, timeout: int = 60, script: Path = SCRIPT
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(script), *map(str, arguments)],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name the folder to write into"),
        (["--fast"], "there is no option --fast"),
        (["one", "two"], "not also two"),
    ],
)
def test_a_wrong_call_is_told(arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert (done.returncode, message in done.stderr) == (1, True)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()
    done = run(tmp_path)
    assert (done.returncode, "is not an empty folder" in done.stderr) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def jobs() -> dict[str, dict[str, object]]:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    found: dict[str, dict[str, object]] = workflow["jobs"]
    return found


def test_the_workflow_runs_on_tags_of_versions_and_calls_the_script() -> None:
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert workflow[True] == {"push": {"tags": ["v*"]}}
    steps = str(jobs()["make"]["steps"])
    assert '.ci/release release --tag "$GITHUB_REF_NAME"' in steps


def test_each_action_is_pinned_to_a_commit_and_no_secret_is_named() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert len(used) >= 5
    for action, comment in used:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)
    assert "secrets." not in text
    assert "password" not in text


def test_only_the_job_that_needs_it_may_write() -> None:
    assert {name: job["permissions"] for name, job in jobs().items()} == {
        "make": {"contents": "read"},
        "attach": {"contents": "write"},
        "pypi": {"id-token": "write"},
    }


@pytest.mark.long
def test_the_script_makes_a_whole_release(tmp_path: Path) -> None:
    done = run(tmp_path / "release", "--no-tests", timeout=560)
    assert done.returncode == 0, done.stdout + done.stderr
    made = {path.name: path for path in (tmp_path / "release").iterdir()}
    stem = f"brain2face-{VERSION}"
    packages = {f"{stem}-py3-none-any.whl", f"{stem}.tar.gz"}
    folders = {f"{stem}-ontology.tar.gz", f"{stem}-docs.tar.gz"}
    exports = {f"brain2face.{fmt}" for fmt in ("ttl", "owl", "ofn", "jsonld", "nq")}
    assert made.keys() == {*packages, *folders, *exports, "SHA256SUMS"}
    for line in made["SHA256SUMS"].read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(made[name].read_bytes()).hexdigest() == digest
    with zipfile.ZipFile(made[f"{stem}-py3-none-any.whl"]) as wheel:
        names = set(wheel.namelist())
    assert {"brain2face/data/ontology/inferred.trig", "brain2face/exports/writing.py"} <= names
    with tarfile.open(made[f"{stem}.tar.gz"]) as sdist:
        names = set(sdist.getnames())
    assert {f"{stem}/{name}" for name in (".ci/release", "docs/conf.py", "CITATION.cff")} <= names
    with tarfile.open(made[f"{stem}-docs.tar.gz"]) as docs:
        assert f"{stem}-docs/index.html" in docs.getnames()
    versions = {
        str(quad.object)
        for quad in parse(path=made["brain2face.ttl"])
        if quad.predicate.value.endswith("#versionIRI")
    }
    assert versions == {f"<{ONTOLOGY}/{VERSION}>"}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a folder with what the script compares first, wherever the package is installed."""
    root = tmp_path / "checkout"
    for source, name in (
        (SCRIPT, ".ci/release"),
        (Path(brain2face.__file__), "service/brain2face/__init__.py"),
        (ontology_dir() / "brain2face.ttl", "ontology/brain2face.ttl"),
        (ROOT / "CITATION.cff", "CITATION.cff"),
        (ROOT / "CHANGELOG.md", "CHANGELOG.md"),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, root / name)
    return root


def test_a_tag_of_another_version_or_an_open_changelog_stops_it(checkout: Path) -> None:
    script = checkout / ".ci" / "release"
    wrong = run(checkout / "one", "--tag", "v9.9.9", script=script)
    assert f"the tag is v9.9.9 and the version {VERSION}" in wrong.stderr
    changes = checkout / "CHANGELOG.md"
    closed = changes.read_text(encoding="utf-8").replace("## Unreleased", "## Later")
    changes.write_text(f"{closed}\n## Unreleased\n", encoding="utf-8")
    early = run(checkout / "two", "--tag", f"v{VERSION}", script=script)
    assert "still has an entry 'Unreleased'" in early.stderr
    changes.write_text(closed, encoding="utf-8")
    undocumented = run(checkout / "three", "--tag", f"v{VERSION}", script=script)
    assert "docs/conf.py is missing" in undocumented.stderr
    assert {wrong.returncode, early.returncode, undocumented.returncode} == {1}
