"""The closed world of one scenario: which list is complete, and what that lets HermiT conclude.

OWL assumes that whatever is not said may still be so. A table that is printed as a whole means
more: a unit signals the emotions of its rows and no other. This module writes that meaning down as
axioms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

from pyoxigraph import BlankNode, NamedNode, Triple

from brain2face.reasoner.library import Library
from brain2face.reasoner.logic import logical
from brain2face.reasoner.scenario import Scenario
from brain2face.reasoner.statements import (
    FIRST,
    NIL,
    REST,
    TYPE,
    Statements,
    Term,
    b2f,
    owl,
    rdfs,
)

__all__ = ["closed_world", "open_world", "signals_of"]

_SIGNALS, _SHARE = b2f("signals"), b2f("share")
Signals = Mapping[NamedNode, frozenset[NamedNode]]


def closed_world(library: Library, scenario: Scenario) -> list[Triple]:
    """Give the logical statements of a scenario with the axioms that close it."""
    told = open_world(library, scenario.places, scenario.closes)
    signals = _merged(signals_of(library, place) for place in scenario.closes)
    axioms = _Axioms()
    for unit, emotions in signals.items():
        axioms.all(unit, TYPE, axioms.only(_SIGNALS, emotions))
        for emotion in emotions:
            axioms.all(unit, _SIGNALS, emotion)
    emotions = frozenset().union(*signals.values()) if signals else frozenset()
    for emotion in emotions:
        axioms.exclusive(emotion)
    axioms.different(emotions)
    axioms.different(signals)
    branches = Statements(told).instances(b2f("FacialNerveBranch"))
    axioms.different(branches)
    for pair in combinations(sorted(branches, key=str), 2):
        axioms.twice(pair)
    return list(dict.fromkeys([*told, *axioms.triples]))


def open_world(library: Library, places: Iterable[str], closes: Iterable[str]) -> list[Triple]:
    """Give the logical statements of words and places; signals only of the closed places."""
    closed = frozenset(closes)
    triples = list(library.core)
    for place in places:
        triples += [
            t for t in library.places.get(place, ()) if place in closed or t.predicate != _SIGNALS
        ]
    return logical(triples)


def signals_of(library: Library, place: str) -> Signals:
    """Give what each unit signals in a place: as stated, and as its rules and shares name units.

    A rule names every unit of its definition, required or alternative, for each emotion that its
    conclusion concludes. A share names a unit that some of the faces of an emotion showed, though
    no rule asks for it. Compound emotions are left out: they are made of the others.
    """
    here = Statements(library.places.get(place, ()))
    words, known = library.words, library.everything
    emotions = known.instances(b2f("Emotion")) - known.instances(b2f("CompoundEmotion"))
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for triple in here:
        if triple.predicate == _SIGNALS and isinstance(triple.subject, NamedNode):
            found[triple.subject].update(_iris([triple.object]))
    for rule in here.having(owl("equivalentClass")):
        signalled = _concluded(rule, here, words) & emotions
        for unit in _units(rule, here) if signalled else ():
            found[unit] |= signalled
    for row in here.having(_SHARE):
        signalled = _iris(here.objects(row, b2f("aboutEmotion"))) & emotions
        for unit in _iris(here.objects(row, b2f("aboutUnit"))) if signalled else ():
            found[unit] |= signalled
    return {unit: frozenset(found[unit]) for unit in sorted(found, key=str)}


def _concluded(rule: Term, here: Statements, words: Statements) -> frozenset[NamedNode]:
    uppers = [upper for own in here.above(rule) for upper in ({own} | words.above(own))]
    values: list[Term] = []
    for upper in uppers:
        for known in (here, words):
            if b2f("concludes") in known.objects(upper, owl("onProperty")):
                values += known.objects(upper, owl("hasValue"))
    return _iris(values)


def _units(rule: Term, here: Statements) -> frozenset[NamedNode]:
    found: set[NamedNode] = set()
    waiting = list(here.objects(rule, owl("equivalentClass")))
    while waiting:
        node = waiting.pop()
        for predicate in (owl("intersectionOf"), owl("unionOf")):
            for head in here.objects(node, predicate):
                waiting += here.items(head)
        if {b2f("shows"), b2f("scores")} & set(here.objects(node, owl("onProperty"))):
            found |= _iris(here.objects(node, owl("hasValue")))
        waiting += here.objects(node, owl("someValuesFrom"))
    return frozenset(found)


def _merged(lists: Iterable[Signals]) -> Signals:
    merged: dict[NamedNode, frozenset[NamedNode]] = {}
    for signals in lists:
        for unit, emotions in signals.items():
            merged[unit] = merged.get(unit, frozenset()) | emotions
    return merged


def _iris(terms: Iterable[Term]) -> frozenset[NamedNode]:
    return frozenset(term for term in terms if isinstance(term, NamedNode))


class _Axioms:
    def __init__(self) -> None:
        self.triples: list[Triple] = []

    def all(self, subject: NamedNode | BlankNode, predicate: NamedNode, value: Term) -> None:
        self.triples.append(Triple(subject, predicate, value))

    def listed(self, items: Iterable[Term]) -> Term:
        head: NamedNode | BlankNode = NIL
        for item in reversed(list(items)):
            node = BlankNode()
            self.all(node, FIRST, item)
            self.all(node, REST, head)
            head = node
        return head

    def built(self, predicate: str, items: Iterable[Term]) -> BlankNode:
        node = BlankNode()
        self.all(node, TYPE, owl("Class"))
        self.all(node, owl(predicate), self.listed(items))
        return node

    def restricted(self, relation: Term, predicate: str, value: Term) -> BlankNode:
        node = BlankNode()
        self.all(node, TYPE, owl("Restriction"))
        self.all(node, owl("onProperty"), relation)
        self.all(node, owl(predicate), value)
        return node

    def only(self, relation: NamedNode, values: Iterable[NamedNode]) -> BlankNode:
        listed = sorted(values, key=str)
        return self.restricted(relation, "allValuesFrom", self.built("oneOf", listed))

    def different(self, items: Iterable[NamedNode]) -> None:
        members = sorted(items, key=str)
        if len(members) > 1:
            node = BlankNode()
            self.all(node, TYPE, owl("AllDifferent"))
            self.all(node, owl("distinctMembers"), self.listed(members))

    def exclusive(self, emotion: NamedNode) -> None:
        kind = NamedNode(f"{emotion.value}ExclusiveUnit")
        parts: list[Term] = [
            b2f("FacsCode"),
            self.restricted(_SIGNALS, "hasValue", emotion),
            self.only(_SIGNALS, [emotion]),
        ]
        self.all(kind, TYPE, owl("Class"))
        self.all(kind, owl("equivalentClass"), self.built("intersectionOf", parts))
        above = self.restricted(b2f("exclusivelySignals"), "hasValue", emotion)
        self.all(kind, rdfs("subClassOf"), above)

    def twice(self, branches: Iterable[NamedNode]) -> None:
        by_branch = []
        for branch in branches:
            inverse = BlankNode()
            self.all(inverse, owl("inverseOf"), b2f("controls"))
            by_branch.append(self.restricted(inverse, "hasValue", branch))
        parts: list[Term] = [b2f("ActionUnit"), *by_branch]
        both = self.built("intersectionOf", parts)
        self.all(both, rdfs("subClassOf"), b2f("MultiplyControlledUnit"))
