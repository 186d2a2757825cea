"""What the tests share: the real ontology, a world small enough to hold in the head, a runner."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import settings

from brain2face.knowledge import Knowledge

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

WORLD = Path(__file__).parent / "worlds" / "small"

UNITS_OF = """\
#+ question = "Which units signal this emotion?"
#+ tags = ["units"]
#+ [parameters.emotion]
#+ type = "emotion"
#+ description = "the emotion"

PREFIX b2f: <https://w3id.org/brain2face/>
SELECT ?unit {
  VALUES ?emotion { b2f:Happiness }
  ?unit b2f:signals ?emotion
}
ORDER BY ?unit
"""


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="session")
def small() -> Knowledge:
    return Knowledge.load(WORLD)


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def questions_folder(tmp_path: Path) -> Path:
    (tmp_path / "units-of.rq").write_text(UNITS_OF, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small_package(monkeypatch: pytest.MonkeyPatch, questions_folder: Path) -> None:
    monkeypatch.setattr("brain2face.files.ontology_dir", lambda: WORLD)
    monkeypatch.setattr("brain2face.questions.queries_dir", lambda: questions_folder)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where no skip is allowed, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("BRAIN2FACE_NO_SKIP") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
