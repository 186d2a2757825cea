"""A label from three conditions: agreement, or a disagreement with its reasons."""

from __future__ import annotations

from itertools import product

import pytest

from brain2face.coder import code
from brain2face.durations import load_definitions
from brain2face.knowledge import Knowledge
from brain2face.labelling import Labelled, Meanings, label
from brain2face.notation import parse_score
from brain2face.profiles import compile_profile
from brain2face.records import Span
from brain2face.rules import Profile

TYPES = {"NegativeType", "OtherType", "PositiveType", "SurpriseType"}


@pytest.fixture(scope="module")
def meanings(knowledge: Knowledge) -> Meanings:
    return Meanings.load(knowledge)


@pytest.fixture(scope="module")
def dong(knowledge: Knowledge) -> Profile:
    return compile_profile(knowledge, "dong2022")


def short(labelled: Labelled) -> tuple[str | None, str, bool, str]:
    """Give label and type by their ids, agreement and level."""
    found = labelled.label.iri.rpartition("/")[2] if labelled.label else None
    return found, labelled.micro_type.iri.rpartition("/")[2], labelled.agreement, labelled.level


def has(lines: tuple[str, ...], text: str) -> bool:
    return any(text in line for line in lines)


@pytest.mark.parametrize(
    ("score", "material", "report", "expected"),
    [
        ("12", "happy", "joy", ("Happiness", "PositiveType", True, "emotion")),
        ("12", "positive", None, ("Happiness", "PositiveType", True, "emotion")),
        ("1+4+5+25", None, "scared", ("Fear", "NegativeType", True, "emotion")),
        ("1+4+5+25", "negative", "fear", ("Fear", "NegativeType", True, "emotion")),
        ("4", "disgust", None, ("Disgust", "NegativeType", True, "emotion")),
        ("4", "negative", "unpleasant", ("NegativeType", "NegativeType", True, "type")),
        ("1+4+5+25", "negative", None, ("NegativeType", "NegativeType", True, "type")),
        ("6+12+4", "positive", "happiness", ("Happiness", "PositiveType", True, "emotion")),
        ("6+12+4", "comedy/joy", None, (None, "OtherType", False, "none")),
        ("2", "positive", "surprised", ("Surprise", "SurpriseType", True, "emotion")),
        ("2", "negative", None, ("Surprise", "SurpriseType", True, "emotion")),
        ("0", "neutral", "neutral", ("Neutral", "OtherType", True, "emotion")),
        ("12", "disgust", "disgust", (None, "OtherType", False, "none")),
        ("1+4+5+25", "disgust", "anger", (None, "NegativeType", False, "type")),
        ("12", "neutral", None, (None, "OtherType", False, "none")),
        ("2", "happiness", "happiness", (None, "OtherType", False, "none")),
        ("12", None, "", (None, "PositiveType", False, "emotion")),
        ("2", None, None, (None, "SurpriseType", False, "emotion")),
        ("25", "fear", "fear", (None, "OtherType", False, "emotion")),
        ("null", None, None, (None, "OtherType", False, "none")),
    ],
)
def test_three_conditions_come_to_a_label_or_to_none(
    meanings: Meanings,
    dong: Profile,
    score: str,
    material: str | None,
    report: str | None,
    expected: tuple[str | None, str, bool, str],
) -> None:
    assert short(label(code(parse_score(score), dong), material, report, meanings)) == expected


def test_what_narrows_an_ambiguous_face_is_named(meanings: Meanings, dong: Profile) -> None:
    found = label(code(parse_score("1+4+5+25"), dong), None, "fear", meanings)
    assert has(found.reasons, "Fear or sadness is narrowed by the self-report.")
    assert has(found.settles, "Look up what was shown")


def test_a_disagreement_says_who_says_what_and_what_would_settle_it(
    meanings: Meanings, dong: Profile
) -> None:
    found = label(code(parse_score("1+4+5+25"), dong), "disgust", "negative", meanings)
    assert short(found) == (None, "NegativeType", False, "type")
    assert found.reasons[:3] == (
        "The action units say fear or sadness.",
        "The elicitation material says disgust.",
        "The self-report says negative.",
    )
    assert has(found.reasons, "action units and the elicitation material contradict each other")
    assert has(found.reasons, "agree in the negative type")
    assert has(found.settles, "AU20 would speak for fear")
    assert has(found.settles, "second coder")


def test_surprise_alone_is_no_label(meanings: Meanings, dong: Profile) -> None:
    found = label(code(parse_score("1+2"), dong), None, None, meanings)
    assert has(found.reasons, "Surprise can be read from its context only")
    assert len(found.settles) == 2


def test_a_word_that_nothing_is_called_by_is_told_and_not_guessed(
    meanings: Meanings, dong: Profile
) -> None:
    found = label(code(parse_score("12"), dong), "a film of kittens", "hapiness", meanings)
    assert not found.agreement
    assert has(found.reasons, "'a film of kittens'")
    assert has(found.reasons, "'hapiness'. Nearest: Happiness")


def test_without_units_there_is_no_label(meanings: Meanings) -> None:
    found = label(None, "fear", "fear", meanings)
    assert short(found) == (None, "OtherType", False, "emotion")
    assert has(found.reasons, "Without action units there is no label")


def test_closed_eyes_are_impossible_within_half_a_second(meanings: Meanings, dong: Profile) -> None:
    sad = code(parse_score("43"), dong)
    brief = label(sad, "sad", "sad", meanings, Span(0, 0.5))
    assert short(brief) == (None, "OtherType", False, "emotion")
    assert has(brief.reasons, "AU43 cannot be part of an expression of 0.5 s")
    assert has(brief.reasons, "Sadness rests on AU43 and is dropped")
    assert short(label(sad, "sad", "sad", meanings, Span(0, 0.6)))[0] == "Sadness"
    both = label(code(parse_score("4+5+43"), dong), "sad", None, meanings, Span(0, 0.3))
    assert short(both)[0] == "Sadness", "rule 7 has another way to sadness"
    fear = label(code(parse_score("1+4+5+25"), dong), None, None, meanings, Span(0, 0.2))
    assert not has(fear.settles, "AU43")


@pytest.mark.parametrize(
    ("span", "name", "length", "told"),
    [
        (Span(0, 0.2), "dong2022", "micro", "micro-expression by Dong et al. 2022."),
        (Span(0, 0.3), "dong2022", "macro", "but a macro-expression"),
        (Span(0, 0.03), "dong2022", "neither", "neither micro nor macro"),
        (Span(0, 0.6), "yan2013", "macro", "Its apex is not known"),
        (Span(0, 0.6, 0.2), "yan2013", "micro", "micro-expression by Yan et al. 2013."),
    ],
)
def test_the_length_is_said(
    knowledge: Knowledge,
    meanings: Meanings,
    dong: Profile,
    span: Span,
    name: str,
    length: str,
    told: str,
) -> None:
    definition = load_definitions(knowledge)[name]
    found = label(code(parse_score("12"), dong), None, None, meanings, span, definition)
    assert found.length == length
    assert has(found.reasons, told)


def test_every_answer_has_one_of_four_types_and_its_reasons(
    meanings: Meanings, dong: Profile
) -> None:
    words = (None, "fear", "happy", "surprise", "negative", "others", "contempt", "neutral", "?!")
    for score, material, report in product(("12", "4", "2", "1+4+5+25", "0", "25"), words, words):
        found = label(code(parse_score(score), dong), material, report, meanings)
        name, kind, agreement, level = short(found)
        assert kind in TYPES
        assert (name is not None) is agreement
        assert len(found.conditions) == 3 <= len(found.reasons)
        assert agreement <= (level != "none")
        assert level == "emotion" or found.settles or agreement or len(found.reasons) > 3
