"""The mapping sets against the package of the SSSOM standard: it reads them and finds no fault."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from brain2face.alignments.header import read_header
from mapping_sets import FILES, NAMES, SETS

if TYPE_CHECKING:
    from sssom.util import MappingSetDataFrame

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> NoReturn:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)


def faults(read: MappingSetDataFrame) -> list[str]:
    from sssom.constants import SchemaValidationType
    from sssom.validators import validate

    kinds = [
        SchemaValidationType.JsonSchema,
        SchemaValidationType.PrefixMapCompleteness,
        SchemaValidationType.StrictCurieFormat,
    ]
    reports = validate(read, kinds, fail_on_error=False)
    assert list(reports) == kinds
    return [result.message for report in reports.values() for result in report.results]


@pytest.mark.parametrize("name", NAMES)
def test_the_package_of_the_standard_finds_no_fault_and_reads_what_is_read_here(name: str) -> None:
    from sssom.parsers import parse_sssom_table

    read = parse_sssom_table(FILES[NAMES.index(name)])
    ours = SETS[name]
    assert read.metadata["mapping_set_id"] == ours.iri
    assert read.metadata["mapping_set_title"] == ours.title
    assert read.metadata["license"] == ours.licence
    assert read.metadata["comment"] == ours.note
    assert set(read.df["object_source_version"]) == {ours.target_version}
    columns = [read.df[f"{part}_id"] for part in ("subject", "predicate", "object")]
    ids = [
        [read.converter.expand_strict(text) for text in row] for row in zip(*columns, strict=True)
    ]
    assert ids == [[m.subject.value, m.predicate.value, m.object.value] for m in ours.mappings]
    assert list(read.df["object_label"]) == [m.label for m in ours.mappings]
    assert faults(read) == []


def test_every_header_says_in_yaml_what_is_read_here() -> None:
    yaml = pytest.importorskip("yaml", reason="the package of the standard brings it")
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        lines = [line[1:] for line in text.splitlines() if line.startswith("#")]
        header = read_header(lines)
        found = header.values | header.maps | header.lists
        assert found == yaml.safe_load("\n".join(lines))


def test_the_package_of_the_standard_finds_a_reason_that_is_none_and_its_prefix(
    tmp_path: Path,
) -> None:
    from sssom.parsers import parse_sssom_table

    text = FILES[0].read_text(encoding="utf-8")
    broken = tmp_path / FILES[0].name
    broken.write_text(text.replace("semapv:Manual", "guess:Manual"), encoding="utf-8")
    found = faults(parse_sssom_table(broken))
    assert found[-1] == "Missing prefix: guess"
    assert "'guess:ManualMappingCuration' does not match" in found[0]


def test_the_package_of_the_standard_drops_a_row_of_no_kind_that_it_knows(tmp_path: Path) -> None:
    from sssom.parsers import parse_sssom_table

    text = FILES[0].read_text(encoding="utf-8")
    broken = tmp_path / FILES[0].name
    broken.write_text(text.replace("skos:relatedMatch", ""), encoding="utf-8")
    assert len(parse_sssom_table(broken).df) == len(SETS[NAMES[0]].mappings) - 1
