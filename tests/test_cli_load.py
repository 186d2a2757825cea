"""``brain2face load``: all the files or none, and a store that queries find them in."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from brain2face.cli import cli
from brain2face.knowledge import Knowledge
from brain2face.stores import Generations
from conftest import WORLD
from store_world import ENVIRONMENT, generations_of

TRIPLE = "<http://e.org/s> <http://e.org/p> {} .\n"
GRAPH = "http://e.org/g"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("brain2face.files.ontology_dir", lambda: WORLD)
    monkeypatch.setattr("brain2face.ontology_folder.ontology_dir", lambda: WORLD)
    monkeypatch.chdir(tmp_path)
    Path("one.ttl").write_text(TRIPLE.format(1), encoding="utf-8")
    Path("two.nt").write_text(TRIPLE.format("<http://e.org/o>") * 2, encoding="utf-8")
    Path("bad.ttl").write_text(TRIPLE.format(7) + "oh", encoding="utf-8")


def load(runner: CliRunner, *arguments: str, given: str | None = None) -> Result:
    return runner.invoke(cli, ["load", *arguments, "--store", "data"], input=given)


def mine(graph: str | None = None) -> int:
    """Count what the user has in the store."""
    where = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
    with Generations.open(Path("data"), create=False).read() as reading:
        subject = ox.NamedNode("http://e.org/s")
        return len(list(reading.store.quads_for_pattern(subject, None, None, where)))


def test_files_are_loaded_beside_the_ontology(runner: CliRunner, small: Knowledge) -> None:
    result = load(runner, "one.ttl", "two.nt")
    whole = len(small.store) + 2
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"one.ttl: 1 new quads\ntwo.nt: 1 new quads\nGeneration 2 of data holds {whole:,} quads.\n"
    )
    assert mine() == 2


def test_what_is_there_already_is_no_new_quad(runner: CliRunner) -> None:
    load(runner, "one.ttl")
    assert load(runner, "one.ttl").stdout.startswith("one.ttl: 0 new quads\nGeneration 3 ")


def test_triples_go_into_the_graph_that_is_named(runner: CliRunner) -> None:
    load(runner, "one.ttl", "--graph", GRAPH)
    assert (mine(), mine(GRAPH)) == (0, 1)


def test_a_graph_is_replaced_in_one_step(runner: CliRunner) -> None:
    load(runner, "one.ttl", "--graph", GRAPH)
    assert load(runner, "bad.ttl", "--graph", GRAPH, "--replace").exit_code == 2
    assert mine(GRAPH) == 1
    load(runner, "two.nt", "--graph", GRAPH, "--replace")
    assert mine(GRAPH) == 1
    result = load(runner, "two.nt", "--replace")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name it by --graph" in result.stderr


def test_one_bad_file_and_none_is_loaded(runner: CliRunner) -> None:
    load(runner, "two.nt")
    result = load(runner, "one.ttl", "bad.ttl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: bad.ttl, line 2, column 1: ")
    assert mine() == 1
    assert generations_of(Path("data")) == {"2"}


def test_a_file_that_is_not_there_is_told_before_a_store_is_made(runner: CliRunner) -> None:
    result = load(runner, "one.ttl", "absent.ttl")
    assert (result.exit_code, result.stderr) == (2, "Error: There is no file absent.ttl.\n")
    assert not Path("data").exists()


def test_standard_input_is_loaded(runner: CliRunner) -> None:
    assert load(runner, "-", "--format", "turtle", given=TRIPLE.format(3)).exit_code == 0
    assert mine() == 1
    assert load(runner, "-", given="").exit_code == 2


@pytest.mark.parametrize("graph", ["faces", "http://e.org/a b", ""])
def test_a_graph_that_is_no_iri_is_refused(runner: CliRunner, graph: str) -> None:
    result = load(runner, "one.ttl", "--graph", graph)
    assert result.exit_code == 2
    assert f"--graph {graph!r} is no IRI" in result.stderr


def test_a_folder_of_other_things_is_refused_with_exit_code_1(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["load", "one.ttl", "--store", "."])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: . is no store: it holds 'bad.ttl'.")


def test_a_plain_oxigraph_store_says_how_it_is_loaded_and_is(runner: CliRunner) -> None:
    ox.Store("old").load(TRIPLE.format(5).encode(), format=ox.RdfFormat.TURTLE)
    result = runner.invoke(cli, ["load", "one.ttl", "--store", "old"])
    assert result.exit_code == 1
    assert "`brain2face load old --store FOLDER`" in result.stderr
    assert load(runner, "old").stdout.startswith("old: 1 new quads\n")


def test_whoever_watches_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    watched, terminal = pty.openpty()
    command = [sys.executable, "-m", "brain2face", "load", "one.ttl", "--store", "data"]
    loading = subprocess.run(command, stdout=subprocess.PIPE, stderr=terminal, timeout=60)
    os.close(terminal)
    assert loading.returncode == 0
    assert b"loading" in os.read(watched, 1 << 16)
    os.close(watched)


def test_a_disk_that_is_full_changes_nothing_and_is_told(runner: CliRunner) -> None:
    load(runner, "one.ttl")
    lines = "".join(TRIPLE.format(f'"{i**5}"') for i in range(30_000))
    Path("many.nt").write_text(lines, encoding="utf-8")
    command = [sys.executable, "-m", "brain2face", "load", "many.nt", "--store", "data"]
    script = (
        "import resource, runpy, sys; from pathlib import Path; import brain2face.files as files;"
        "import brain2face.ontology_folder as ontology;"
        f"files.ontology_dir = ontology.ontology_dir = lambda: Path({str(WORLD)!r});"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, 250_000));"
        f"sys.argv = {command[2:]!r}; runpy.run_module('brain2face', run_name='__main__')"
    )
    full = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=ENVIRONMENT, timeout=60
    )
    assert (full.returncode, full.stdout) == (1, "")
    assert full.stderr == (
        "Error: The store data cannot be used: File too large. Nothing was changed.\n"
    )
    assert mine() == 1
    assert load(runner, "many.nt").exit_code == 0
    assert mine() == 30_001
    assert generations_of(Path("data")) == {"3"}
