"""kill -9 at any moment: what was acknowledged is there, and the store can be read and written."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from brain2face.stores import Generations
from store_world import EXAMPLE, add, generations_of, numbers, python

ENDLESS_UPDATES = """
import sys
from pathlib import Path
from store_world import add
from brain2face.stores import Generations
generations = Generations.open(Path(sys.argv[1]), create=False)
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**9):
    add(generations, number)
    print(number, flush=True)
"""
ENDLESS_LOADS = """
import sys
from pathlib import Path
import pyoxigraph as ox
from store_world import EXAMPLE
from brain2face.stores import Generations, Source, load_source
generations, source = Generations.open(Path(sys.argv[1]), create=False), Source.named(sys.argv[3])
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**9):
    graph = ox.NamedNode(f"{EXAMPLE}graph/{number}")
    generations.write(lambda store: load_source(store, source, graph))
    print(number, flush=True)
"""
KILLED_AT = """
import importlib, os, signal, sys
from pathlib import Path
module, name, when = sys.argv[2:]
home = importlib.import_module("brain2face.stores." + module)
for part in name.split(".")[:-1]:
    home = getattr(home, part)
name = name.split(".")[-1]
from store_world import add
from brain2face.stores import Generations
def open_store():
    return Generations.open(Path(sys.argv[1]))
generations = None if when == "open" else open_store()
original = getattr(home, name)
def killing(*said, **more):
    if when == "after":
        original(*said, **more)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(home, name, killing)
add(generations or open_store(), 99)
print("not killed")
"""
ROUNDS = 20
TRIPLES = 3000


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "data"


def killed(script: str, *arguments: object, turn: int) -> list[int]:
    """Kill a writer, every other time after its first change; give what it had acknowledged."""
    writer = python(script, *arguments)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    begun = writer.stdout.readline() if turn % 2 else ""
    time.sleep(0.02 * turn)
    writer.kill()
    told, faults = writer.communicate(timeout=60)
    assert (faults, writer.returncode) == ("", -signal.SIGKILL)
    lines = (begun + told).splitlines(keepends=True)
    return [int(line) for line in lines if line.endswith("\n")]


def test_twenty_kills_during_updates_lose_nothing_acknowledged(directory: Path) -> None:
    acknowledged, first = 0, 0
    generations = Generations.open(directory)
    for turn in range(ROUNDS):
        told = killed(ENDLESS_UPDATES, directory, first, turn=turn)
        acknowledged += len(told)
        held = numbers(Generations.open(directory, create=False))
        assert held == list(range(len(held)))
        assert len(held) <= first + len(told) + 1
        assert set(told) <= set(held)
        first = len(held)
    assert acknowledged >= ROUNDS // 2
    add(generations, first)
    assert generations_of(directory) == {str(generations.current())}


def test_twenty_kills_during_loads_leave_each_file_whole_or_absent(
    directory: Path, tmp_path: Path
) -> None:
    file = tmp_path / "many.nt"
    lines = [f'<{EXAMPLE}{i}> <{EXAMPLE}p> "{i}" .\n' for i in range(TRIPLES)]
    file.write_text("".join(lines), encoding="utf-8")
    acknowledged, first = 0, 0
    generations = Generations.open(directory)
    for turn in range(ROUNDS):
        told = killed(ENDLESS_LOADS, directory, first, file, turn=turn)
        acknowledged += len(told)
        with Generations.open(directory, create=False).read() as reading:
            held = sorted(
                int(str(g.value).rpartition("/")[2]) for g in reading.store.named_graphs()
            )
            assert len(reading.store) == TRIPLES * len(held)
        assert set(told) <= set(held) <= set(range(first + len(told) + 1))
        first = len(held)
    assert acknowledged >= ROUNDS // 2
    generations.write(lambda store: store.clear_graph(ox.NamedNode(f"{EXAMPLE}graph/0")))
    assert generations_of(directory) == {str(generations.current())}


@pytest.mark.parametrize(
    ("module", "name", "when", "published"),
    [
        ("generations", "copy_generation", "before", False),
        ("generations", "copy_generation", "after", False),
        ("copying", "os.link", "after", False),
        ("generations", "_changed", "before", False),
        ("generations", "_changed", "after", False),
        ("generations", "os.rename", "before", False),
        ("generations", "os.rename", "after", False),
        ("generations", "put", "before", False),
        ("copying", "os.replace", "before", False),
        ("copying", "os.replace", "after", True),
        ("generations", "put", "after", True),
    ],
)
def test_a_writer_killed_at_a_step_has_published_or_not(
    directory: Path, module: str, name: str, when: str, published: bool
) -> None:
    generations = Generations.open(directory)
    add(generations, 1)
    dead = python(KILLED_AT, directory, module, name, when)
    assert dead.communicate(timeout=60) == ("", "")
    expected = [1, 99] if published else [1]
    assert numbers(Generations.open(directory, create=False)) == expected
    add(generations, 2)
    assert numbers(generations) == sorted([*expected, 2])
    assert generations_of(directory) == {str(generations.current())}


@pytest.mark.parametrize(
    ("module", "name"),
    [("generations", "take"), ("generations", "discard"), ("copying", "shutil.rmtree")],
)
def test_a_writer_killed_while_it_removes_the_old_has_published(
    directory: Path, module: str, name: str
) -> None:
    generations = Generations.open(directory)
    add(generations, 1)
    keeping = generations.read()
    add(generations, 2)
    keeping.close()
    dead = python(KILLED_AT, directory, module, name, "after")
    assert dead.communicate(timeout=60) == ("", "")
    assert numbers(Generations.open(directory)) == [1, 2]
    add(generations, 3)
    assert numbers(generations) == [1, 2, 3]
    assert generations_of(directory) == {str(generations.current())}


@pytest.mark.parametrize(
    ("module", "name"),
    [("folder", "sync"), ("folder", "put"), ("folder", "os.rename"), ("copying", "os.replace")],
)
def test_a_store_whose_making_was_killed_is_made_again(
    directory: Path, module: str, name: str
) -> None:
    dead = python(KILLED_AT, directory, module, name, "open")
    assert dead.communicate(timeout=60) == ("", "")
    generations = Generations.open(directory)
    assert (generations.current(), numbers(generations)) == (0, [])
    add(generations, 1)
    assert numbers(generations) == [1]
