"""Folders that are no store, newer, damaged or read-only: a clear message, and nothing changed."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pyoxigraph as ox
import pytest

from brain2face.errors import EnvironmentFault
from brain2face.stores import Generations
from store_world import add, numbers


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    generations = Generations.open(tmp_path / "data")
    add(generations, 1)
    return generations


def files_in(directory: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(directory)): path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def read_only(generations: Generations) -> Iterator[Generations]:
    folder = generations.directory
    if os.geteuid():
        folder.chmod(0o555)
        yield generations
        folder.chmod(0o755)
        return
    options = ["-o", "bind,ro"]
    if subprocess.run(["mount", *options, folder, folder], capture_output=True).returncode:
        pytest.skip("root writes everywhere, and may not mount here")
    yield generations
    subprocess.run(["umount", folder], check=True)


def test_a_folder_that_is_not_there_is_made_only_when_wanted(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"no store at .*brain2face load FILE --store"):
        Generations.open(tmp_path / "a" / "b", create=False)
    assert not (tmp_path / "a").exists()
    assert numbers(Generations.open(tmp_path / "a" / "b")) == []


def test_an_empty_folder_of_a_fresh_disk_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "lost+found").mkdir()
    assert numbers(Generations.open(tmp_path)) == []


def test_a_folder_of_other_things_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match=r"is no store: it holds 'thesis\.tex'"):
        Generations.open(tmp_path)
    assert files_in(tmp_path) == {"thesis.tex": b"mine"}


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"mine")
    with pytest.raises(EnvironmentFault, match="is a file; a store is a folder"):
        Generations.open(tmp_path / "data")


def test_a_plain_oxigraph_store_is_left_as_it_is(tmp_path: Path) -> None:
    ox.Store(str(tmp_path)).flush()
    before = files_in(tmp_path)
    with pytest.raises(EnvironmentFault, match=r"plain Oxigraph store.*brain2face load"):
        Generations.open(tmp_path)
    assert files_in(tmp_path) == before


def test_a_store_of_a_newer_format_is_left_as_it_is(generations: Generations) -> None:
    (generations.directory / "store.json").write_text('{"format": 2}', encoding="utf-8")
    before = files_in(generations.directory)
    with pytest.raises(EnvironmentFault, match=r"newer version of brain2face \(format 2;"):
        Generations.open(generations.directory)
    assert files_in(generations.directory) == before


@pytest.mark.parametrize("mark", [b"", b"{", b"[]", b"7", b'{"format": "one"}', b"\xff"])
def test_a_damaged_mark_is_said_to_be_damaged(generations: Generations, mark: bytes) -> None:
    path = generations.directory / "store.json"
    path.write_bytes(mark)
    with pytest.raises(EnvironmentFault, match=r"store\.json is damaged"):
        Generations.open(generations.directory)
    path.write_bytes(b'{"format": 1}')
    assert numbers(Generations.open(generations.directory)) == [1]


def test_a_lost_mark_does_not_make_a_store_of_data_empty(generations: Generations) -> None:
    (generations.directory / "store.json").unlink()
    before = files_in(generations.directory)
    with pytest.raises(EnvironmentFault, match=r"store\.json is missing"):
        Generations.open(generations.directory)
    assert files_in(generations.directory) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "is missing"),
        (b"", "is damaged"),
        (b"x\n", "is damaged"),
        (b"\xff\xff", "is damaged"),
        (b"17\n", "names generation 17, which is missing"),
        (b"-1", "names generation -1, which is missing"),
    ],
)
def test_a_damaged_current_names_what_would_be_right(
    generations: Generations, content: bytes | None, said: str
) -> None:
    current = generations.directory / "CURRENT"
    current.unlink() if content is None else current.write_bytes(content)
    for use in (
        lambda: Generations.open(generations.directory),
        generations.read,
        lambda: add(generations, 2),
    ):
        with pytest.raises(EnvironmentFault):
            use()
    with pytest.raises(EnvironmentFault, match=rf"CURRENT {said}.*there are: 1\.$"):
        Generations.open(generations.directory)
    current.write_bytes(b"1\n")
    assert numbers(Generations.open(generations.directory)) == [1]


def test_a_damaged_generation_is_told(generations: Generations) -> None:
    store = generations.folder(1) / "store"
    shutil.rmtree(store)
    with pytest.raises(EnvironmentFault, match="cannot be used"):
        generations.read()
    store.write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="cannot be used"):
        generations.read()


def test_a_read_only_folder_is_read_but_not_written(read_only: Generations) -> None:
    again = Generations.open(read_only.directory)
    assert numbers(again) == [1]
    with pytest.raises(EnvironmentFault, match=r"cannot be used: (Read-only|Permission denied)"):
        add(again, 2)
    assert numbers(again) == [1]


def test_a_store_cannot_be_made_in_a_read_only_folder(read_only: Generations) -> None:
    with pytest.raises(EnvironmentFault, match=r"cannot be used: (Read-only|Permission denied)"):
        Generations.open(read_only.directory / "generations" / "inner")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
@pytest.mark.parametrize("step", ["copy_generation", "_changed", "os.rename", "put"])
def test_whatever_the_system_refuses_changes_nothing(
    generations: Generations, monkeypatch: pytest.MonkeyPatch, number: int, step: str
) -> None:
    def refuse(*said: object) -> NoReturn:
        raise OSError(number, os.strerror(number), "a file")

    with monkeypatch.context() as patched:
        patched.setattr(f"brain2face.stores.generations.{step}", refuse)
        with pytest.raises(EnvironmentFault, match=os.strerror(number) + r"\. Nothing was changed"):
            add(generations, 2)
    assert numbers(generations) == [1]
    assert (add(generations, 3), numbers(generations)) == (2, [1, 3])
