"""A changed statement changes the answers that rest on it, and no others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from brain2face.files import ontology_dir
from brain2face.knowledge import Knowledge
from test_golden import answer

CHANGES = [
    # file, statement, instead, question, what its answer loses, what it gains
    (
        "sources/dong2022/table3.trig",
        "b2f:AU20\n    b2f:signals b2f:Fear",
        "b2f:AU21\n    b2f:signals b2f:Fear",
        "units-of-emotion",
        "AU20> ",
        "AU21> ",
    ),
    (
        "sources/hra.trig",
        "b2f:innervates b2f:Platysma",
        "b2f:innervates b2f:Buccinator",
        "innervation-of-muscle",
        None,
        "CervicalBranch",
    ),
    (
        "sources/dong2022/table2-2.trig",
        "b2f:rank 1 ",
        "b2f:rank 11 ",
        "evidence-ranking",
        None,
        None,
    ),
    (
        "sources/dong2022/brain.trig",
        "b2f:LeftLowerFacialNucleus, b2f:LeftUpperFacialNucleus, b2f:RightUpperFacialNucleus",
        "b2f:LeftLowerFacialNucleus, b2f:RightUpperFacialNucleus",
        "central-lesion",
        None,
        None,
    ),
    (
        "sources/dong2022/rules.trig",
        'b2f:printedAs "1+4+5+25"',
        'b2f:printedAs "1+4+25"',
        "rules-of-emotion",
        '"1+4+5+25"',
        '"1+4+25"',
    ),
    (
        "sources/instruments/hri-msgs-1.trig",
        "b2f:standsFor b2f:AU26",
        "b2f:standsFor b2f:AU27",
        "columns-of-unit",
        "JAW_DROP",
        None,
    ),
    (
        "sources/instruments/blendshapes-1.trig",
        'b2f:columnName "browInnerUp" ;\n    b2f:measures b2f:AU1 ',
        'b2f:columnName "browInnerUp" ;\n    b2f:measures b2f:AU2 ',
        "units-of-column",
        '"1" "measured"',
        '"2" "measured"',
    ),
    (
        "alignments/uberon.sssom.tsv",
        "zygomaticus major\tskos:exactMatch\tUBERON:0008593",
        "zygomaticus major\tskos:closeMatch\tUBERON:0008593",
        "names-elsewhere",
        "exactMatch> <http://purl.obolibrary.org/obo/UBERON_0008593>",
        "closeMatch> <http://purl.obolibrary.org/obo/UBERON_0008593>",
    ),
    (
        "alignments/uberon.sssom.tsv",
        "b2f:ZygomaticusMajor\tzygomaticus major\tskos:exactMatch\tUBERON:0008593",
        "b2f:Platysma\tplatysma\tskos:exactMatch\tUBERON:0008593",
        "known-under",
        "ZygomaticusMajor>",
        "Platysma>",
    ),
    (
        "alignments/uberon.sssom.tsv",
        "uberon/releases/2026-04-01/uberon.owl",
        "uberon/releases/2027-04-01/uberon.owl",
        "mapping-sets",
        "2026-04-01/uberon.owl",
        "2027-04-01/uberon.owl",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "question", "lost", "gained"), CHANGES)
def test_a_changed_statement_changes_the_answer(
    knowledge: Knowledge,
    tmp_path: Path,
    file: str,
    old: str,
    new: str,
    question: str,
    lost: str | None,
    gained: str | None,
) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ontology_dir(), folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    before = answer(knowledge, question)
    after = answer(Knowledge.load(folder), question)
    assert before != after
    if lost:
        assert any(lost in row.replace("\t", " ") for row in before)
    if gained:
        assert any(gained in row.replace("\t", " ") for row in set(after) - set(before))
