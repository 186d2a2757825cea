"""Every competency question gives its golden answer, and no golden answer is empty or left over."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest

from brain2face.errors import UnknownNameError
from brain2face.formats import serialize
from brain2face.knowledge import Knowledge
from brain2face.questions import ask, load_questions

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = load_questions()


def answer(knowledge: Knowledge, name: str, /, **given: str) -> list[str]:
    """Answer a question with its example values, or with what is given instead."""
    examples = {p.name: p.example.strip('"') for p in QUESTIONS[name].parameters if p.example}
    out = io.BytesIO()
    serialize(ask(knowledge, name, {**examples, **given}), "tsv", out)
    return out.getvalue().decode().splitlines()


def test_there_are_at_least_thirty_questions_and_each_has_one_answer_file() -> None:
    assert len(QUESTIONS) >= 30
    assert sorted(QUESTIONS) == sorted(path.stem for path in GOLDEN.glob("*.tsv"))


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_gives_its_golden_answer(knowledge: Knowledge, name: str) -> None:
    golden = (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    given = answer(knowledge, name)
    assert len(golden) > 1, "an empty golden answer proves nothing"
    assert given[0] == golden[0]
    assert Counter(given[1:]) == Counter(golden[1:])
    if QUESTIONS[name].ordered:
        assert given == golden


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_refuses_what_it_does_not_know(knowledge: Knowledge, name: str) -> None:
    typed = [p.name for p in QUESTIONS[name].parameters if p.type not in ("text", "number")]
    for parameter in typed:
        with pytest.raises(UnknownNameError):
            answer(knowledge, name, **{parameter: "no such thing 999"})


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("muscles-of-unit", {"unit": "AU26"}, ["Masseter", "relaxes"]),
        ("units-of-muscle", {"muscle": "platysma"}, ["AU20", "AU21"]),
        ("branches-of-unit", {"unit": "5"}, ["OculomotorNerve"]),
        ("units-of-emotion", {"emotion": "sadness"}, ["AU43", "AU17"]),
        ("emotions-of-unit", {"unit": "AU20"}, ["Fear"]),
        ("cut-branch", {"branch": "cervical branch of CN VII"}, ["AU20", "Fear", "wholly"]),
        ("central-lesion", {"side": "right side"}, ["LeftLowerFace", "lost"]),
        ("lookup", {"name": "cheek raiser"}, ["AU6"]),
        ("evidence", {"unit": "AU20"}, ["Fear", "0.25"]),
        ("innervation-disputes", {"muscle": "risorius"}, ["MarginalMandibularBranch"]),
    ],
)
def test_another_value_gives_another_answer(
    knowledge: Knowledge, name: str, given: dict[str, str], expected: list[str]
) -> None:
    rows = answer(knowledge, name, **given)
    assert rows != answer(knowledge, name)
    for word in expected:
        assert any(word in row for row in rows[1:]), f"{word} is not in the answer"
