"""``brain2face reason --compare`` tells what another version derives otherwise, without Java."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from brain2face.cli import cli
from brain2face.files import ontology_dir
from brain2face.reasoner import LOCK_FILE, committed, digest_of
from brain2face.terms import B2F, SOURCE

TODAY = ontology_dir() / LOCK_FILE
DONG = NamedNode(SOURCE + "dong2022/inferred")
EXCLUSIVE = NamedNode(B2F + "exclusivelySignals")
HAPPINESS, AU12, AU4 = (NamedNode(B2F + name) for name in ("Happiness", "AU12", "AU4"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["reason", *map(str, arguments)])


@pytest.fixture(autouse=True)
def without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("brain2face.reasoner.session.find_java", lambda: pytest.fail("asked Java"))


def former(folder: Path, lost: set[Quad], gained: set[Quad]) -> Path:
    """Write the file of a version of which these statements are lost and gained today."""
    quads = [*({*parse(path=TODAY)} - gained), *lost]
    random.Random(5).shuffle(quads)  # noqa: S311
    path = folder / "former.nq"
    serialize(quads, path, format=RdfFormat.N_QUADS)
    return path


def test_the_same_statements_in_another_order_and_format_are_the_same(tmp_path: Path) -> None:
    path = former(tmp_path, set(), set())
    assert digest_of(committed(path)) == digest_of(committed(TODAY))
    result = run("--compare", path)
    assert result.exit_code == 0
    assert "The same follows: no major version is needed for it." in result.output
    assert result.output.count(digest_of(committed(TODAY))) == 2


def test_what_is_lost_and_gained_is_told_in_words_with_both_digests(tmp_path: Path) -> None:
    gained = {Quad(AU12, EXCLUSIVE, HAPPINESS, DONG)}
    path = former(tmp_path, {Quad(AU4, EXCLUSIVE, HAPPINESS, DONG)}, gained)
    result = run("--compare", path)
    assert result.exit_code == 0
    assert "AU4 no longer exclusively signals happiness" in result.output
    assert "AU12 now exclusively signals happiness." in result.output
    assert "1 are lost and 1 gained: a major version." in result.output
    assert digest_of(committed(path)) != digest_of(committed(TODAY))
    assert digest_of(committed(path)) in result.output


def test_a_graph_that_is_no_more_is_told_too(tmp_path: Path) -> None:
    graph = NamedNode(SOURCE + "gone2001/inferred")
    result = run("--compare", former(tmp_path, {Quad(AU4, EXCLUSIVE, HAPPINESS, graph)}, set()))
    assert "In src:gone2001/inferred:\n  AU4 no longer exclusively signals" in result.output


def test_one_task_at_a_time(tmp_path: Path) -> None:
    result = run("--compare", former(tmp_path, set(), set()), "--check")
    assert (result.exit_code, "each is a task of its own" in result.output) == (2, True)


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.trig").write_text("GRAPH <urn:x:a> {", encoding="utf-8")
    result = run("--compare", tmp_path / "broken.trig")
    assert result.exit_code == 2
    assert "broken.trig" in result.output
    assert run("--compare", tmp_path / "absent.trig").exit_code == 2
