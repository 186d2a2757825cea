"""One version everywhere; no inference changes unless the changelog and the number say so."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import brain2face
from brain2face.files import ontology_dir
from brain2face.reasoner import LOCK_FILE, committed, digest_of
from brain2face.terms import ONTOLOGY
from changelog import UNRELEASED, entries, is_major

ROOT = Path(__file__).parents[1]
ENTRIES = entries()
RELEASED = [entry for entry in ENTRIES if entry.version != UNRELEASED]
VERSION = brain2face.__version__


def numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def said(path: Path, pattern: str) -> list[str]:
    return re.findall(pattern, path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_the_changelog_goes_back_in_order_to_the_first_version() -> None:
    assert [entry.version for entry in RELEASED][-1] == "0.1.0"
    assert all(numbers(a.version) > numbers(b.version) for a, b in pairwise(RELEASED))
    assert all(entry.version != UNRELEASED for entry in ENTRIES[1:])


def test_the_package_is_the_newest_version_of_the_changelog() -> None:
    assert RELEASED[0].version == VERSION


def test_the_ontology_and_its_bridges_bear_the_version() -> None:
    header = ontology_dir() / "brain2face.ttl"
    assert said(header, r"owl:versionIRI <(.*)>") == [f"{ONTOLOGY}/{VERSION}"]
    bridges = sorted((ontology_dir() / "alignments").glob("bridge-*.ttl"))
    for path in (header, *bridges):
        assert said(path, r'owl:versionInfo "(.*)"') == [VERSION]
        assert all(iri.endswith(f"/{VERSION}") for iri in said(path, r"owl:versionIRI <(.*)>"))


def test_the_ontology_names_the_release_before_and_the_day_of_this_one() -> None:
    header = ontology_dir() / "brain2face.ttl"
    assert said(header, r"owl:priorVersion <(.*)>") == [f"{ONTOLOGY}/{RELEASED[1].version}"]
    assert said(header, r'dcterms:issued "(.*)"') == [RELEASED[0].date]
    assert said(header, r'dcterms:created "(.*)"') == [RELEASED[-1].date]


def test_the_citation_is_of_the_version_and_of_its_day() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == VERSION
    assert str(citation["date-released"]) == RELEASED[0].date
    (own,) = [one for one in citation["references"] if one["type"] == "data"]
    assert own["version"] == VERSION
    assert own["url"] == f"{ONTOLOGY}/{VERSION}"
    for one in (citation, *citation["references"]):
        assert one["authors"]
        assert all(person.keys() & {"name", "family-names"} for person in one["authors"])


def test_the_changelog_says_what_follows_today() -> None:
    today = committed(ontology_dir() / LOCK_FILE)
    newest = ENTRIES[0]
    told = (
        f"CHANGELOG.md, {newest.version}: other statements follow than it says."
        f" `brain2face reason --compare` tells which, docs/releasing.md what to do."
    )
    assert newest.digest == digest_of(today), told
    assert newest.statements == sum(map(len, today.values()))


@pytest.mark.parametrize("place", range(len(ENTRIES) - 1))
def test_an_inference_that_changed_is_told_in_words_and_makes_a_major_version(place: int) -> None:
    new, old = ENTRIES[place], ENTRIES[place + 1]
    if new.digest == old.digest:
        assert new.statements == old.statements
        return
    assert "major" in new.words
    assert len(re.findall(r"^  - (?:From|In) ", new.words, flags=re.MULTILINE)) > 0
    assert new.version == UNRELEASED or is_major(old.version, new.version)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("0.1.0", "0.2.0", True), ("0.2.0", "0.2.1", False), ("0.9.3", "1.0.0", True),
        ("1.0.0", "1.1.0", False), ("1.9.9", "2.0.0", True), ("0.2.9", "0.10.0", True),
    ],
)  # fmt: skip
def test_the_first_number_that_is_not_nought_is_the_major_one(
    old: str, new: str, expected: bool
) -> None:
    assert is_major(old, new) is expected
