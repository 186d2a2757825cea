"""The command line as a whole: help, version, and how faults are told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from brain2face import __version__
from brain2face.cli import COMMANDS, cli


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
    )


def fail_with(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    def load() -> None:
        raise fault

    monkeypatch.setattr("brain2face.commands.query.Knowledge.load", load)


def test_the_version_is_that_of_the_package(runner: CliRunner) -> None:
    assert runner.invoke(cli, ["--version"]).output == f"brain2face {__version__}\n"


def test_help_names_every_command_without_importing_any() -> None:
    code = (
        "import sys, json\nfrom brain2face.cli import cli\n"
        "try: cli(['--help'])\nexcept SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    *helped, modules = run_python(code).stdout.splitlines()
    for name in COMMANDS:
        assert any(line.startswith(f"  {name} ") for line in helped), name
    loaded = set(json.loads(modules))
    assert "click" in loaded
    assert not loaded & {"pyoxigraph", "rdflib", "flask", "owlready2", "rich", "SPARQLWrapper"}


def test_a_query_imports_neither_server_nor_reasoner() -> None:
    code = (
        "import sys\nfrom brain2face.cli import cli\n"
        "try: cli(['query', 'ASK {}'])\nexcept SystemExit: pass\n"
        "print(sorted({'rdflib', 'flask', 'owlready2', 'rich', 'pyoxigraph'} & set(sys.modules)))"
    )
    assert run_python(code).stdout == "yes\n['pyoxigraph']\n"


def test_an_unknown_command_is_refused(runner: CliRunner) -> None:
    result = runner.invoke(cli, ["qery"])
    assert result.exit_code == 2
    assert result.stderr == "Error: There is no command 'qery'. Nearest: query.\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_shows_no_mark_of_its_making(runner: CliRunner, name: str) -> None:
    result = runner.invoke(cli, [name, "--help"])
    assert result.exit_code == 0
    assert "\\b" not in result.output


def test_examples_keep_a_line_each(runner: CliRunner) -> None:
    assert "  brain2face serve --port 8001\n" in runner.invoke(cli, ["serve", "--help"]).output


def test_a_fault_of_the_program_is_one_line_without_traceback(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, RuntimeError("lost\nline"))
    result = runner.invoke(cli, ["query", "ASK {}"])
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: a fault of brain2face itself (RuntimeError: lost line)")
    assert "BRAIN2FACE_DEBUG=1" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_fault_shows_its_traceback_when_asked_to() -> None:
    code = "from brain2face.cli import main\nimport sys\nsys.argv[1:] = ['query', 'FOO']\nmain()"
    assert "Traceback" in run_python(code, BRAIN2FACE_DEBUG="1").stderr
    assert "Traceback" not in run_python(code).stderr


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_quiet(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    fail_with(monkeypatch, fault)
    result = runner.invoke(cli, ["query", "ASK {}"])
    assert (result.exit_code, result.output.strip()) == (130, "")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("text", ["ASK {}", "SELECT ?s { ?s ?p ?o }"])
def test_a_reader_that_went_away_is_no_fault(text: str, unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "brain2face", "query", text],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    os.close(writing)
    assert (result.returncode, result.stderr) == (1, b"")


def test_an_interrupt_ends_a_running_query_at_once() -> None:
    rows = " ".join(map(str, range(300)))
    crossed = " ".join(f"VALUES ?v{i} {{ {rows} }}" for i in range(5))
    process = subprocess.Popen(
        [sys.executable, "-m", "brain2face", "query", f"SELECT (COUNT(*) AS ?n) {{ {crossed} }}"],
        stderr=subprocess.PIPE,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=5)
    assert (process.returncode, said) == (-signal.SIGINT, b"")
