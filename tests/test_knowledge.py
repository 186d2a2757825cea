"""The ontology in memory: what is loaded, what is refused, and how things are found by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from brain2face.errors import (
    EnvironmentFault,
    SourceFileError,
    UnknownNameError,
    UsageFault,
)
from brain2face.files import ontology_files
from brain2face.knowledge import Knowledge
from brain2face.terms import B2F

PREFIX = f"PREFIX b2f: <{B2F}> PREFIX dong: <{B2F}source/dong2022/> "


def asked(knowledge: Knowledge, text: str) -> bool:
    answer = knowledge.query(PREFIX + text)
    assert answer.kind == "ask"
    return bool(answer.results)


def test_a_place_in_the_default_graph_answers_by_name_and_without(small: Knowledge) -> None:
    assert asked(small, "ASK { b2f:AU6 b2f:signals b2f:Happiness }")
    assert asked(small, "ASK { GRAPH dong:table3 { b2f:AU6 b2f:signals b2f:Happiness } }")


def test_a_place_outside_the_default_graph_answers_only_by_name(small: Knowledge) -> None:
    assert not asked(small, "ASK { b2f:AU15 b2f:signals b2f:Sadness }")
    assert asked(small, "ASK { GRAPH dong:figure1 { b2f:AU15 b2f:signals b2f:Sadness } }")


def test_shapes_are_not_part_of_the_knowledge(small: Knowledge) -> None:
    assert not asked(small, "ASK { <a:shape> ?p ?o }")


def test_the_form_of_a_query_is_kept_with_its_answer(small: Knowledge) -> None:
    assert small.query("SELECT * { ?s ?p ?o }").kind == "select"
    assert small.query("DESCRIBE <a:b>").kind == "graph"


def test_a_broken_file_is_named_with_line_column_and_term(tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_text("<a:b> <a:c> <a:d> .\n", encoding="utf-8")
    (tmp_path / "broken.ttl").write_text("<a:b> <a:c>\n  foo:bar .\n", encoding="utf-8")
    with pytest.raises(SourceFileError) as caught:
        Knowledge.load(tmp_path)
    for part in ("broken.ttl", "line 2", "column 3", "foo:bar", "not been declared"):
        assert part in str(caught.value)


def test_a_folder_without_ontology_is_a_fault_of_the_environment(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"holds no \.ttl"):
        ontology_files(tmp_path)
    with pytest.raises(EnvironmentFault, match="no ontology folder"):
        Knowledge.load(tmp_path / "absent")


@pytest.mark.parametrize(
    "name",
    ["b2f:AU12", f"{B2F}AU12", "AU12", "au12", "AU 12", "au_012", "12", "012", "Smile muscle unit"],
)
def test_a_unit_is_found_by_each_of_its_names(small: Knowledge, name: str) -> None:
    assert small.find(name, B2F + "FacsCode").value == B2F + "AU12"


def test_a_head_movement_is_a_facs_code_through_its_subclass(small: Knowledge) -> None:
    assert small.find("m55", B2F + "FacsCode").value == B2F + "M55"


def test_a_thing_is_found_among_several_kinds(small: Knowledge) -> None:
    assert small.find("neutral", B2F + "Emotion", B2F + "AffectiveState").value == B2F + "Neutral"


def test_a_thing_of_another_kind_is_not_found(small: Knowledge) -> None:
    with pytest.raises(UnknownNameError, match="no FACS code 'joy'"):
        small.find("joy", B2F + "FacsCode")
    assert small.find("joy").value == B2F + "Happiness"


def test_a_misspelt_name_is_answered_with_the_nearest(small: Knowledge) -> None:
    with pytest.raises(UnknownNameError) as caught:
        small.find("hapiness", B2F + "Emotion")
    assert caught.value.nearest[0] == "Happiness"


@pytest.mark.parametrize("name", ["", " ", "!?", "\udcff", "tristesse"])
def test_a_name_that_is_empty_or_not_english_is_unknown(small: Knowledge, name: str) -> None:
    with pytest.raises(UnknownNameError):
        small.find(name, B2F + "Emotion")


@pytest.mark.parametrize("name", ["AU01_r", "browInnerUp", "INNER_BROW_RAISER"])
def test_a_unit_is_found_by_what_a_tool_calls_it(knowledge: Knowledge, name: str) -> None:
    assert knowledge.find(name, B2F + "FacsCode").value == B2F + "AU1"


@pytest.mark.parametrize(
    "name",
    ["UBERON:0008593", "UBERON_0008593", "http://purl.obolibrary.org/obo/UBERON_0008593"],
)
def test_a_muscle_is_found_by_the_id_of_its_exact_match(knowledge: Knowledge, name: str) -> None:
    assert knowledge.find(name, B2F + "Muscle").value == B2F + "ZygomaticusMajor"
    with pytest.raises(UnknownNameError):
        knowledge.find(name, B2F + "FacsCode")


def test_a_name_that_two_things_share_is_refused_with_both(small: Knowledge) -> None:
    with pytest.raises(UsageFault, match="b2f:AU12, b2f:AU15"):
        small.find("mouth unit", B2F + "FacsCode")


def test_a_label_is_english_and_falls_back_to_the_short_name(small: Knowledge) -> None:
    assert small.label(B2F + "Sadness") == "sadness"
    assert small.label(B2F + "Nothing") == "b2f:Nothing"


def test_the_real_ontology_loads(knowledge: Knowledge) -> None:
    assert knowledge.label(B2F + "AU12") == "AU12 lip corner puller"
    assert knowledge.find("12", B2F + "FacsCode").value == B2F + "AU12"
    assert asked(knowledge, "ASK { GRAPH dong:table3 { b2f:AU12 b2f:signals b2f:Happiness } }")
