"""W3C EmotionML 1.0: what each face is coded as, in published vocabularies where they have it.

``start`` and ``end`` of EmotionML count from 1970, so an event in a clip is placed by its offset to
the start of the clip, by its duration, and by a media fragment; where no clip is named, there is
nothing to count from, and the times stand in the ``info``. Each emotion names one set: the big
six of W3C, else the set of Fontaine and others, else a vocabulary that the document itself holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO, Final
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from brain2face.explain import in_short, word
from brain2face.records import CodedEvent, Event
from brain2face.rules import Conclusion
from brain2face.terms import B2F
from brain2face.verdict import Verdict
from brain2face.writers.about import About, legal, seconds

__all__ = ["PUBLISHED", "write_emotionml"]

_NAMESPACE: Final = "http://www.w3.org/2009/10/emotionml"
_SETS: Final = "http://www.w3.org/TR/emotion-voc/xml#"
PUBLISHED: Final = {
    f"{_SETS}big6": frozenset("anger disgust fear happiness sadness surprise".split()),
    f"{_SETS}fsre-categories": frozenset(
        """anger anxiety being-hurt compassion contempt contentment despair disappointment disgust
        fear guilt happiness hate interest irritation jealousy joy love pleasure pride sadness shame
        stress surprise""".split()
    ),
}
_DIMENSIONS: Final = f"{_SETS}fsre-dimensions"
_VALENCES: Final = {
    f"{B2F}NegativeValence": "0.0",
    f"{B2F}NeutralValence": "0.5",
    f"{B2F}PositiveValence": "1.0",
}
_OWN: Final = "labels"


def write_emotionml(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Write an EmotionML document; give the number of events in it.

    An event that is coded as nothing at all has no place in EmotionML, which asks for at least one
    category or dimension: it is left out, and a comment says so.
    """
    own: dict[str, str] = {}
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f'<emotionml version="1.0" xmlns="{_NAMESPACE}" xmlns:b2f="{B2F}">\n'.encode())
    if about.source:
        out.write(f"  <info><b2f:source{_attributes(name=about.file_name)}/></info>\n".encode())
    written = 0
    for number, one in enumerate(coded, 1):
        if lines := _emotion(f"e{number}", one, own):
            written += 1
            out.write("".join(f"  {line}\n" for line in lines).encode())
        else:
            why = legal(f"{one.event.name}: {in_short(one.verdict)}").replace("-", "\u2010")
            out.write(f"  <!-- {why} -->\n".encode())
    if own:
        out.write(f'  <vocabulary type="category" id="{_OWN}">\n'.encode())
        for name, iri in sorted(own.items()):
            info = f"<info><b2f:term{_attributes(iri=iri)}/></info>"
            out.write(f"    <item{_attributes(name=name)}>{info}</item>\n".encode())
        out.write(b"  </vocabulary>\n")
    out.write(b"</emotionml>\n")
    return written


def _emotion(name: str, one: CodedEvent, own: dict[str, str]) -> list[str]:
    verdict = one.verdict
    categories = {_item(c): c for c in verdict.results if c.kind != "valence"}
    if verdict.outcome == "neutral":
        categories = {"neutral": Conclusion(f"{B2F}Neutral", "neutral", "emotion")}
    valence = _valence(verdict)
    if not categories and not valence:
        return []
    attributes = {"id": name, "expressed-through": "face"}
    if categories:
        attributes["category-set"] = _set_of(categories, own)
    if valence:
        attributes["dimension-set"] = _DIMENSIONS
    attributes |= _placed(one.event)
    confidences = _confidences(verdict)
    lines = [f"<emotion{_attributes(**attributes)}>", f"  <info>{_info(one)}</info>"]
    for item, conclusion in categories.items():
        said = {"name": item, "confidence": confidences.get(conclusion.iri, "")}
        lines.append(f"  <category{_attributes(**said)}/>")
    if valence:
        lines.append(f'  <dimension name="valence" value="{valence}"/>')
    if one.event.clip:
        uri = _clip(one.event) + _fragment(one.event)
        lines.append(f"  <reference{_attributes(uri=uri, role='expressedBy')}/>")
    return [*lines, "</emotion>"]


def _valence(verdict: Verdict) -> str:
    """Give the value of the one valence that is named or follows; none if there are several."""
    named = {one.iri for one in verdict.results if one.kind == "valence"}
    if not named and verdict.valence:
        named = {verdict.valence.iri}
    return _VALENCES.get(named.pop(), "") if len(named) == 1 else ""


def _confidences(verdict: Verdict) -> dict[str, str]:
    """Give posteriors by their emotions; the ranking of one profile is an agreement and none."""
    if not verdict.profile.members:
        return {}
    return {
        ranked.emotion.iri: f"{min(max(ranked.score, 0.0), 1.0):.4f}" for ranked in verdict.ranking
    }


def _clip(event: Event) -> str:
    return quote(legal(event.clip))


def _placed(event: Event) -> dict[str, str]:
    if not event.span:
        return {}
    lasting = {"duration": str(round(event.span.duration * 1000))}
    if not event.clip:
        return lasting
    return {
        "time-ref-uri": _clip(event),
        "time-ref-anchor-point": "start",
        "offset-to-start": str(round(event.span.onset * 1000)),
        **lasting,
    }


def _set_of(categories: dict[str, Conclusion], own: dict[str, str]) -> str:
    for iri, names in PUBLISHED.items():
        if names.issuperset(categories):
            return iri
    own.update({item: conclusion.iri for item, conclusion in categories.items()})
    return f"#{_OWN}"


def _item(conclusion: Conclusion) -> str:
    return re.sub(r"[^\w.-]+", "-", legal(conclusion.label)).strip("-") or "unnamed"


def _fragment(event: Event) -> str:
    if not event.span or event.span.duration <= 0 or event.span.onset < 0:
        return ""
    return f"#t={seconds(event.span.onset)},{seconds(event.span.offset)}"


def _info(one: CodedEvent) -> str:
    event, verdict = one.event, one.verdict
    span = event.span
    told = {
        "name": event.name,
        "subject": event.subject,
        "coder": event.coder,
        "score": str(event.observation.score),
        "onset": seconds(span.onset) if span else "",
        "apex": seconds(span.apex) if span else "",
        "offset": seconds(span.offset) if span else "",
        "length": one.length,
    }
    return f"<b2f:event{_attributes(**told)}/>{_verdict(verdict)}"


def _verdict(verdict: Verdict) -> str:
    head = {
        "profile": verdict.profile.name,
        "outcome": verdict.outcome,
        "short": in_short(verdict),
        "type": word(verdict.micro_type) if verdict.micro_type else "",
    }
    fired = "".join(
        f"<b2f:rule{_attributes(iri=one.rule.iri, units=' '.join(one.units))}/>"
        for one in verdict.fired
    )
    return f"<b2f:verdict{_attributes(**head)}>{fired}</b2f:verdict>"


def _attributes(**values: str) -> str:
    return "".join(f" {name}={quoteattr(legal(text))}" for name, text in values.items() if text)
