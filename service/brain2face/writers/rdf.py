"""Turtle that is loaded beside the ontology: expressions, their scorings, and verdicts on them.

A verdict is the claim of a profile and not a fact about the face: it is a thing of its own, with
the rules it rests on, and nothing is said of the expression that would make a reasoner classify it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import pyoxigraph as ox

from brain2face.explain import in_short
from brain2face.knowledge import Knowledge
from brain2face.notation import ScoredUnit
from brain2face.records import CodedEvent
from brain2face.terms import PREFIXES
from brain2face.verdict import Verdict
from brain2face.writers.about import About, legal, seconds
from brain2face.writers.naming import Naming

__all__ = ["write_turtle"]

_USED: Final = ("b2f", "dcterms", "rdfs", "void")
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9]*")
Pairs = list[tuple[str, str]]


def write_turtle(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Write each event as a ``b2f:Expression`` with its scorings and verdict; give their number.

    Raises:
        UsageFault: the base that the caller gave begins no IRI.
    """
    naming = Naming(about.base, about.knowledge or Knowledge.load())
    head = [f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in _USED]
    out.write("".join(head).encode())
    told = _Told(naming)
    if about.source:
        whole = [("a", "void:Dataset"), ("dcterms:title", _text(about.file_name))]
        out.write(_block(told.whole, whole))
    count = 0
    for count, one in enumerate(coded, 1):  # noqa: B007
        for subject, pairs in told.event(one, bool(about.source)):
            out.write(_block(subject, pairs))
    return count


class _Told:
    """What was written already: things are introduced once, and names are kept apart."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._names: set[str] = set()
        self._times: Counter[str] = Counter()
        self._introduced: set[str] = set()
        self.whole = _iri(naming.own("file"))

    def event(self, one: CodedEvent, titled: bool) -> Iterator[tuple[str, Pairs]]:
        event, observation, naming = one.event, one.event.observation, self._naming
        profile = one.verdict.profile
        name = self._own_name(event.name)
        me = naming.own("event", name)
        others: list[tuple[str, Pairs]] = []

        def introduce(relation: str, kind: str, role: str, label: str) -> Pairs:
            if not label:
                return []
            iri = naming.own(kind, label)
            if iri not in self._introduced:
                self._introduced.add(iri)
                others.append((_iri(iri), [("a", role), ("rdfs:label", _text(label))]))
            return [(relation, _iri(iri))]

        pairs: Pairs = [("a", "b2f:Expression")]
        pairs += [("a", _iri(kind)) for kind in naming.lengths(one.length, one.definition)]
        pairs += [("dcterms:identifier", _text(event.name))]
        pairs += [("dcterms:isPartOf", self.whole)] if titled else []
        pairs += introduce("b2f:shownBy", "subject", "b2f:Subject", event.subject)
        pairs += introduce("b2f:occursIn", "clip", "b2f:Clip", event.clip)
        if event.span:
            pairs += [("b2f:onset", _decimal(event.span.onset))]
            pairs += (
                [("b2f:apex", _decimal(event.span.apex))] if event.span.apex is not None else []
            )
            pairs += [("b2f:offset", _decimal(event.span.offset))]
            pairs += [("b2f:durationInSeconds", _decimal(event.span.duration))]
        codes = [unit.code for unit in observation.score.units]
        pairs += [("b2f:shows", _iri(naming.code(code, profile))) for code in _once(codes)]
        open_codes = sorted(observation.open, key=lambda c: (int(c.lstrip("M")), c))
        pairs += [("b2f:leavesOpen", _iri(naming.code(code, profile))) for code in open_codes]
        pairs += introduce("b2f:elicitedBy", "material", "b2f:ElicitationMaterial", event.material)
        pairs += self._words(one)
        by = introduce("b2f:codedBy", "coder", "b2f:Coder", event.coder or observation.instrument)
        for unit in observation.score.units:
            scoring = naming.own("event", name, str(unit))
            pairs += [("b2f:hasScoring", _iri(scoring))]
            others.append((_iri(scoring), [*self._scoring(unit, one.verdict), *by]))
        verdict = naming.own("event", name, "verdict", profile.name)
        pairs += [("b2f:hasVerdict", _iri(verdict))]
        others.append((_iri(verdict), self._verdict(one.verdict)))
        yield _iri(me), pairs
        yield from others

    def _own_name(self, name: str) -> str:
        """Give the name that no event had before: a second ``a`` is ``a~2``."""
        name = own = legal(name)
        while own in self._names:
            self._times[name] += 1
            own = f"{name}~{self._times[name] + 1}"
        self._names.add(own)
        return own

    def _words(self, one: CodedEvent) -> Iterator[tuple[str, str]]:
        event = one.event
        for label in _once(filter(None, (event.label, event.objective_class))):
            yield "b2f:givenLabel", _text(label)
        if felt := self._naming.feeling(event.self_report):
            yield "b2f:selfReportedAs", _iri(felt)
        elif event.self_report:
            yield "rdfs:comment", _text(f"self-report: {event.self_report}")
        for fault in event.remarks:
            yield "rdfs:comment", _text(str(fault))

    def _scoring(self, unit: ScoredUnit, verdict: Verdict) -> Iterator[tuple[str, str]]:
        yield "a", "b2f:Scoring"
        yield "rdfs:label", _text(str(unit))
        yield "b2f:scores", _iri(self._naming.code(unit.code, verdict.profile))
        if unit.intensity:
            yield "b2f:hasIntensity", _iri(self._naming.intensity(unit.intensity))
        if unit.side:
            yield "b2f:hasSide", _iri(self._naming.side(unit.side))

    def _verdict(self, verdict: Verdict) -> Pairs:
        profile = self._naming.profile(verdict.profile.name)
        needs = _once(code for one in verdict.undecided for code in one.needs)
        return [
            ("a", "b2f:Verdict"),
            ("rdfs:label", _text(in_short(verdict))),
            ("b2f:byProfile", _iri(profile))
            if profile
            else ("rdfs:comment", _text(f"profile: {verdict.profile.name}")),
            ("b2f:outcome", _text(verdict.outcome)),
            *(("b2f:namesResult", _iri(one.iri)) for one in verdict.results),
            *([("b2f:givesValence", _iri(verdict.valence.iri))] if verdict.valence else []),
            *([("b2f:fallsUnder", _iri(verdict.micro_type.iri))] if verdict.micro_type else []),
            *(("b2f:citesRule", _iri(one.rule.iri)) for one in verdict.fired),
            *(("b2f:hangsOn", _iri(self._naming.code(c, verdict.profile))) for c in needs),
        ]


def _block(subject: str, pairs: Pairs) -> bytes:
    said: dict[str, list[str]] = {}
    for predicate, value in pairs:
        said.setdefault(predicate, []).append(value)
    lines = (f"{predicate} {', '.join(_once(values))}" for predicate, values in said.items())
    told = " ;\n  ".join(lines)
    return f"\n{subject} {told} .\n".encode()


def _iri(iri: str) -> str:
    for name in _USED:
        local = iri.removeprefix(PREFIXES[name])
        if local != iri and _LOCAL.fullmatch(local):
            return f"{name}:{local}"
    return str(ox.NamedNode(iri))


def _text(text: str) -> str:
    return str(ox.Literal(legal(text)))


def _decimal(value: float) -> str:
    text = seconds(value)
    return text if "." in text else f"{text}.0"


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
