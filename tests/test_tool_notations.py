"""What a tool calls a unit is a notation of the unit, derived from the channels alone."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from typing import Any

import pyoxigraph as ox
import pytest

from brain2face.alignments.columns import COLUMNS, add_notations
from brain2face.files import ontology_dir
from brain2face.instruments import load_instruments
from brain2face.knowledge import Knowledge
from brain2face.reasoner import Library
from brain2face.terms import B2F, PREFIXES, SOURCE
from brain2face.visibility import visibility_codes
from fixture_files import shared_file

NOTATION = ox.NamedNode(PREFIXES["skos"] + "notation")
GRAPH = ox.NamedNode(COLUMNS)
FIRST = {
    "AffdexMetric": "innerBrowRaise",
    "ARKitBlendshape": "browInnerUp",
    "FacetColumn": "AU1 Evidence",
    "FaceReaderColumn": "Action Unit 01 - Inner Brow Raiser",
    "FacialAnimationParameter": "raise_l_i_eyebrow",
    "HriMsgsConstant": "INNER_BROW_RAISER",
    "LibreFaceColumn": "au_1_intensity",
    "MediaPipeBlendshape": "browInnerUp",
    "OpenFaceColumn": "AU01_r",
    "PyFeatColumn": "AU01",
}
LEFT_OPEN = [
    ("ARKitBlendshape", "jawOpen"),
    ("AffdexMetric", "smirk"),
    ("FacialAnimationParameter", "open_jaw"),
    ("FacialAnimationParameter", "stretch_l_cornerlip"),
]
Written = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def written(knowledge: Knowledge) -> Written:
    """Give the units of each notation, by its datatype and its text."""
    found: Written = defaultdict(set)
    for quad in knowledge.store.quads_for_pattern(None, None, None, GRAPH):
        assert quad.predicate == NOTATION
        assert isinstance(quad.object, ox.Literal)
        assert isinstance(quad.subject, ox.NamedNode)
        datatype = quad.object.datatype.value.removeprefix(B2F)
        found[datatype, quad.object.value].add(quad.subject.value.removeprefix(B2F))
    return found


def answers(knowledge: Knowledge, query: str) -> list[tuple[Any, ...]]:
    results = knowledge.query(f"PREFIX b2f: <{B2F}> {query}").results
    assert isinstance(results, ox.QuerySolutions)
    return [tuple(getattr(term, "value", "") for term in row) for row in results]


@pytest.mark.parametrize(("datatype", "name"), FIRST.items())
def test_each_tool_has_its_own_way_to_write_the_first_unit(
    written: Written, datatype: str, name: str
) -> None:
    assert written[datatype, name] == {"AU1"}


def test_no_notation_of_a_tool_means_two_units(written: Written) -> None:
    assert {key for key, units in written.items() if len(units) > 1} == set()
    assert {datatype for datatype, _ in written} == FIRST.keys()
    assert len(written) > 350


@pytest.mark.parametrize(("datatype", "name"), LEFT_OPEN)
def test_a_channel_that_leaves_units_open_is_a_notation_of_none(
    written: Written, datatype: str, name: str
) -> None:
    assert (datatype, name) not in written


def test_the_notations_are_those_of_the_channels_that_the_coder_follows(
    knowledge: Knowledge, written: Written
) -> None:
    typed: dict[str, str] = dict(
        answers(knowledge, "SELECT ?t ?d { GRAPH ?g { ?t b2f:notationType ?d } }")
    )
    names: dict[str, str] = dict(answers(knowledge, f"SELECT ?n ?t {{ ?t <{NOTATION.value}> ?n }}"))
    units = answers(knowledge, f"SELECT ?n ?u {{ ?u <{NOTATION.value}> ?n ; a/<{PREFIXES['rdfs']}"
                    "subClassOf>* b2f:FacsCode }")  # fmt: skip
    codes = {code: unit.removeprefix(B2F) for code, unit in units}
    seen = 0
    for name, instrument in load_instruments(knowledge).items():
        for channel in instrument.channels.values():
            key = typed[names[name]].removeprefix(B2F), channel.column
            expected = {codes[channel.codes[0]]} if len(channel.codes) == 1 else set()
            assert written.get(key, set()) == expected, key
            seen += bool(expected)
    formats = {"HriMsgsConstant", "FacialAnimationParameter"}
    assert seen == sum(datatype not in formats for datatype, _ in written)


def test_a_pairing_that_is_contradicted_gives_no_notation(written: Written) -> None:
    assert written["ARKitBlendshape", "eyeLookOutLeft"] == {"AU61"}
    assert written["ARKitBlendshape", "eyeLookInLeft"] == {"AU62"}


def test_they_stand_in_a_described_graph_outside_the_default_graph_and_in_no_file(
    knowledge: Knowledge,
) -> None:
    assert COLUMNS not in Library.load(ontology_dir()).places
    told = f"SELECT ?d {{ <{COLUMNS}> a b2f:Place ; b2f:inDefaultGraph ?d }}"
    assert answers(knowledge, told) == [("false",)]
    for quad in knowledge.store.quads_for_pattern(None, NOTATION, None, ox.DefaultGraph()):
        assert isinstance(quad.object, ox.Literal)
        assert not quad.object.datatype.value.startswith(B2F)
    assert visibility_codes(knowledge.store) == {"70", "71", "72", "73", "74"}


def test_deriving_them_again_changes_nothing() -> None:
    store = Knowledge.load().store
    before = set(store)
    add_notations(store)
    assert set(store) == before


def test_every_datatype_is_a_word_of_the_ontology(knowledge: Knowledge) -> None:
    skos, rdfs = PREFIXES["skos"], PREFIXES["rdfs"]
    told = answers(
        knowledge,
        f"SELECT ?t {{ ?t a <{rdfs}Datatype> ; <{rdfs}label> ?l ; <{skos}definition> ?d ;"
        f" <{skos}example> ?e ; b2f:counterExample ?c ; <{PREFIXES['dcterms']}source> ?s }}",
    )
    assert sorted(iri.removeprefix(B2F) for (iri,) in told) == sorted(FIRST)


def test_the_constants_are_all_of_hri_msgs_with_their_codes(knowledge: Knowledge) -> None:
    lines = shared_file("facts/au-codelists.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if line[0] != "#"), delimiter="\t")
    said = answers(
        knowledge,
        f"SELECT ?n ?w {{ GRAPH <{SOURCE}hri-msgs/constants> {{ ?c b2f:writtenAs ?w ;"
        f" b2f:ofFormat b2f:HriMsgs ; b2f:standsFor ?u }} ?u <{NOTATION.value}> ?n }}",
    )
    assert set(said) == {(row["code"], row["hri_msgs_constant"]) for row in rows}


def test_each_unit_has_the_parameters_of_the_correspondence(knowledge: Knowledge) -> None:
    expected: dict[str, set[int]] = defaultdict(set)
    for line in shared_file("facts/interop.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("MPEG-4 FBA\tFAP\t"):
            parameters, codes = line.split("\t")[2:4]
            numbers = re.sub(r"(\d+)-(\d+)", lambda m: ",".join(
                map(str, range(int(m[1]), int(m[2]) + 1))
            ), parameters.partition(":")[0])  # fmt: skip
            for code in re.findall(r"\d+", codes):
                expected[code] |= set(map(int, re.findall(r"\d+", numbers)))
    said: dict[str, set[int]] = defaultdict(set)
    for code, number in answers(
        knowledge,
        f"SELECT ?n ?i {{ GRAPH <{SOURCE}mpeg4-fba/correspondence> {{"
        f" ?c b2f:standsFor|b2f:mayStandFor ?u ; <{PREFIXES['dcterms']}identifier> ?i }}"
        f" ?u <{NOTATION.value}> ?n }}",
    ):
        said[code].add(int(number))
    assert len(expected) > 25
    assert said == expected
