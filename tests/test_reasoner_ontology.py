"""The lock file is what HermiT derives today, and the paper's bold marks are in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Triple

from brain2face.files import ontology_dir
from brain2face.reasoner import (
    LOCK_FILE,
    Inferred,
    Library,
    add,
    committed,
    difference,
    in_words,
    reason,
    scenarios,
    text_of,
)
from brain2face.terms import SOURCE
from reasoner_world import DONG, pairs
from test_reasoner import PRINTED

FIGURE = SOURCE + "dong2022/figure1/inferred"
RULES = SOURCE + "brain2face/rules/inferred"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(ontology_dir())


@pytest.fixture(scope="module")
def today(library: Library) -> Inferred:
    return reason(library)


def kinds(triples: frozenset[Triple], kind: str) -> set[str]:
    return {name for name, found in pairs(triples, "rdf:type") if found == kind}


def test_the_lock_file_is_current(today: Inferred) -> None:
    path = ontology_dir() / LOCK_FILE
    assert difference(committed(path), today) == []
    assert path.read_text(encoding="utf-8") == text_of(today)


def test_every_described_graph_has_an_answer(library: Library, today: Inferred) -> None:
    assert today.keys() == {scenario.name for scenario in scenarios(library)}
    assert {name for name, found in today.items() if not found} <= {SOURCE + "davison2018/inferred"}


def test_the_eleven_bold_pairs_and_the_pan_negative_unit(today: Inferred) -> None:
    assert pairs(today[DONG], "exclusivelySignals") == PRINTED
    assert kinds(today[DONG], "PanNegativeUnit") == {"AU4"}


def test_rule_5_is_always_rule_7_and_rule_3(today: Inferred) -> None:
    for graph in (DONG, RULES):
        order = pairs(today[graph], "rdfs:subClassOf")
        assert {
            ("Dong2022Rule5", "Dong2022Rule7AU4AU5"),
            ("Dong2022Rule5", "SadnessExpression"),
            ("Dong2022Rule5", "Dong2022Rule3"),
        } <= order


def test_figure_1_gives_au12_two_branches_and_the_text_one(today: Inferred) -> None:
    by_figure = {b for b, unit in pairs(today[FIGURE], "controls") if unit == "AU12"}
    by_text = {b for b, unit in pairs(today[DONG], "controls") if unit == "AU12"}
    assert by_figure == {"ZygomaticBranch", "BuccalBranch"}
    assert by_text == {"ZygomaticBranch"}
    assert "AU12" in kinds(today[FIGURE], "MultiplyControlledUnit")
    assert "AU12" not in kinds(today[DONG], "MultiplyControlledUnit")


def test_the_facial_nucleus_drives_by_region_what_the_facial_nerve_serves(today: Inferred) -> None:
    driven = pairs(today[DONG], "drives")
    assert {("UpperFacialNucleus", "AU2"), ("LowerFacialNucleus", "AU12")} <= driven
    assert not {unit for _, unit in driven} & {"AU5", "AU26", "AU27"}
    upper, lower = ({u for n, u in driven if n == f"{p}FacialNucleus"} for p in ("Upper", "Lower"))
    assert not upper & lower


def test_au12_for_sadness_ends_its_exclusivity_and_says_why(
    tmp_path: Path, library: Library
) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(f"@prefix b2f: <{SOURCE[:-7]}> .\nb2f:AU12 b2f:signals b2f:Sadness .\n")
    joined, touched = add(library, scenarios(library), [path])
    report = in_words(
        joined, touched, committed(ontology_dir() / LOCK_FILE), reason(joined, touched)
    )
    (sentences,) = report.values()
    assert sentences == [
        "AU12 no longer exclusively signals happiness: it now also signals sadness."
    ]
