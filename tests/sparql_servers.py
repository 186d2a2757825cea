"""Real SPARQL servers for the tests: an Oxigraph and a Virtuoso, each in a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from brain2face.remote import Access
from brain2face.remote.addresses import Addresses
from brain2face.remote.wire import Wire
from brain2face.remote.writing import Writer

__all__ = ["free_port", "oxigraph", "updated", "virtuoso"]

_SECONDS = 60
_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
CaseMode = 2
DirsAllowed = {folder}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5

[SPARQL]
ResultSetMaxRows = 10000
"""


def free_port() -> int:
    """Give a port of this machine that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


@contextmanager
def oxigraph(folder: Path, *, read_only: bool = False) -> Iterator[str]:
    """Run an Oxigraph server; give the address that it is asked at."""
    port = free_port()
    binary = Path(sys.executable).with_name("oxigraph")
    program = str(binary) if binary.exists() else shutil.which("oxigraph")
    if program is None:
        pytest.skip("the server oxigraph is not here: pip install oxigraph")
    way = "serve-read-only" if read_only else "serve"
    command = [program, way, "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, port):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run a Virtuoso whose user dba has the password dba; give the address it is asked at."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not here: apt install virtuoso-opensource-7")
    sql, http = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder=folder, sql=sql, http=http), encoding="utf-8")
    with _running([program, "+foreground", "+configfile", str(ini)], folder, http):
        yield f"http://127.0.0.1:{http}/sparql"


@contextmanager
def _running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    with (folder / "said.txt").open("wb") as said:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
    try:
        _await(process, port, folder)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)


def _await(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    said = (folder / "said.txt").read_text(encoding="utf-8", errors="replace")[-500:]
    raise AssertionError(f"the server did not start: {said}")


def updated(access: Access, text: str) -> None:
    """Have a store that ``oxigraph`` or ``virtuoso`` runs do one update."""
    virtuoso_there = access.url.endswith("/sparql")
    base = access.url.rsplit("/", 1)[0]
    where = f"{base}/sparql-auth" if virtuoso_there else f"{base}/update"
    Writer(Wire(access, [where]), Addresses(where, None)).update(text)
