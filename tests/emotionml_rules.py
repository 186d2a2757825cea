"""The rules of EmotionML 1.0 that a document must keep, for the tests of what is written in it."""

from __future__ import annotations

import re

from lxml import etree

from brain2face.writers.emotionml import PUBLISHED

__all__ = ["SPACE", "VALENCE", "check", "emotions"]

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
