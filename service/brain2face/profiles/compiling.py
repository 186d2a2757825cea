"""A profile put together: its rules, what its sources say beside them, and its corrections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from brain2face.errors import SourceFileError, UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.profiles.exclusions import excluded_pairs
from brain2face.profiles.late import Late
from brain2face.profiles.micro_types import micro_types
from brain2face.profiles.rule_classes import order_of, rules_of
from brain2face.profiles.statements import PART_OF, Statements
from brain2face.profiles.tables import associations, evidence, shares
from brain2face.rules import Conclusion, Correction, Evidence, Profile, Rule
from brain2face.terms import B2F, PREFIXES, curie
from brain2face.visibility import hidden_in, visibility_codes

__all__ = ["ProfileCompiler", "compile_profile", "profile_names", "unit_names"]

_NOTE: Final = ox.NamedNode(PREFIXES["skos"] + "scopeNote")
_EXACT: Final = ox.NamedNode(B2F + "ExactMatch")
_NO_VALENCE: Final = B2F + "ValenceIndependent"


def unit_names(knowledge: Knowledge) -> dict[str, str]:
    """Give the label of every FACS code, by its notation: ``{"12": "AU12 lip corner puller"}``."""
    return Statements(knowledge.store).unit_names()


def profile_names(knowledge: Knowledge) -> list[str]:
    """Give the names of all profiles, as ``compile_profile`` takes them."""
    return list(Statements(knowledge.store).by_notation("Profile"))


def compile_profile(knowledge: Knowledge, name: str) -> Profile:
    """Compile a profile by its notation, such as ``dong2022``.

    Raises:
        UnknownNameError: no profile is called so.
        SourceFileError: a rule of the profile cannot be read, or it has none.
    """
    compiler = ProfileCompiler(knowledge.store)
    profiles = compiler.statements.by_notation("Profile")
    if name not in profiles:
        raise UnknownNameError("profile", name, profiles)
    return compiler.described(profiles[name], name)


class ProfileCompiler:
    """Compiles the profiles of one dataset."""

    def __init__(self, store: ox.Store) -> None:
        """Take the dataset; it is only read."""
        self.statements = Statements(store)

    def described(
        self, node: ox.NamedNode, name: str, more: Iterable[ox.NamedNode] = ()
    ) -> Profile:
        """Compile a profile as the ontology describes it, with the rules of ``more`` places.

        Raises:
            SourceFileError: the description or a rule of it cannot be used.
        """
        statements = self.statements
        label = statements.text(node)
        if pooled := statements.anywhere(node, "pools"):
            return self._pool(name, label, pooled)
        places = [*statements.anywhere(node, "usesRulesOf"), *more]
        corrections = self._corrections(node)
        otherwise = statements.anywhere(node, "concludesOtherwise")
        return self.compiled(
            name,
            label,
            places,
            corrections=corrections,
            exact=_EXACT in statements.anywhere(node, "hasMatchPolicy"),
            otherwise=statements.conclusion(otherwise[0]) if otherwise else None,
        )

    def compiled(
        self,
        name: str,
        label: str,
        places: Iterable[ox.NamedNode],
        *,
        corrections: tuple[Correction, ...] = (),
        exact: bool = False,
        otherwise: Conclusion | None = None,
    ) -> Profile:
        """Compile the rules of places into a profile.

        Raises:
            SourceFileError: a place has no rule, or a rule cannot be read.
        """
        statements, places = self.statements, list(dict.fromkeys(places))
        rules = [rule for place in places for rule in rules_of(statements, place)]
        ruled = {rule.place.iri for rule in rules}
        empty = [curie(place.value) for place in places if place.value not in ruled]
        if empty or not places:
            where = ", ".join(empty) or "no place"
            raise SourceFileError(f"Profile {name} uses the rules of {where}, and there is none.")
        sources = {source for place in places for source in statements.named(place, PART_OF)}
        return replace(
            self.assembled(name, label, _without(rules, corrections, name)),
            exact=exact,
            signals=tuple(associations(statements, "signals", sources)),
            exclusives=tuple(associations(statements, "exclusivelySignals", sources)),
            shares=shares(statements, places),
            corrections=corrections,
            otherwise=otherwise,
        )

    def assembled(self, name: str, label: str, rules: tuple[Rule, ...]) -> Profile:
        """Put rules into a profile, with what the ontology says whatever the rules are."""
        return Profile(
            name=name,
            label=label,
            exact=False,
            rules=rules,
            order=order_of(self.statements, rules),
            signals=(),
            exclusives=(),
            unit_names=self._unit_names,
            types=self._types,
            valences=self._valences,
            evidence=self._evidence,
            visibility=self._visibility,
            hides=Late(lambda: hidden_in(self.statements.store)),
            excluded=Late(lambda: excluded_pairs(self.statements)),
        )

    def _pool(self, name: str, label: str, nodes: list[ox.NamedNode]) -> Profile:
        statements = self.statements
        nested = [curie(node.value) for node in nodes if statements.anywhere(node, "pools")]
        if nested:
            where = ", ".join(nested)
            raise SourceFileError(f"Profile {name} pools {where}, which is a pool: name its parts.")
        members = tuple(
            self.described(node, statements.notations.get(node, curie(node.value)))
            for node in nodes
        )
        rules = tuple(dict.fromkeys(rule for member in members for rule in member.rules))
        return replace(self.assembled(name, label, rules), members=members)

    @cached_property
    def _evidence(self) -> tuple[Evidence, ...]:
        return tuple(evidence(self.statements))

    @cached_property
    def _visibility(self) -> frozenset[str]:
        return visibility_codes(self.statements.store)

    @cached_property
    def _unit_names(self) -> dict[str, str]:
        return self.statements.unit_names()

    @cached_property
    def _types(self) -> dict[str, Conclusion]:
        return micro_types(self.statements)

    @cached_property
    def _valences(self) -> dict[str, Conclusion]:
        found: dict[str, set[ox.NamedNode]] = {}
        for emotion, valence in self.statements.pairs("hasValence"):
            found.setdefault(emotion.value, set()).add(valence)
        agreed = {emotion: min(said, key=str) for emotion, said in found.items() if len(said) == 1}
        return {
            emotion: self.statements.conclusion(valence)
            for emotion, valence in agreed.items()
            if valence.value != _NO_VALENCE
        }

    def _corrections(self, node: ox.NamedNode) -> tuple[Correction, ...]:
        statements = self.statements
        return tuple(
            Correction(
                label=statements.text(one),
                reason=statements.text(one, _NOTE),
                sets_aside=tuple(rule.value for rule in statements.anywhere(one, "setsAside")),
                rests_on=tuple(found.value for found in statements.anywhere(one, "restsOn")),
            )
            for one in statements.anywhere(node, "makesCorrection")
        )


def _without(rules: list[Rule], corrections: tuple[Correction, ...], name: str) -> tuple[Rule, ...]:
    aside = {iri for correction in corrections for iri in correction.sets_aside}
    if absent := aside - {rule.iri for rule in rules}:
        where = ", ".join(sorted(map(curie, absent)))
        raise SourceFileError(f"Profile {name} sets aside {where}, which is none of its rules.")
    kept = tuple(rule for rule in rules if rule.iri not in aside)
    if not kept:
        raise SourceFileError(f"Profile {name} sets aside all of its rules; none is left.")
    return kept
