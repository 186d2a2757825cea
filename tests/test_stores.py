"""Generations: what a reader has stays as it is, what a writer has finished is there."""

from __future__ import annotations

import shutil
from operator import methodcaller
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brain2face.errors import EnvironmentFault
from brain2face.stores import Generations
from brain2face.stores.locks import keep, writing
from store_world import add, generations_of, numbers, python, quad, stored

WRITER = """
import sys
from pathlib import Path
from store_world import add
from brain2face.stores import Generations
generations = Generations.open(Path(sys.argv[1]))
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    add(generations, number)
"""


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations.open(tmp_path / "data")


def test_a_new_store_is_empty(generations: Generations) -> None:
    assert (generations.current(), numbers(generations)) == (0, [])


def test_a_change_is_published_as_the_next_generation(generations: Generations) -> None:
    def change(store: ox.Store) -> int:
        store.add(quad(7))
        return len(store)

    assert generations.write(change) == (1, 1)
    assert (generations.current(), numbers(generations)) == (1, [7])
    assert numbers(Generations.open(generations.directory, create=False)) == [7]


def test_a_change_that_fails_leaves_nothing(generations: Generations) -> None:
    add(generations, 1)

    def failing(store: ox.Store) -> None:
        store.add(quad(2))
        raise KeyError("enough")

    with pytest.raises(KeyError, match="enough") as caught:
        generations.write(failing)
    assert caught.tb
    assert (generations.current(), numbers(generations)) == (1, [1])
    assert generations_of(generations.directory) == {"1"}
    assert add(generations, 3) == 2


def test_a_change_that_keeps_the_store_does_no_harm(generations: Generations) -> None:
    kept, _ = generations.write(lambda store: store)
    assert add(generations, 1) == 2
    assert numbers(generations) == [1]
    assert len(kept) == 0


def test_a_reader_keeps_its_snapshot_while_others_write(generations: Generations) -> None:
    add(generations, 1)
    with generations.read() as reading:
        for number in (2, 3, 4):
            add(generations, number)
        assert (reading.number, stored(reading.store)) == (1, [1])
        assert numbers(generations) == [1, 2, 3, 4]


def test_a_generation_stays_while_it_is_read_and_goes_when_it_is_not(
    generations: Generations,
) -> None:
    add(generations, 1)
    reading = generations.read()
    add(generations, 2)
    add(generations, 3)
    assert generations_of(generations.directory) == {"1", "3"}
    reading.close()
    reading.close()
    add(generations, 4)
    assert generations_of(generations.directory) == {"4"}


def test_an_old_generation_can_be_read_by_number_until_it_is_gone(generations: Generations) -> None:
    add(generations, 1)
    with generations.read():
        add(generations, 2)
        with generations.read(1) as old:
            assert stored(old.store) == [1]
    add(generations, 3)
    with pytest.raises(EnvironmentFault, match=r"Generation 1 of .* is gone"):
        generations.read(1)


def test_a_generation_that_goes_just_before_it_is_read_costs_the_reader_nothing(
    generations: Generations, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(generations, 1)
    asked: list[Path] = []

    def late(folder: Path) -> int | None:
        asked.append(folder)
        if len(asked) == 1:
            add(generations, 2)
        return keep(folder)

    monkeypatch.setattr("brain2face.stores.generations.keep", late)
    with generations.read() as reading:
        assert (reading.number, stored(reading.store)) == (2, [1, 2])
    assert [path.name for path in asked] == ["1", "2"]


def test_what_is_read_cannot_be_written(generations: Generations) -> None:
    with generations.read() as reading, pytest.raises(RuntimeError, match="read-write"):
        reading.store.add(quad(1))
    assert numbers(generations) == []


def test_two_writers_wait_for_each_other_and_both_are_there(generations: Generations) -> None:
    writers = [python(WRITER, generations.directory, start, start + 8) for start in (0, 100)]
    for writer in writers:
        assert writer.communicate(timeout=60) == ("", "")
    assert numbers(generations) == [*range(8), *range(100, 108)]
    assert generations.current() == 16


def test_a_writer_does_not_wait_for_ever(generations: Generations) -> None:
    with writing(generations.directory / "LOCK", 0):
        with pytest.raises(EnvironmentFault, match=r"another process for more than 0\.1 seconds"):
            generations.write(lambda store: None, wait=0.1)
    assert add(generations, 1) == 1


def test_a_store_is_found_where_the_folder_was_moved_to(generations: Generations) -> None:
    add(generations, 1)
    moved = generations.directory.with_name("moved")
    generations.directory.rename(moved)
    shutil.copytree(moved, moved.with_name("copied"))
    for place in (moved, moved.with_name("copied")):
        again = Generations.open(place)
        add(again, 2)
        assert numbers(again) == [1, 2]


@settings(max_examples=8, deadline=None)
@given(changes=st.lists(st.tuples(st.booleans(), st.integers(0, 9)), max_size=6))
def test_generations_hold_what_a_plain_set_would(
    changes: list[tuple[bool, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    generations = Generations.open(tmp_path_factory.mktemp("store"))
    expected: set[int] = set()
    for adds, number in changes:
        word = "INSERT" if adds else "DELETE"
        generations.write(methodcaller("update", f"{word} DATA {{ {quad(number)} }}"))
        (expected.add if adds else expected.discard)(number)
        assert numbers(generations) == sorted(expected)
    assert generations.current() == len(changes)
