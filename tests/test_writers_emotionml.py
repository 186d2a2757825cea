"""EmotionML: checked against the rules of the recommendation, and the names against their sets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from brain2face.knowledge import Knowledge
from brain2face.records import Span
from brain2face.writers import About
from brain2face.writers.emotionml import PUBLISHED
from coded_events import coded, few, written

SPACE = "{http://www.w3.org/2009/10/emotionml}"
SETS = {kind: f"{kind}-set" for kind in ("category", "dimension", "appraisal", "action-tendency")}
VALENCE = "http://www.w3.org/TR/emotion-voc/xml#fsre-dimensions"
TIMES = {"offset-to-start": r"-?\d+", "duration": r"\d+", "time-ref-anchor-point": "start|end"}
ALLOWED = {
    "emotionml": {"version", *SETS.values()},
    "emotion": {"version", "id", "start", "end", "time-ref-uri", "expressed-through"}
    | {*SETS.values(), *TIMES},
    "info": {"id"},
    "reference": {"uri", "role", "media-type"},
    "vocabulary": {"type", "id"},
    "item": {"name"},
    **{kind: {"name", "value", "confidence"} for kind in SETS},
}


def order(element: etree._Element) -> str:
    kinds = {"info": "i", "emotion": "e", "vocabulary": "v", "reference": "r", "item": "n"}
    names = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
    return "".join(kinds.get(name, "d") for name in names)


def check(document: bytes) -> etree._Element:
    """Check a document by the rules of EmotionML 1.0, and give its root."""
    root = etree.fromstring(document)
    assert root.tag == f"{SPACE}emotionml"
    assert root.get("version") == "1.0"
    own = {
        vocabulary.get("id"): (vocabulary.get("type"), [item.get("name") for item in vocabulary])
        for vocabulary in root.iter(f"{SPACE}vocabulary")
    }
    forms = {"emotionml": "i?[ev]*", "emotion": "i?d+r*", "vocabulary": "i?n+", "item": "i?"}
    for element in root.iter(f"{SPACE}*"):
        kind = etree.QName(element).localname
        assert set(element.attrib) <= ALLOWED[kind], kind
        if kind != "info":
            assert re.fullmatch(forms.get(kind, ""), order(element)), (kind, order(element))
        for name, form in TIMES.items():
            assert re.fullmatch(form, element.get(name, "0" if form[0] != "s" else "start"))
        if kind in SETS:
            check_name(element, root, own)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in ids)
    return root


def check_name(
    element: etree._Element, root: etree._Element, own: dict[str, tuple[str, list[str]]]
) -> None:
    """The name is an item of the declared set, stands once, and has figures from 0 to 1."""
    kind, emotion = etree.QName(element).localname, element.getparent()
    assert emotion is not None
    declared = emotion.get(SETS[kind]) or root.get(SETS[kind]) or ""
    if declared.startswith("#"):
        of, names = own[declared[1:]]
        assert of == kind
    else:
        names = ["valence"] if declared == VALENCE else sorted(PUBLISHED[declared])
    assert element.get("name") in names
    assert [other.get("name") for other in emotion].count(element.get("name")) == 1
    assert kind != "dimension" or element.get("value")
    for figure in ("value", "confidence"):
        assert 0 <= float(element.get(figure, "0")) <= 1


def emotions(root: etree._Element) -> list[tuple[str | None, list[str | None]]]:
    return [
        (one.get("category-set"), [c.get("name") for c in one.iter(f"{SPACE}category")])
        for one in root.iter(f"{SPACE}emotion")
    ]


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
        good.replace("<reference", "<category name='fear'/><reference", 2),
        good.replace('<dimension name="valence" value="0.0"/>', ""),
        good.replace('id="e2"', 'id="e1"'),
        good.replace('<emotionml version="1.0"', "<emotionml"),
        good.replace('duration="1500"', 'duration="1.5"'),
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
    named = [above / "shared/alignments/extracts" for above in Path(__file__).resolve().parents]
    path = next((p for f in named if (p := f / "emotionml-items.tsv").is_file()), None)
    if path is None:
        pytest.skip("emotionml-items.tsv is not here: lay the folder shared/ beside the checkout")
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line[:1] != "#"]
    for iri, names in PUBLISHED.items():
        assert names == {row[2] for row in rows if row[0] == iri}
    assert [VALENCE, "dimension", "valence"] in rows
