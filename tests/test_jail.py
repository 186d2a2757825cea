"""In the jail a query finds memory, its pipe and its store, and no network and no program."""

from __future__ import annotations

import platform
import socket
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

WALLED = sys.platform == "linux" and platform.machine() in ("x86_64", "aarch64")
BEFORE = """
import ctypes, os, pathlib, resource, signal, socket, subprocess, sys, threading
import pyoxigraph as ox
from brain2face.server import jail
argument = sys.argv[1]
"""
AFTER = """
def attempt():
    {attempt}
try:
    attempt()
except (OSError, RuntimeError) as error:
    print("refused", type(error).__name__, getattr(error, "errno", ""))
else:
    print("done")
"""
REFUSED = {
    "a socket": "socket.socket()",
    "a datagram socket": "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "a local socket": "socket.socket(socket.AF_UNIX)",
    "a socket of netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "to listen with what was open": "unbound.bind(('127.0.0.1', 0))",
    "to connect what was open": "unbound.connect(('127.0.0.1', int(argument)))",
    "to send where it likes": "datagrams.sendto(b'x', ('127.0.0.1', int(argument)))",
    "another program": "os.execv('/bin/true', ['true'])",
    "another process": "os.fork()",
    "a command": "subprocess.run(['true'])",
    "a spawned program": "os.posix_spawn('/bin/true', ['true'], {})",
    "a signal to its parent": "os.kill(os.getppid(), signal.SIGTERM)",
    "more memory": "resource.prlimit(0, resource.RLIMIT_AS, (1 << 40, 1 << 40))",
    "to trace": "trace()",
    "a ring of calls": "ring()",
    "SERVICE": "ox.Store().query(f'ASK {{ SERVICE <http://127.0.0.1:{argument}/> {{}} }}')",
    "LOAD": "ox.Store().update(f'LOAD <http://127.0.0.1:{argument}/>')",
}
UNWRITTEN = {
    "a new file": "open(os.path.join(folder, 'new'), 'w')",
    "a changed file": "open(kept, 'r+')",
    "an appended file": "open(kept, 'a')",
    "a removed file": "os.unlink(kept)",
    "a renamed file": "os.rename(kept, kept + '2')",
    "a shortened file": "os.truncate(kept, 0)",
    "a folder": "os.mkdir(os.path.join(folder, 'new'))",
    "a link": "os.symlink(kept, kept + '2')",
    "other rights": "os.chmod(kept, 0o777)",
}
ALLOWED = {
    "a thread": "thread = threading.Thread(target=int); thread.start(); thread.join()",
    "a file to read": "open(kept).read()",
    "a query in memory": "assert list(store.query('SELECT * { ?s ?p ?o }'))",
    "a query on disk": "assert len(list(disk.query('SELECT * { ?s ?p ?o }'))) == 20000",
    "a signal to itself": "os.kill(os.getpid(), 0)",
    "its pipe": "os.write(pipe[1], b'x'); assert os.read(pipe[0], 1) == b'x'",
    "its socket pair": "pair[0].sendall(b'x'); assert pair[1].recv(1) == b'x'",
    "a deep query": "ox.Store().query('ASK ' + '{' * 20000 + '}' * 20000)",
    "a core file of no size": "assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)",
}
PREPARED = """
folder = sys.argv[2]
kept = os.path.join(folder, "kept")
unbound, datagrams = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
pipe, pair = os.pipe(), socket.socketpair()
store = ox.Store()
store.update("INSERT DATA { <a:s> <a:p> 1 }")
disk = ox.Store.read_only(os.path.join(folder, "store"))
library = ctypes.CDLL(None, use_errno=True)
def trace():
    if library.ptrace(0, 0, 0, 0) < 0:
        raise OSError(ctypes.get_errno(), "refused")
def ring():
    if library.syscall(ctypes.c_long(425), ctypes.c_long(8), ctypes.c_long(0)) < 0:
        raise OSError(ctypes.get_errno(), "refused")
"""

pytestmark = pytest.mark.skipif(not WALLED, reason="this machine has no such filter")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jail")
    (folder / "kept").write_text("kept")
    store = ox.Store(str(folder / "store"))
    triples = "".join(f"<a:{i}> <a:p> {i} ." for i in range(20_000))
    store.bulk_load(input=triples, format=ox.RdfFormat.TURTLE)
    store.flush()
    return folder


def tried(what: str, folder: Path, *, writing: bool = False, port: int = 9) -> str:
    enter = f"assert jail.enter(memory=4 << 30, stack=96 << 20, writing={writing})"
    program = "\n".join([BEFORE, PREPARED, enter, AFTER.format(attempt=what)])
    command = [sys.executable, "-P", "-c", program, str(port), str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return run.stdout.strip() or f"ended by {run.returncode}: {run.stderr}"


@pytest.mark.parametrize("writing", [False, True], ids=["reading", "writing"])
@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused(what: str, writing: bool, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.setblocking(False)
        port = int(canary.getsockname()[1])
        assert tried(REFUSED[what], folder, writing=writing, port=port).startswith("refused ")
        with pytest.raises(BlockingIOError):
            canary.accept()


@pytest.mark.parametrize("what", UNWRITTEN)
def test_nothing_is_written_where_nothing_may_be(what: str, folder: Path) -> None:
    assert tried(UNWRITTEN[what], folder) == "refused PermissionError 13"
    assert sorted(path.name for path in folder.iterdir()) == ["kept", "store"]
    assert (folder / "kept").read_text() == "kept"


@pytest.mark.parametrize("writing", [False, True], ids=["reading", "writing"])
@pytest.mark.parametrize("what", ALLOWED)
def test_it_goes_on_working(what: str, writing: bool, folder: Path) -> None:
    assert tried(ALLOWED[what], folder, writing=writing) == "done"


def test_an_update_may_write_its_store(folder: Path, tmp_path: Path) -> None:
    change = "new = ox.Store(argument); new.update('INSERT DATA { <a:s> <a:p> 1 }'); new.flush()"
    run = tried(change.replace("argument", repr(str(tmp_path / "new"))), folder, writing=True)
    assert run == "done"
    assert len(ox.Store.read_only(str(tmp_path / "new"))) == 1


def test_memory_is_bounded(folder: Path) -> None:
    assert "MemoryError" in tried("bytearray(5 << 30)", folder)


def test_a_thread_that_was_there_before_is_walled_in_too(folder: Path) -> None:
    before = "go = threading.Event(); told = []\n"
    before += "def wait():\n    go.wait()\n    try:\n        socket.socket()\n"
    before += "    except OSError as error:\n        told.append(error)\n"
    before += "waiting = threading.Thread(target=wait); waiting.start()\n"
    enter = "assert jail.enter(memory=4 << 30)\ngo.set(); waiting.join(); print(len(told))"
    command = [sys.executable, "-P", "-c", f"{BEFORE}\n{before}\n{enter}", "9"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.stdout == "1\n"
