"""A mapping file is read strictly: each fault is told with its file, line, column and remedy."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brain2face import alignments
from brain2face.alignments.header import HeaderError, read_header
from brain2face.errors import EnvironmentFault, SourceFileError
from brain2face.terms import B2F, PREFIXES

HEADER = """\
#curie_map:
#  UBERON: http://purl.obolibrary.org/obo/UBERON_
#  b2f: https://w3id.org/brain2face/
#  mine: https://example.org/mine#
#  semapv: https://w3id.org/semapv/vocab/
#  skos: http://www.w3.org/2004/02/skos/core#
#mapping_set_id: https://example.org/mappings/mine
#mapping_set_version: "1"
#mapping_set_title: "mappings to \\"mine\\""
#mapping_set_description: A mapping set from terms of brain2face to mine.
#license: https://creativecommons.org/licenses/by/4.0/
#object_source_version: "2026"
"""
COLUMNS = "subject_id subject_label predicate_id object_id object_label mapping_justification"
HEAD = "\t".join([*COLUMNS.split(), "comment"])
MANUAL = "semapv:ManualMappingCuration"
ROW = f"b2f:AU12\tsmile\tskos:closeMatch\tmine:s\tSmile\t{MANUAL}\tours is wider"
TEXT = f"{HEADER}{HEAD}\n{ROW}\n"
TERMS = {B2F + "AU12", B2F + "AU15"}


def known(term: ox.NamedNode) -> bool:
    return term.value in TERMS


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "mine.sssom.tsv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_set_is_read_with_its_rows(tmp_path: Path) -> None:
    one = alignments.read(written(tmp_path, "\ufeff" + TEXT.replace("\n", "\r\n")), known)
    assert (one.iri, one.title) == ("https://example.org/mappings/mine", 'mappings to "mine"')
    (row,) = one.mappings
    assert row.subject.value == B2F + "AU12"
    assert row.predicate.value == PREFIXES["skos"] + "closeMatch"
    assert (row.object.value, row.label) == ("https://example.org/mine#s", "Smile")
    assert (row.comment, row.within) == ("ours is wider", None)


def test_a_set_without_rows_is_a_set(tmp_path: Path) -> None:
    assert alignments.read(written(tmp_path, f"{HEADER}{HEAD}\n"), known).mappings == ()


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("b2f:AU12", "b2f:AU99", ["line 14, column subject_id", "b2f:AU99 is no term"]),
        ("mine:s", "mien:s", ["line 14, column object_id", "'mien:s'", "nearest: mine"]),
        ("mine:s", "s", ["line 14, column object_id", "no prefix of the curie_map"]),
        ("mine:s", "mine:a b", ["line 14, column object_id", "'mine:a b' is no id"]),
        ("skos:closeMatch", "skos:near", ["column predicate_id", "skos:near", "skos:exactMatch"]),
        ("skos:closeMatch", "owl:sameAs", ["column predicate_id", "owl:sameAs", "skos:exactMatch"]),
        (MANUAL, "", ["line 14, column mapping_justification", "the cell is empty"]),
        (MANUAL, "guess", ["line 14, column mapping_justification", "'guess'"]),
        ("\tSmile", "", ["line 14:", "6 cells stand under 7 columns", "object_label"]),
        ("\tobject_label", "", ["line 13:", "the table lacks object_label"]),
        ("\tcomment", "\tpredicate_modifier", ["line 13, column 'predicate_modifier'", "no other"]),
        ("\tcomment", "\tobject_id", ["line 13, column 'object_id'", "one each"]),
        (HEAD, "", ["line 13:", "the table lacks subject_id, subject_label"]),
        (ROW, f"{ROW}\n{ROW}", ["line 15, column object_id", "line 14 maps the same two terms"]),
        ("Smile", '"Smile', ["line 14:", "no row of a table"]),
        ("#license: ", "#licence: ", ["line 11:", "'licence'", "nearest: license"]),
        ("https://creativecommons.org/licenses/by/4.0/", "mine", ["line 11:", "license is 'mine'"]),
        ('#object_source_version: "2026"\n', "", ["lacks '#object_source_version: …'"]),
        ('"2026"', '"2026"\n#mapping_date: today', ["line 13:", "write it as 2026-11-22"]),
        ('"1"', '"1', ["line 8:", "no text in double quotes"]),
        ('"1"', "a: b", ["line 8:", "'a: b' needs double quotes"]),
        ('"1"', '"1"\n#mapping_set_version: "2"', ["line 9:", "said again, after line 8"]),
        ("#curie_map:\n", "", ["line 1:", "an indented line stands under no key"]),
        ("#curie_map:", "#see_also:", ["line 1:", "lacks '#curie_map:'"]),
        ("obo/UBERON_", "UBERON#", ["line 1:", "'UBERON' stands for http://purl.obolibrary.org"]),
        ("https://example.org/mine#", "mine", ["line 1:", "'mine'", "which is no IRI"]),
        ("#  mine:", "#  b2f:", ["line 4:", "curie_map has 'b2f' twice"]),
        ("#  mine:", "#  -", ["line 4:", "neither 'name: value' nor '- value'"]),
        ("#license", "#a licence", ["line 11:", "write '#key: value'"]),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_would_be_right(
    before: str, after: str, parts: list[str], tmp_path: Path
) -> None:
    assert before in TEXT
    path = written(tmp_path, TEXT.replace(before, after, 1))
    with pytest.raises(SourceFileError) as caught:
        alignments.read(path, known)
    for part in (f"{path}, line ", *parts):
        assert part in str(caught.value)


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.replace("Smile", "L\u00e4cheln").encode("latin-1"))
    with pytest.raises(SourceFileError, match="line 14: this is not UTF-8; save the file as UTF-8"):
        alignments.read(path, known)


def test_an_absent_file_is_a_fault_of_the_environment(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="cannot be read"):
        alignments.read(tmp_path / "absent.sssom.tsv", known)


def test_an_empty_file_is_told_to_lack_its_header(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="line 1: the header lacks '#mapping_set_id"):
        alignments.read(written(tmp_path, ""), known)


def test_a_comment_is_an_annotation_of_its_mapping(tmp_path: Path) -> None:
    store = ox.Store()
    store.extend(alignments.quads(alignments.read(written(tmp_path, TEXT), known)))
    found = store.query(
        "ASK { GRAPH <https://example.org/mappings/mine> {"
        " b2f:AU12 skos:closeMatch ?other . ?other rdfs:label 'Smile' ."
        " [] a owl:Axiom ; owl:annotatedSource b2f:AU12 ; owl:annotatedTarget ?other ;"
        " owl:annotatedProperty skos:closeMatch ; rdfs:comment 'ours is wider'@en } }",
        prefixes=PREFIXES,
    )
    assert isinstance(found, ox.QueryBoolean)
    assert bool(found)


@given(st.text())
def test_any_text_in_double_quotes_is_read_as_it_was_written(text: str) -> None:
    assert read_header([f"a: {json.dumps(text)}"]).values == {"a": text}


@given(st.lists(st.text(alphabet=' :-#"ab\t', max_size=12), max_size=6))
def test_a_header_of_any_text_is_read_or_refused(lines: list[str]) -> None:
    with suppress(HeaderError):
        header = read_header(lines)
        assert set(header.lines.values()) <= set(range(1, len(lines) + 1))
