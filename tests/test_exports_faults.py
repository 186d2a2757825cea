"""What goes wrong with an export is told, and leaves the folder as it was."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, parse

from brain2face.cli import cli
from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.exports import Publication, as_bytes, formats
from brain2face.exports.merging import canonical
from brain2face.terms import PREFIXES
from conftest import WORLD

HEAD = "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in ("b2f", "owl", "rdfs", "qb"))
HEAD += "b2f:ontology a owl:Ontology .\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments), "--ontology", str(WORLD)])


def publication(text: str) -> Publication:
    quads = canonical(parse(HEAD + text, format=RdfFormat.TURTLE))
    return Publication(quads, quads)


def test_a_command_tells_what_it_wrote(tmp_path: Path) -> None:
    result = run(tmp_path / "out", "--format", "ttl", "--format", "nq")
    assert result.exit_code == 0, result.output
    assert "3 files: " in result.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "SHA256SUMS", "brain2face.nq", "brain2face.ttl",
    }  # fmt: skip


def test_a_folder_that_is_not_empty_is_left_alone_without_force(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "brain2face.nq").write_text("old", encoding="utf-8")
    result = run(tmp_path, "--format", "nq")
    assert result.exit_code == 2
    assert "is not empty: it holds brain2face.nq" in result.output
    assert (tmp_path / "brain2face.nq").read_text(encoding="utf-8") == "old"
    assert run(tmp_path, "--format", "nq", "--force").exit_code == 0
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "brain2face.nq").stat().st_size > 100


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    result = run(tmp_path / "out")
    assert (result.exit_code, "is a file" in result.output) == (2, True)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = run(tmp_path / "file" / "out", "--format", "nq")
    assert result.exit_code != 0
    assert "Traceback" not in result.output
    assert str(tmp_path / "file" / "out") in result.output


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the users of a Unix system")
def test_a_folder_that_may_not_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("brain2face.exports.writing.tempfile.TemporaryDirectory", refuse)
    result = run(tmp_path / "out", "--format", "nq")
    assert result.exit_code == 1
    assert f"{tmp_path / 'out'} cannot be written: Permission denied." in result.output


def test_what_fails_on_the_way_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyhornedowl", None)
    result = run(tmp_path / "out")
    assert result.exit_code == 1
    assert 'pip install "brain2face[owl]"' in result.output
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_told_with_the_known_ones(tmp_path: Path) -> None:
    assert "'ttl', 'owl', 'ofn'" in run(tmp_path / "out", "--format", "obo").output
    with pytest.raises(UnknownNameError, match="ofn"):
        as_bytes(publication(""), "of")


def test_functional_syntax_that_would_lose_a_statement_is_refused() -> None:
    lost = 'b2f:A a owl:Class ; rdfs:subClassOf "b2f:B" .'
    with pytest.raises(SourceFileError, match=r"every statement.*b2f:A rdfs:subClassOf b2f:B"):
        as_bytes(publication(lost), "ofn")


def test_an_individual_without_a_name_stays_one_individual_in_functional_syntax() -> None:
    declared = "b2f:has a owl:AnnotationProperty . b2f:of a owl:AnnotationProperty .\n"
    text = as_bytes(publication(declared + "b2f:AU1 b2f:has [ b2f:of b2f:AU2 ] ."), "ofn").decode()
    (value,) = [line.split()[-1][:-1] for line in text.splitlines() if "(b2f:has b2f:AU1" in line]
    assert value.startswith("_:")
    assert f"AnnotationAssertion(b2f:of {value} b2f:AU2)" in text


def test_blank_nodes_have_the_same_names_whatever_they_were_called() -> None:
    one = publication("b2f:A rdfs:subClassOf [ a owl:Class ; owl:complementOf b2f:B ] .")
    other = publication("_:x a owl:Class ; owl:complementOf b2f:B . b2f:A rdfs:subClassOf _:x .")
    assert one == other
    assert all(as_bytes(one, fmt) == as_bytes(other, fmt) for fmt in formats.FORMATS)
