"""EmotionML: checked against the rules of the recommendation, and the names against their sets."""

from __future__ import annotations

import pytest

from brain2face.knowledge import Knowledge
from brain2face.records import Span
from brain2face.terms import B2F
from brain2face.writers import About
from brain2face.writers.emotionml import PUBLISHED
from coded_events import coded, few, written
from emotionml_rules import SPACE, VALENCE, check, emotions
from fixture_files import shared_file


def test_the_document_keeps_the_rules(knowledge: Knowledge) -> None:
    root = check(written(few(knowledge), "emotionml", About(source="few.csv")))
    big6 = "http://www.w3.org/TR/emotion-voc/xml#big6"
    assert emotions(root) == [
        (big6, ["happiness"]),
        (big6, ["fear", "sadness"]),
        (big6, ["happiness"]),
        (None, []),
    ]
    (valence,) = root[-1].iter(f"{SPACE}dimension")
    assert (valence.get("name"), valence.get("value")) == ("valence", "0.0")


def test_the_checker_can_fail(knowledge: Knowledge) -> None:
    good = written(few(knowledge), "emotionml").decode()
    for broken in (
        good.replace('name="happiness"', 'name="joy"', 1),
        good.replace("</emotion>", "<category name='fear'/></emotion>", 2),
        good.replace('<dimension name="valence" value="0.0"/>', ""),
        good.replace('id="e2"', 'id="e1"'),
        good.replace('<emotionml version="1.0"', "<emotionml"),
        good.replace('duration="1500"', 'duration="1.5"'),
        good.replace('name="fear"', 'name="fear" confidence="1.5"'),
    ):
        assert broken != good
        with pytest.raises((AssertionError, KeyError)):
            check(broken.encode())


def test_an_event_is_placed_relative_to_its_clip_and_not_in_1970(knowledge: Knowledge) -> None:
    one = coded(knowledge, "12", Span(1.25, 1.37), clip="my clip.mp4")
    emotion = check(written([one], "emotionml"))[0]
    assert (emotion.get("offset-to-start"), emotion.get("duration")) == ("1250", "120")
    assert emotion.get("time-ref-uri") == "my%20clip.mp4"
    assert emotion.get("start") is emotion.get("end") is None
    (reference,) = emotion.iter(f"{SPACE}reference")
    assert reference.get("uri") == "my%20clip.mp4#t=1.25,1.37"


def test_without_a_clip_there_is_nothing_to_count_from_and_no_medium_is_cited(
    knowledge: Knowledge,
) -> None:
    about = About(source="/home/anna/study/few.csv")
    root = check(written([coded(knowledge, "12", Span(1.25, 1.37))], "emotionml", about))
    (emotion,) = root.iter(f"{SPACE}emotion")
    assert emotion.get("duration") == "120"
    assert emotion.get("time-ref-uri") is emotion.get("offset-to-start") is None
    assert not list(emotion.iter(f"{SPACE}reference"))
    (told,) = emotion.iter(f"{{{B2F}}}event")
    assert (told.get("onset"), told.get("offset")) == ("1.25", "1.37")
    (source,) = root.iter(f"{{{B2F}}}source")
    assert source.get("name") == "few.csv"


def test_only_a_posterior_is_a_confidence(knowledge: Knowledge) -> None:
    events = [coded(knowledge, "6+12", profile=name) for name in ("dong2022", "consensus")]
    agreeing, pooled = check(written(events, "emotionml")).iter(f"{SPACE}category")
    assert events[0].verdict.ranking[0].score < 1
    assert (agreeing.get("name"), agreeing.get("confidence")) == ("happiness", None)
    posterior = events[1].verdict.ranking[0].score
    assert float(pooled.get("confidence", "")) == pytest.approx(posterior, abs=1e-4)


def test_a_valence_among_the_results_is_written_beside_the_category(knowledge: Knowledge) -> None:
    one = coded(knowledge, "4+12")
    assert {result.kind for result in one.verdict.results} == {"emotion", "valence"}
    root = check(written([one], "emotionml"))
    assert emotions(root) == [("http://www.w3.org/TR/emotion-voc/xml#big6", ["happiness"])]
    (valence,) = root.iter(f"{SPACE}dimension")
    assert (valence.get("name"), valence.get("value")) == ("valence", "0.0")
    (told,) = root.iter(f"{{{B2F}}}verdict")
    assert told.get("outcome") == "ambiguous"


def test_contempt_is_in_another_published_set(knowledge: Knowledge) -> None:
    root = check(written([coded(knowledge, "L12C+L14C", profile="emfacs")], "emotionml"))
    assert emotions(root) == [
        ("http://www.w3.org/TR/emotion-voc/xml#fsre-categories", ["contempt"])
    ]


def test_what_no_published_set_has_is_in_a_vocabulary_of_the_document(
    knowledge: Knowledge,
) -> None:
    events = [
        coded(knowledge, "1+2+5+25+26", profile="du2014"),
        coded(knowledge, "12", profile="davison2018"),
        coded(knowledge, "0"),
    ]
    root = check(written(events, "emotionml"))
    assert {declared for declared, _ in emotions(root)} == {"#labels"}
    (vocabulary,) = root.iter(f"{SPACE}vocabulary")
    names = {item.get("name") for item in vocabulary}
    assert names == {name for _, found in emotions(root) for name in found}
    assert {"neutral", "objective-class-II"} & names


def test_what_names_nothing_is_told_in_a_comment_only(knowledge: Knowledge) -> None:
    text = written([coded(knowledge, "25", name="a--b-")], "emotionml")
    root = check(text)
    assert emotions(root) == []
    assert "none" in str([child.text for child in root])


def test_the_published_sets_are_those_of_w3c() -> None:
    path = shared_file("alignments/extracts/emotionml-items.tsv")
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[:1] != "#"]
    for iri, names in PUBLISHED.items():
        assert names == {row[2] for row in rows if row[0] == iri}
    assert [VALENCE, "dimension", "valence"] in rows
