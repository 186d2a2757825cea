"""``brain2face reason`` writes, proves and tries; a fault leaves the file as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brain2face.cli import cli
from brain2face.reasoner import LOCK_FILE
from brain2face.terms import B2F
from reasoner_world import world

PREFIX = f"@prefix b2f: <{B2F}> .\n@prefix my: <https://example.org/> .\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = world(tmp_path_factory.mktemp("world") / "ontology")
    assert run("--ontology", str(made)).exit_code == 0
    return made


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["reason", *arguments])


def tried(folder: Path, file: Path, text: str) -> Result:
    file.write_text(PREFIX + text, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = run("--ontology", str(folder), "--with", str(file))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    return result


def test_the_file_just_written_is_current_and_alone(folder: Path) -> None:
    proof = run("--ontology", str(folder), "--check")
    assert (proof.exit_code, "is current" in proof.output) == (0, True)
    names = {path.name for path in folder.iterdir()}
    words = {"derived.ttl", "relations.ttl", "values.ttl", "words.ttl"}
    assert names == {*words, "dong.trig", LOCK_FILE}


def test_a_tampered_file_fails_the_check_and_is_told_by_statement(
    folder: Path, tmp_path: Path
) -> None:
    tampered = tmp_path / LOCK_FILE
    text = (folder / LOCK_FILE).read_text(encoding="utf-8")
    changed = text.replace("exclusivelySignals b2f:Fear", "exclusivelySignals b2f:Anger")
    assert changed != text
    tampered.write_text(changed, encoding="utf-8")
    result = run("--ontology", str(folder), "--check", "--output", str(tampered))
    assert result.exit_code == 1
    assert "- b2f:AU20 b2f:exclusivelySignals b2f:Anger  (dong:inferred)" in result.output
    assert "+ b2f:AU20 b2f:exclusivelySignals b2f:Fear  (dong:inferred)" in result.output
    assert tampered.read_text(encoding="utf-8") == changed


def test_the_same_statements_in_another_form_fail_the_check(folder: Path, tmp_path: Path) -> None:
    loose = tmp_path / LOCK_FILE
    loose.write_text((folder / LOCK_FILE).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    result = run("--ontology", str(folder), "--check", "--output", str(loose))
    assert result.exit_code == 1
    assert "the file's form is not" in result.output


def test_a_missing_file_fails_the_check(folder: Path, tmp_path: Path) -> None:
    result = run("--ontology", str(folder), "--check", "--output", str(tmp_path / "none.trig"))
    assert result.exit_code == 1
    assert "is missing" in result.output


def test_a_user_s_statement_joins_the_closed_table(folder: Path, tmp_path: Path) -> None:
    result = tried(folder, tmp_path / "mine.ttl", "b2f:AU12 b2f:signals b2f:Sadness .")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "In what follows:",
        "  AU12 no longer exclusively signals happiness: it now also signals sadness.",
    ]


def test_a_user_s_rule_takes_its_place_in_the_order(folder: Path, tmp_path: Path) -> None:
    rule = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
my:Angry a owl:Class ; rdfs:subClassOf b2f:AngerExpression ; owl:equivalentClass [
  a owl:Class ; owl:intersectionOf ( b2f:Expression
    [ a owl:Restriction ; owl:onProperty b2f:shows ; owl:hasValue b2f:AU4 ] ) ] ."""
    output = tried(folder, tmp_path / "mine.ttl", rule).output
    assert "Every face that meets RuleFear now also meets https://example.org/Angry." in output


def test_a_graph_of_a_new_name_is_closed_by_itself(folder: Path, tmp_path: Path) -> None:
    text = "GRAPH my:table { b2f:AU12 b2f:signals b2f:Sadness . b2f:AU1 b2f:signals b2f:Fear }"
    result = tried(folder, tmp_path / "mine.trig", text)
    assert result.output.splitlines() == [
        "In https://example.org/table/inferred:",
        "  AU1 now exclusively signals fear.",
        "  AU12 now exclusively signals sadness.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("b2f:AU122 b2f:signals b2f:Sadness .", ["line 3", "'b2f:AU122'", "Nearest: ", "b2f:AU12"]),
        ("b2f:AU12\n b2f:signals b2f:Sadnes .", ["line 4", "'b2f:Sadnes'", "b2f:Sadness"]),
        ("b2f:AU12 b2f:signal b2f:Sadness .", ["line 3", "relation 'b2f:signal'", "b2f:signals"]),
        ("b2f:AU12 b2f:Emotion b2f:Sadness .", ["line 3", "no relation 'b2f:Emotion'"]),
        (
            "dong:AU1 a src:x .",
            ["line 3", "@prefix dong: <https://w3id.org/brain2face/source/dong"],
        ),
        ("b2f:Sadness b2f:signals b2f:AU12 .", ["line 3", "b2f:Sadness is no action unit"]),
        ('b2f:AU12 b2f:signals "sadness" .', ["line 3", "not to a text"]),
        ("my:AU12 b2f:signals b2f:Sadness .", ["line 3", "'https://example.org/AU12'"]),
        ("b2f:AU12 b2f:signals b2f:Sadness, .", ["line 3"]),
        ("", ["states nothing"]),
    ],
)
def test_a_user_s_slip_is_told_with_line_and_nearest_term(
    folder: Path, tmp_path: Path, text: str, told: Sequence[str]
) -> None:
    result = tried(folder, tmp_path / "mine.ttl", text)
    assert result.exit_code == 2
    assert "mine.ttl" in result.output
    assert [piece for piece in told if piece not in result.output] == []


def test_a_derived_graph_cannot_be_added_to(folder: Path, tmp_path: Path) -> None:
    text = "GRAPH <https://w3id.org/brain2face/source/dong2022/inferred> { "
    result = tried(folder, tmp_path / "mine.trig", text + "b2f:AU1 b2f:signals b2f:Fear }")
    assert result.exit_code == 2
    assert "holds what the reasoner derives" in result.output


@pytest.mark.parametrize("name", ["missing.ttl", "table.xlsx"])
def test_a_file_that_cannot_be_read_is_told(folder: Path, tmp_path: Path, name: str) -> None:
    result = run("--ontology", str(folder), "--with", str(tmp_path / name))
    assert result.exit_code == 2
    assert name in result.output


def test_check_and_with_do_not_go_together(folder: Path) -> None:
    result = run("--ontology", str(folder), "--check", "--with", "mine.ttl")
    assert result.exit_code == 2


def test_a_folder_that_refuses_is_told_and_keeps_no_draft(folder: Path, tmp_path: Path) -> None:
    result = run("--ontology", str(folder), "--output", str(tmp_path / "nowhere" / LOCK_FILE))
    assert result.exit_code == 1
    assert "Name another file with --output." in result.output


def test_a_broken_ontology_writes_nothing(folder: Path, tmp_path: Path) -> None:
    broken = world(tmp_path / "ontology", rules="b2f:AU1 a owl:Nothing .")
    (broken / LOCK_FILE).write_text("# kept\n", encoding="utf-8")
    (broken / "torn.ttl").write_text("b2f:AU1", encoding="utf-8")
    result = run("--ontology", str(broken))
    assert (result.exit_code, "torn.ttl" in result.output) == (2, True)
    assert (broken / LOCK_FILE).read_text(encoding="utf-8") == "# kept\n"


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("b2f:AU12 b2f:signalz b2f:Sadness .", "b2f:signalz"),
        ("b2f:AU12 b2f:signals b2f:Sadnes .", "b2f:Sadness"),
        ("b2f:AU12 b2f:signals b2f:Frontalis .", "is no emotion"),
    ],
)
def test_a_term_that_no_file_describes_stops_the_reasoner_before_it_writes(
    tmp_path: Path, statement: str, told: str
) -> None:
    made = world(tmp_path / "ontology")
    text = f"@prefix b2f: <https://w3id.org/brain2face/> .\n\n{statement}\n"
    (made / "typo.ttl").write_text(text, encoding="utf-8")
    result = run("--ontology", str(made))
    assert result.exit_code == 2
    assert "typo.ttl: line 3:" in result.output
    assert told in result.output
    assert not (made / "inferred.trig").exists()
