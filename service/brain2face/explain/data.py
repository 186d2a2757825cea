"""A verdict as plain data, for a program: names, IRIs and places, nothing left out."""

from __future__ import annotations

from brain2face.explain.naming import in_short
from brain2face.observation import Observation
from brain2face.rules import Association, Conclusion, Correction, Place, Profile, Rule
from brain2face.verdict import NearMiss, Verdict

__all__ = ["as_data"]


def as_data(verdict: Verdict) -> dict[str, object]:
    """Give the whole verdict as what JSON can hold.

    A code that is neither among the ``units`` nor ``not_observable`` is absent.
    """
    return {
        **_observation(verdict.observation, verdict.profile),
        "profile": verdict.profile.name,
        "corrections": [_correction(one) for one in verdict.profile.corrections],
        "members": [one.name for one in verdict.profile.members],
        "outcome": verdict.outcome,
        "verdict": in_short(verdict),
        "results": [_conclusion(one) for one in verdict.results],
        "valences": [_conclusion(one) for one in verdict.valences],
        "valence": _conclusion(verdict.valence) if verdict.valence else None,
        "assumes": verdict.assumes,
        "micro_type": _conclusion(verdict.micro_type) if verdict.micro_type else None,
        "ranking": [
            {"emotion": _conclusion(one.emotion), "score": one.score, "met": one.met}
            for one in verdict.ranking
        ],
        "fired": [
            {**_rule(one.rule), "units": one.units, "assumes": one.assumes} for one in verdict.fired
        ],
        "undecided": [{**_rule(one.rule), "needs": one.needs} for one in verdict.undecided],
        "near_misses": [_near_miss(one) for one in verdict.near_misses],
        **_conflicts(verdict),
        "exclusives": [_association(one) for one in verdict.exclusives],
        "telling": [_association(one) for one in verdict.telling],
        "evidence": [
            {
                "code": one.code,
                "emotion": _conclusion(one.emotion),
                "method": one.method,
                "rank": one.rank,
                "score": one.score,
                "place": _place(one.place),
            }
            for one in verdict.evidence
        ],
        "blind": verdict.blind,
        "unused": verdict.unused,
        "unmentioned": verdict.unmentioned,
    }


def _observation(observation: Observation, profile: Profile) -> dict[str, object]:
    names = profile.unit_names
    return {
        "score": str(observation.score),
        "units": [
            {"code": u.code, "label": names.get(u.code), "intensity": u.intensity, "side": u.side}
            for u in observation.score.units
        ],
        "instrument": observation.instrument or None,
        "doubtful": _ordered(observation.doubtful),
        "unseen": _ordered(observation.unseen),
        "not_observable": _ordered(observation.open),
    }


def _conflicts(verdict: Verdict) -> dict[str, object]:
    return {
        "excluded": [
            {
                "one": one.one,
                "other": one.other,
                "place": _place(one.place) if one.place else None,
            }
            for one in verdict.excluded
        ],
        "clashes": [
            {"one": _association(one.one), "other": _association(one.other)}
            for one in verdict.clashes
        ],
        "implied": [
            {"rule": narrow.rule.name, "always_also": wide.rule.name}
            for narrow, wide in verdict.implied
        ],
        "at_odds": [
            {"rule": narrow.rule.name, "always_also": wide.rule.name}
            for narrow, wide in verdict.at_odds
        ],
        "mismatches": [
            {
                "rule": one.rule.name,
                "code": one.code,
                "emotion": _conclusion(one.emotion),
                "not_in": _place(one.place),
            }
            for one in verdict.mismatches
        ],
    }


def _near_miss(one: NearMiss) -> dict[str, object]:
    return {
        **_rule(one.rule),
        "missing_any_of": one.missing,
        "demand": str(one.demand) if one.demand else None,
        "more_demands": [str(demand) for demand in one.more_demands],
        "extra": one.extra,
        "unsure": one.unsure,
    }


def _rule(one: Rule) -> dict[str, object]:
    return {
        "rule": one.name,
        "iri": one.iri,
        "label": one.label,
        "printed": one.printed,
        "place": _place(one.place),
        "concludes": [_conclusion(c) for c in one.conclusions],
    }


def _correction(one: Correction) -> dict[str, object]:
    return {
        "label": one.label,
        "reason": one.reason,
        "sets_aside": one.sets_aside,
        "rests_on": one.rests_on,
    }


def _conclusion(one: Conclusion) -> dict[str, str]:
    return {"iri": one.iri, "label": one.label, "kind": one.kind}


def _place(one: Place) -> dict[str, str]:
    return {"iri": one.iri, "label": one.label, "locator": one.locator}


def _association(one: Association) -> dict[str, object]:
    return {"code": one.code, "emotion": _conclusion(one.emotion), "place": _place(one.place)}


def _ordered(codes: frozenset[str]) -> list[str]:
    return sorted(codes, key=lambda one: (int(one.lstrip("M")), one))
