"""A page of the documents, done as a reader would: its blocks in order, in one folder.

``127.0.0.1:8000`` is the service that the page starts, or one that is started for it;
``127.0.0.1:7878`` is an Oxigraph. Both listen at free ports.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

from doc_blocks import Block
from doc_languages import READ
from running_service import free_port, running
from sparql_servers import oxigraph

__all__ = ["Page", "shows"]

_SECONDS: Final = 300
_SERVICE: Final = "127.0.0.1:8000"
_STORE: Final = "127.0.0.1:7878"
_SERVE: Final = re.compile(r"^(?:[A-Z_0-9]+=\S+ )*brain2face serve\b")
_PRINTED: Final = re.compile(r"^ *print\(.*\)  # (.+)$", re.MULTILINE)
_COMMAND: Final = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n?)*)", re.MULTILINE)


def shows(shown: str, printed: str) -> bool:
    """Say whether a text is shown truly: breaks and spaces aside, ``…`` for what is left out."""
    rest = "".join(printed.split())
    for part in filter(None, "".join(shown.split()).split("…")):
        _, found, rest = rest.partition(part)
        if not found:
            return False
    return True


class Page:
    """The folder, the servers and the names of one page while its blocks are run."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.names: dict[str, Any] = {"__name__": "__main__"}
        self.printed = ""
        self.store: str | None = None
        self.service: str | None = None
        self._served: ExitStack = stack.enter_context(ExitStack())

    def do(self, block: Block) -> None:
        """Run a block, or read it; an assertion says what is wrong with it."""
        if block.file:
            (self.folder / block.file).write_text(block.text, encoding="utf-8")
        if block.output:
            assert shows(block.text, self.printed), f"it is not what is printed: {self.printed}"
        elif block.reason:
            if block.language == "sh":
                self._bash("-n", "-c", block.text)
        elif block.language == "sh":
            self.printed = self._script(block.text)
        elif block.language == "console":
            self._console(block.text)
        elif block.language == "python":
            self._python(block)
        elif block.language != "text":
            READ[block.language](block.text)

    def _script(self, text: str) -> str:
        printed, lines = "", ""
        for line in text.replace("\\\n", " ").splitlines():
            if not _SERVE.match(line):
                lines += f"{line}\n"
                continue
            printed += self._run(lines)
            lines = ""
            self._serve(line.partition("  #")[0])
        return printed + self._run(lines)

    def _console(self, text: str) -> None:
        commands = _COMMAND.findall(text)
        assert commands, "a console shows a command after a $"
        for command, shown in commands:
            printed = self._script(command)
            assert shows(shown, printed), f"it prints: {printed}"

    def _python(self, block: Block) -> None:
        text = self._here(block.text)
        out = io.StringIO()
        with contextlib.chdir(self.folder), contextlib.redirect_stdout(out):
            if text.startswith(">>> "):
                test = doctest.DocTestParser().get_doctest(
                    text, self.names, block.place, block.page, block.line
                )
                done = doctest.DocTestRunner().run(test, clear_globs=False, out=out.write)
                self.names.update(test.globs)
                assert not done.failed, out.getvalue()
            else:
                code = compile("\n" * block.line + text, block.page, "exec")
                exec(code, self.names)  # noqa: S102
        self.printed = out.getvalue()
        for said in _PRINTED.findall(text):
            assert said in self.printed.splitlines(), f"{said} is not in {self.printed}"

    def _run(self, lines: str) -> str:
        return self._bash("-euo", "pipefail", "-c", self._here(lines)) if lines.strip() else ""

    def _bash(self, *arguments: str) -> str:
        done = subprocess.run(
            ["bash", *arguments],
            cwd=self.folder,
            env=_environment(),
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"exit code {done.returncode}: {done.stderr or done.stdout}"
        assert "Error" not in done.stderr, done.stderr
        if "brain2face " in arguments[-1] and "-n" not in arguments:
            assert done.stdout or done.stderr, "it says nothing"
        return done.stdout

    def _here(self, text: str) -> str:
        if _STORE in text:
            if self.store is None:
                (self.folder / "oxigraph").mkdir()
                url = self.stack.enter_context(oxigraph(self.folder / "oxigraph"))
                self.store = url.removeprefix("http://").removesuffix("/query")
            text = text.replace(_STORE, self.store)
        if _SERVICE in text:
            if self.service is None:
                self.service = f"127.0.0.1:{self._served.enter_context(running()).port}"
            text = text.replace(_SERVICE, self.service)
        return text

    def _serve(self, command: str) -> None:
        self._served.close()
        port = free_port()
        self._served.enter_context(_serving(f"{self._here(command)} --port {port}", self.folder))
        self.service = f"127.0.0.1:{port}"


@contextmanager
def _serving(command: str, folder: Path) -> Iterator[None]:
    with subprocess.Popen(
        ["bash", "-c", f"exec env {command}"],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout
            said = ""
            while "answers at" not in said:
                line = process.stdout.readline()
                said += line
                assert line, f"it does not serve: {said}"
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=_SECONDS)


def _environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if "BRAIN2FACE_" not in name}
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {
        **own,
        **threads,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
