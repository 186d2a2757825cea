"""The words of labels: what they mean at each level, and that nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from brain2face.assessment import Share
from brain2face.errors import SourceFileError, UnknownNameError, UsageFault
from brain2face.knowledge import Knowledge
from fixture_files import fixture
from labelled_files import at_level, evaluated, ids, rules_file, sheet


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Happy", {"emotion": "Happiness", "type": "PositiveType", "valence": "PositiveValence"}),
        ("anger", {"emotion": "Anger", "type": "NegativeType", "valence": "NegativeValence"}),
        ("surprise", {"emotion": "Surprise", "type": "SurpriseType"}),
        ("repression", {"emotion": "Repression", "type": "OtherType"}),
        ("others", {"type": "OtherType"}),
        ("negative", {"type": "NegativeType", "valence": "NegativeValence"}),
        ("neutral", {"emotion": "Neutral"}),
        ("fear/anger", {"type": "NegativeType", "valence": "NegativeValence"}),
        ("fear, happiness", {}),
    ],
)
def test_a_word_is_judged_at_the_levels_at_which_it_says_one_thing(
    tmp_path: Path, knowledge: Knowledge, word: str, expected: dict[str, str]
) -> None:
    rows = [("12", f'"{word}"'), ("5", "contempt")]
    found = evaluated(knowledge, sheet(tmp_path, rows), rules_file(tmp_path))
    levels = {
        level.level: {iri.rpartition("/")[2] for iri in level.labels} for level in found.levels
    }
    for level in ("emotion", "type", "valence"):
        left = {"emotion": {"Contempt"}, "type": {"OtherType"}}.get(level, set())
        own = {expected[level]} if level in expected else set()
        assert levels.get(level, set()) == left | own
    assert not found.unknown


def test_what_a_label_means_at_no_level_is_counted_and_left_out(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    rows = [("12", "happiness"), ("12", "tense"), ("12", "tense"), ("5", ""), ("5", "fear or joy")]
    found = evaluated(knowledge, sheet(tmp_path, rows), rules_file(tmp_path))
    assert found.judged == 1
    assert at_level(found, "emotion").total == 1
    assert found.unknown == {"tense": 2}
    assert found.several == {"fear or joy": 1}
    assert (found.left_out.unread, found.left_out.unlabelled) == (3, 1)


def test_a_word_means_what_the_user_says(tmp_path: Path, knowledge: Knowledge) -> None:
    path = sheet(tmp_path, [("12", "happiness"), ("12", " Tense "), ("12", "others")])
    mapped = {"tense": "negative", "others": "contempt", "absent": "fear"}
    found = evaluated(knowledge, path, rules_file(tmp_path), mapped=mapped)
    assert ids(at_level(found, "type").profiles[0].confusion.counts) == {
        ("PositiveType", "PositiveType"): 1,
        ("NegativeType", "PositiveType"): 1,
        ("OtherType", "PositiveType"): 1,
    }
    assert found.unused == ("absent",)
    assert not found.unknown


def test_a_word_cannot_be_given_a_meaning_that_nobody_knows(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    with pytest.raises(UnknownNameError, match="hapiness"):
        evaluated(knowledge, sheet(tmp_path, []), rules_file(tmp_path), mapped={"a": "hapiness"})


def test_objective_classes_are_judged_by_the_profile_that_names_them(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    path = tmp_path / "samm.csv"
    rows = ["s1,a,6+12,I", "s1,b,1+2,2", "s2,c,12,objective class VI", "s2,d,1+2+12,VII"]
    header = "subject,filename,AU,Objective Class"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    found = evaluated(knowledge, path, "davison2018", "dong2022")
    (level,) = found.levels
    assert (level.level, level.silent, found.subjects) == ("class", ("dong2022",), 2)
    (own,) = level.profiles
    assert own.confusion.accuracy == Share(3, 4)
    assert own.confusion.coverage == Share(4, 4)
    assert own.nameable == Share(4, 4)


def test_an_unknown_objective_class_is_told(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "samm.csv"
    path.write_text("subject,filename,AU,Objective Class\ns1,a,12,I\ns1,b,12,IX\n", "utf-8")
    found = evaluated(knowledge, path, "davison2018")
    assert (found.judged, found.unknown) == (1, {"IX": 1})


def test_a_face_that_no_rule_is_met_by_is_not_taken_for_others(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    found = evaluated(knowledge, sheet(tmp_path, [("25", "others")]), "dong2022")
    (level,) = found.levels
    assert ids(level.profiles[0].confusion.counts) == {("OtherType", "none"): 1}


def test_a_compound_emotion_has_one_type_as_label_and_as_verdict(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    found = evaluated(knowledge, sheet(tmp_path, [("1+4+5+20+25", "sadly fearful")]), "du2014")
    for name in ("type", "valence"):
        (label,) = at_level(found, name).labels
        assert label.rpartition("/")[2].startswith("Negative")


def test_a_neutral_face_is_right_where_neutral_is_the_label(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    rows = [("0", "neutral"), ("12", "neutral")]
    found = evaluated(knowledge, sheet(tmp_path, rows), rules_file(tmp_path))
    (level,) = found.levels
    assert level.level == "emotion"
    assert level.profiles[0].confusion.accuracy == Share(1, 2)


@pytest.mark.parametrize(
    ("rows", "fault", "told"),
    [
        ([("12", ""), ("5", "")], UsageFault, "none of its 2 expressions has a label"),
        ([("12", "tense")], UsageFault, "'tense' (1).*--map WORD=EMOTION"),
        ([("12", "fear/joy")], UsageFault, "each names several things"),
        ([("", "fear")], UsageFault, "none of its 1 labelled expressions has an action unit"),
        ([], SourceFileError, "holds no expression"),
    ],
)
def test_a_file_that_says_nothing_is_refused_with_what_would_be_right(
    tmp_path: Path,
    knowledge: Knowledge,
    rows: list[tuple[str, str]],
    fault: type[Exception],
    told: str,
) -> None:
    with pytest.raises(fault, match=told.replace("(1)", r"\(1\)")):
        evaluated(knowledge, sheet(tmp_path, rows), rules_file(tmp_path))


def test_two_profiles_of_one_name_are_not_mixed_up(tmp_path: Path, knowledge: Knowledge) -> None:
    mine = rules_file(tmp_path).rename(tmp_path / "emfacs.csv")
    with pytest.raises(UsageFault, match="Two profiles are called emfacs"):
        evaluated(knowledge, sheet(tmp_path, [("12", "joy")]), "emfacs", mine)


def test_a_real_sheet_of_annotations_is_judged(knowledge: Knowledge) -> None:
    path = fixture("me_annotation_meb_per_annotation.xlsx")
    found = evaluated(knowledge, path, "dong2022", "casme2")
    assert (found.judged, found.unknown) == (2, {})
    assert at_level(found, "type").total == 2
    (label,) = at_level(found, "emotion").labels
    assert label.endswith("Happiness")
    assert at_level(found, "emotion").profiles[0].confusion.accuracy == Share(0, 1)
