"""The ontology in a store: as new as the package, and what the user added stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from brain2face.errors import EnvironmentFault
from brain2face.knowledge import Knowledge
from brain2face.stores import Generations, ensure_ontology
from conftest import WORLD
from store_world import add, generations_of, numbers, quad

NEWER = """
GRAPH <https://example.org/place> { <https://example.org/Brow> <https://example.org/part> [] }
"""


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations.open(tmp_path / "data")


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    return Path(shutil.copytree(WORLD, tmp_path / "ontology"))


def same(generations: Generations, directory: Path, *more: ox.Quad) -> bool:
    """Say whether a store holds an ontology and these quads, blank nodes by any name."""
    with generations.read() as reading:
        found = ox.Dataset(reading.store)
    expected = ox.Dataset([*Knowledge.load(directory).store, *more])
    for dataset in (found, expected):
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found == expected


def test_an_empty_store_is_given_the_ontology_once(
    generations: Generations, ontology: Path
) -> None:
    assert ensure_ontology(generations, ontology)
    assert same(generations, ontology)
    assert not ensure_ontology(generations, ontology)
    assert generations.current() == 1


def test_the_packaged_ontology_is_the_default(generations: Generations) -> None:
    assert ensure_ontology(generations)
    assert not ensure_ontology(generations)
    with generations.read() as reading:
        assert len(reading.store) == len(Knowledge.load().store)


def test_another_ontology_takes_the_place_and_leaves_what_the_user_added(
    generations: Generations, ontology: Path
) -> None:
    ensure_ontology(generations, ontology)
    add(generations, 1)
    generations.write(lambda store: store.add(quad(2, graph="mine")))
    (ontology / "newer.trig").write_text(NEWER, encoding="utf-8")
    assert ensure_ontology(generations, ontology)
    assert same(generations, ontology, quad(1), quad(2, graph="mine"))
    (ontology / "newer.trig").unlink()
    assert ensure_ontology(generations, ontology)
    assert same(generations, ontology, quad(1), quad(2, graph="mine"))
    with generations.read() as reading:
        assert not reading.store.contains_named_graph(ox.NamedNode("https://example.org/place"))


def test_a_user_quad_in_a_graph_of_the_ontology_keeps_the_graph(
    generations: Generations, ontology: Path
) -> None:
    (ontology / "newer.trig").write_text(NEWER, encoding="utf-8")
    ensure_ontology(generations, ontology)
    generations.write(lambda store: store.add(quad(3, graph="place")))
    (ontology / "newer.trig").unlink()
    ensure_ontology(generations, ontology)
    assert same(generations, ontology, quad(3, graph="place"))


def test_a_reader_of_the_older_ontology_is_not_disturbed(
    generations: Generations, ontology: Path
) -> None:
    ensure_ontology(generations, ontology)
    kept = generations.folder(1) / "ontology.nq"
    before = kept.read_bytes()
    with generations.read():
        (ontology / "newer.trig").write_text(NEWER, encoding="utf-8")
        ensure_ontology(generations, ontology)
        assert generations_of(generations.directory) == {"1", "2"}
        assert kept.read_bytes() == before != (generations.folder(2) / kept.name).read_bytes()


def test_an_older_package_leaves_a_newer_ontology_alone(
    generations: Generations, ontology: Path
) -> None:
    ensure_ontology(generations, ontology, version="0.10.0")
    (ontology / "newer.trig").write_text(NEWER, encoding="utf-8")
    assert not ensure_ontology(generations, ontology, version="0.9.9")
    assert ensure_ontology(generations, ontology, version="0.10.1")


def test_a_writer_that_was_quicker_is_enough(
    generations: Generations, ontology: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = Knowledge.load

    def late(directory: Path | None = None) -> Knowledge:
        monkeypatch.undo()
        ensure_ontology(generations, ontology)
        return load(directory)

    monkeypatch.setattr("brain2face.stores.ontology.Knowledge.load", late)
    assert not ensure_ontology(generations, ontology)
    assert generations.current() == 1
    assert generations_of(generations.directory) == {"1"}


@pytest.mark.parametrize("stamp", ["", "{}", "[]", '{"version": 1}'])
def test_a_damaged_stamp_is_told_and_changes_nothing(
    generations: Generations, ontology: Path, stamp: str
) -> None:
    add(generations, 1)
    (generations.folder(1) / "ontology.json").write_text(stamp, encoding="utf-8")
    with pytest.raises(EnvironmentFault, match=r"ontology\.json is damaged"):
        ensure_ontology(generations, ontology)
    assert numbers(generations) == [1]
