"""Coding profiles: sets of published rules, compiled from the ontology and from nothing else.

A profile keeps, beside its rules, what a verdict needs to give reasons: which rule's face is always
another rule's face, and what the tables of the rules' own source say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from brain2face.definitions import RuleReader, Term
from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.rules import Association, Conclusion, Place, Profile, Rule
from brain2face.terms import B2F, PREFIXES, curie

__all__ = ["compile_profile", "profile_names", "unit_names"]

_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_SUBCLASS: Final = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_LABEL: Final = ox.NamedNode(PREFIXES["rdfs"] + "label")
_NOTATION: Final = ox.NamedNode(PREFIXES["skos"] + "notation")
_PART_OF: Final = ox.NamedNode(PREFIXES["dcterms"] + "isPartOf")
_EQUIVALENT: Final = ox.NamedNode(PREFIXES["owl"] + "equivalentClass")
_ON, _VALUE = (ox.NamedNode(PREFIXES["owl"] + name) for name in ("onProperty", "hasValue"))
_WORDS: Final = ox.DefaultGraph()
_RULE: Final = ox.NamedNode(B2F + "CodingRule")
_KINDS: Final = {B2F + "Emotion": "emotion", B2F + "Valence": "valence"}

Graph = ox.NamedNode | ox.DefaultGraph


def unit_names(knowledge: Knowledge) -> dict[str, str]:
    """Give the label of every FACS code, by its notation: ``{"12": "AU12 lip corner puller"}``."""
    reader = _Reader(knowledge.store)
    return {code: reader.text(node) for code, node in reader.by_notation("FacsCode").items()}


def profile_names(knowledge: Knowledge) -> list[str]:
    """Give the names of all profiles, as ``compile_profile`` takes them."""
    return list(_Reader(knowledge.store).by_notation("Profile"))


def compile_profile(knowledge: Knowledge, name: str) -> Profile:
    """Compile a profile by its notation, such as ``dong2022``.

    Raises:
        UnknownNameError: no profile is called so.
        SourceFileError: a rule of the profile cannot be read, or it has none.
    """
    reader = _Reader(knowledge.store)
    profiles = reader.by_notation("Profile")
    if name not in profiles:
        raise UnknownNameError("profile", name, profiles)
    node = profiles[name]
    places = sorted(reader.anywhere(node, "usesRulesOf"), key=_natural)
    rules = [rule for place in places for rule in reader.rules(place)]
    ruled = {rule.place.iri for rule in rules}
    empty = [curie(place.value) for place in places if place.value not in ruled]
    if empty or not places:
        where = ", ".join(empty) or "no place"
        raise SourceFileError(f"Profile {name} uses the rules of {where}, and there is none.")
    sources = {source for place in places for source in reader.named(place, _PART_OF)}
    return Profile(
        name=name,
        label=reader.text(node),
        exact=ox.NamedNode(B2F + "ExactMatch") in reader.anywhere(node, "hasMatchPolicy"),
        rules=tuple(rules),
        order=reader.order([ox.NamedNode(rule.iri) for rule in rules]),
        signals=tuple(reader.associations("signals", sources)),
        exclusives=tuple(reader.associations("exclusivelySignals", sources)),
        unit_names=unit_names(knowledge),
    )


class _Reader:
    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self.notations: dict[Term, str] = {
            quad.subject: quad.object.value
            for quad in store.quads_for_pattern(None, _NOTATION, None, _WORDS)
            if isinstance(quad.object, ox.Literal)
        }
        self._wider: dict[Term, set[Term]] = {}
        for quad in store.quads_for_pattern(None, _SUBCLASS, None, _WORDS):
            self._wider.setdefault(quad.subject, set()).add(quad.object)

    def rules(self, place: ox.NamedNode) -> Iterator[Rule]:
        quads = self._store.quads_for_pattern(None, _TYPE, _RULE, place)
        found = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        wider = {node: above for node, above in self._wider.items() if node not in found}
        for quad in self._store.quads_for_pattern(None, _SUBCLASS, None, place):
            wider[quad.subject] = wider.get(quad.subject, set()) | {quad.object}
        reader = RuleReader(self._store, place, self.notations)
        for node in sorted(found, key=_natural):
            conclusions = tuple(self._conclusions(_reached(node, wider), place))
            if not conclusions:
                name = f"{curie(node.value)} in {curie(place.value)}"
                raise SourceFileError(f"Rule {name} concludes nothing: say what it is a kind of.")
            yield Rule(
                iri=node.value,
                label=self.text(node, graph=place),
                printed=self.text(node, ox.NamedNode(B2F + "printedAs"), place),
                place=self._place(place, self.text(node, ox.NamedNode(B2F + "locator"), place)),
                ways=reader.ways(node),
                conclusions=conclusions,
            )

    def order(self, rules: Iterable[ox.NamedNode]) -> frozenset[tuple[str, str]]:
        wider: dict[Term, set[Term]] = {rule: set() for rule in rules}
        for rule in rules:
            for predicate in (_SUBCLASS, _EQUIVALENT):
                for quad in self._store.quads_for_pattern(rule, predicate, None, None):
                    if quad.object in wider:
                        wider[rule].add(quad.object)
                        if predicate == _EQUIVALENT:
                            wider[quad.object].add(rule)
        pairs = ((rule, other) for rule in rules for other in _reached(rule, wider))
        return frozenset(
            (rule.value, other.value)
            for rule, other in pairs
            if rule != other and isinstance(other, ox.NamedNode)
        )

    def associations(self, relation: str, sources: Iterable[ox.NamedNode]) -> Iterator[Association]:
        predicate = ox.NamedNode(B2F + relation)
        for source in sorted(sources, key=_natural):
            derived = ox.NamedNode(source.value + "/inferred")
            printed = sorted({*self.named(None, _PART_OF, source)} - {derived}, key=_natural)
            for place in printed if relation == "signals" else [derived]:
                quads = self._store.quads_for_pattern(None, predicate, None, place)
                for quad in sorted(quads, key=lambda one: _natural(one.subject)):
                    code, emotion = self.notations.get(quad.subject), quad.object
                    if code is not None and isinstance(emotion, ox.NamedNode):
                        yield Association(code, self._conclusion(emotion), self._place(place))

    def by_notation(self, kind: str) -> dict[str, ox.NamedNode]:
        top = ox.NamedNode(B2F + kind)
        kinds = {one for one in self._wider if top in _reached(one, self._wider)} | {top}
        found = {node for one in kinds for node in self.named(None, _TYPE, one)}
        listed = sorted((node for node in found if node in self.notations), key=_natural)
        return {self.notations[node]: node for node in listed}

    def named(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode, value: Term | None = None
    ) -> list[ox.NamedNode]:
        quads = self._store.quads_for_pattern(subject, predicate, value, _WORDS)
        ends = (quad.object if value is None else quad.subject for quad in quads)
        return [node for node in ends if isinstance(node, ox.NamedNode)]

    def anywhere(self, node: ox.NamedNode, name: str) -> set[ox.NamedNode]:
        quads = self._store.quads_for_pattern(node, ox.NamedNode(B2F + name), None, None)
        return {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}

    def text(
        self, node: ox.NamedNode, predicate: ox.NamedNode = _LABEL, graph: Graph = _WORDS
    ) -> str:
        quads = self._store.quads_for_pattern(node, predicate, None, graph)
        found = sorted(quad.object.value for quad in quads if isinstance(quad.object, ox.Literal))
        return found[0] if found else curie(node.value) if predicate == _LABEL else ""

    def _place(self, node: ox.NamedNode, locator: str = "") -> Place:
        return Place(node.value, self.text(node), locator)

    def _conclusions(self, above: set[Term], place: ox.NamedNode) -> Iterator[Conclusion]:
        values: set[Term] = set()
        for node in above:
            if isinstance(node, ox.NamedNode | ox.BlankNode):
                for graph in (place, _WORDS):
                    on = self._store.quads_for_pattern(node, _ON, None, graph)
                    if any(quad.object == ox.NamedNode(B2F + "concludes") for quad in on):
                        quads = self._store.quads_for_pattern(node, _VALUE, None, graph)
                        values.update(quad.object for quad in quads)
        named = (value for value in values if isinstance(value, ox.NamedNode))
        yield from sorted(map(self._conclusion, named), key=lambda one: (one.kind, one.label))

    def _conclusion(self, node: ox.NamedNode) -> Conclusion:
        kinds = self.named(node, _TYPE)
        above = {*kinds, *(one for kind in kinds for one in _reached(kind, self._wider))}
        names = [name for iri, name in _KINDS.items() if ox.NamedNode(iri) in above]
        return Conclusion(node.value, self.text(node), names[0] if names else "class")


def _reached(start: Term, edges: Mapping[Term, set[Term]]) -> set[Term]:
    reached: set[Term] = set()
    waiting = [*edges.get(start, ())]
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += edges.get(node, ())
    return reached


def _natural(node: object) -> list[tuple[int, str]]:
    return [(int(p), "") if p.isdigit() else (-1, p) for p in re.split(r"(\d+)", str(node))]
