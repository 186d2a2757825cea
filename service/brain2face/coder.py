"""The coder: a score and a profile give a verdict that names its reasons.

It knows sets of codes and rules as values; it neither reads the ontology nor words an explanation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from brain2face.notation import Score
from brain2face.rules import Association, Conclusion, Demand, Mismatch, Profile, Rule, Way

__all__ = ["Firing", "NearMiss", "Verdict", "code"]

_SAME_SIDE = {"U": "LRU", "A": "AVWXYZGHIJK"}


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fired, and the codes of the face that made it fire."""

    rule: Rule
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that lacks one thing: one of ``missing``, or a ``demand``; or has one ``extra``."""

    rule: Rule
    missing: tuple[str, ...] = ()
    demand: Demand | None = None
    extra: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a profile makes of a score, and why.

    ``outcome`` is ``emotion``, ``class``, ``valence`` (no single emotion), ``conflict``, ``none``,
    ``neutral`` (0 was scored) or ``unscored``; ``results`` are what it names, one unless in
    conflict, and ``telling`` are absent codes that would decide a conflict. ``implied`` are pairs
    of fired rules, every face of the first being a face of the second; ``unused`` are codes of no
    fired rule, ``unmentioned`` those of no rule of the profile.
    """

    score: Score
    profile: Profile
    outcome: str
    results: tuple[Conclusion, ...]
    valences: tuple[Conclusion, ...]
    fired: tuple[Firing, ...]
    implied: tuple[tuple[Firing, Firing], ...]
    mismatches: tuple[Mismatch, ...]
    exclusives: tuple[Association, ...]
    telling: tuple[Association, ...]
    near_misses: tuple[NearMiss, ...]
    unused: tuple[str, ...]
    unmentioned: tuple[str, ...]


def code(score: Score, profile: Profile) -> Verdict:
    """Code a score by every rule of a profile.

    A rule asks for codes; ``shows 12`` is met on either side. A demand for an intensity or a side
    is met only by a score that gives it: without one the rule is a near miss and does not fire.
    """
    fired: list[Firing] = []
    near: list[NearMiss] = []
    for rule in profile.rules:
        met = [way for way in rule.ways if _meets(score, way, profile.exact)]
        if met:
            units = _ordered(frozenset().union(*(way.units for way in met)))
            fired.append(Firing(rule, units))
        elif missed := _near_miss(score, rule, profile):
            near.append(missed)
    concluded = _distinct(c for one in fired for c in one.rule.conclusions)
    valences = tuple(c for c in concluded if c.kind == "valence")
    outcome, results = _outcome(score, fired, concluded)
    unused = score.codes.difference(*(one.units for one in fired))
    return Verdict(
        score=score,
        profile=profile,
        outcome=outcome,
        results=results,
        valences=valences,
        fired=tuple(fired),
        implied=tuple(
            (narrow, wide)
            for narrow in fired
            for wide in fired
            if (narrow.rule.iri, wide.rule.iri) in profile.order
        ),
        mismatches=tuple(
            mismatch
            for one in fired
            for mismatch in profile.mismatches.get(one.rule.iri, ())
            if mismatch.code in one.units
        ),
        exclusives=tuple(one for one in profile.exclusives if one.code in score.codes),
        telling=tuple(
            one
            for one in (profile.exclusives if outcome == "conflict" else ())
            if one.emotion in results and one.code not in score.codes
        ),
        near_misses=tuple(near),
        unused=_ordered(unused),
        unmentioned=_ordered(one for one in unused if not _mentions(profile, one)),
    )


def _mentions(profile: Profile, unit: str) -> bool:
    return any(unit in way.units for rule in profile.rules for way in rule.ways)


def _meets(score: Score, way: Way, exact: bool) -> bool:
    return (
        way.units <= score.codes
        and not _extra(score, way, exact)
        and all(_grants(score, demand) for demand in way.demands)
    )


def _extra(score: Score, way: Way, exact: bool) -> frozenset[str]:
    if exact:
        return score.codes - way.units
    return frozenset() if way.only is None else score.codes - way.only


def _grants(score: Score, demand: Demand) -> bool:
    sides = {letter for side in demand.sides for letter in _SAME_SIDE.get(side, side)}
    return any(
        unit.code == demand.code
        and (not demand.intensities or unit.intensity in demand.intensities)
        and (not sides or (unit.side or "S") in sides)
        for unit in score.units
    )


def _near_miss(score: Score, rule: Rule, profile: Profile) -> NearMiss | None:
    missing: set[str] = set()
    other: NearMiss | None = None
    for way in rule.ways:
        absent = way.units - score.codes
        extra = _extra(score, way, profile.exact)
        refused = [d for d in way.demands if d.code not in absent and not _grants(score, d)]
        if absent == way.units or len(absent) + len(extra) + len(refused) != 1:
            continue
        missing |= absent
        if not absent:
            demand = refused[0] if refused else None
            other = NearMiss(rule, demand=demand, extra=min(extra, default=None))
    return NearMiss(rule, _ordered(missing)) if missing and not other else other


def _outcome(
    score: Score, fired: list[Firing], concluded: tuple[Conclusion, ...]
) -> tuple[str, tuple[Conclusion, ...]]:
    valences = {one for one in concluded if one.kind == "valence"}
    for kind in ("emotion", "class", "valence"):
        found = tuple(one for one in concluded if one.kind == kind)
        if len(found) > 1:
            return "conflict", found
        if found and len(valences) > 1:
            kin = (one.rule.conclusions for one in fired if found[0] in one.rule.conclusions)
            return "conflict", found + _distinct(valences.difference(*kin))
        if found:
            return kind, found
    if not score.units:
        return "unscored", ()
    return ("neutral" if score.codes == {"0"} else "none"), ()


def _distinct(conclusions: Iterable[Conclusion]) -> tuple[Conclusion, ...]:
    return tuple(sorted(set(conclusions), key=lambda one: (one.kind, one.label, one.iri)))


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda one: (int(one.lstrip("M")), one)))
