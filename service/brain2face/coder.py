"""The coder: a score and a profile give a verdict that names its reasons.

It knows sets of codes and rules as values; it neither reads the ontology nor words an explanation.
"""

from __future__ import annotations

from collections.abc import Iterable

from brain2face.notation import Score
from brain2face.observation import Observation
from brain2face.rules import Conclusion, Demand, Profile, Rule, Way
from brain2face.verdict import Firing, NearMiss, Verdict

__all__ = ["code"]

_SAME_SIDE = {"U": "LRU", "A": "AVWXYZGHIJK"}


def code(face: Score | Observation, profile: Profile) -> Verdict:
    """Code a face by every rule of a profile.

    A rule asks for codes; ``shows 12`` is met on either side. A demand for an intensity or a side
    is met only by a score that gives it: without one the rule is a near miss and does not fire.
    """
    observation = Observation(face) if isinstance(face, Score) else face
    score = observation.score
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
        observation=observation,
        profile=profile,
        outcome=outcome,
        results=results,
        valences=valences,
        valence=None,
        micro_class=None,
        ranking=(),
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
        clashes=(),
        exclusives=tuple(one for one in profile.exclusives if one.code in score.codes),
        telling=tuple(
            one
            for one in (profile.exclusives if outcome == "ambiguous" else ())
            if one.emotion in results and one.code not in score.codes
        ),
        near_misses=tuple(near),
        undecided=(),
        blind=(),
        evidence=(),
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
            return "ambiguous", found
        if found and len(valences) > 1:
            kin = (one.rule.conclusions for one in fired if found[0] in one.rule.conclusions)
            return "ambiguous", found + _distinct(valences.difference(*kin))
        if found:
            return kind, found
    if not score.units:
        return "unscored", ()
    return ("neutral" if score.codes == {"0"} else "none"), ()


def _distinct(conclusions: Iterable[Conclusion]) -> tuple[Conclusion, ...]:
    return tuple(sorted(set(conclusions), key=lambda one: (one.kind, one.label, one.iri)))


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda one: (int(one.lstrip("M")), one)))
