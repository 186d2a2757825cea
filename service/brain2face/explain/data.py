"""A verdict as plain data, for a program: names, IRIs and places, nothing left out."""

from __future__ import annotations

from brain2face.explain.words import in_short
from brain2face.rules import Association, Conclusion, Place, Rule
from brain2face.verdict import Verdict

__all__ = ["as_data"]


def as_data(verdict: Verdict) -> dict[str, object]:
    """Give the whole verdict as what JSON can hold."""
    names = verdict.profile.unit_names
    return {
        "score": str(verdict.score),
        "units": [
            {"code": u.code, "label": names.get(u.code), "intensity": u.intensity, "side": u.side}
            for u in verdict.score.units
        ],
        "profile": verdict.profile.name,
        "outcome": verdict.outcome,
        "verdict": in_short(verdict),
        "results": [_conclusion(one) for one in verdict.results],
        "valences": [_conclusion(one) for one in verdict.valences],
        "fired": [
            {
                **_rule(one.rule),
                "units": one.units,
                "concludes": [_conclusion(c) for c in one.rule.conclusions],
            }
            for one in verdict.fired
        ],
        "implied": [
            {"rule": narrow.rule.name, "always_also": wide.rule.name}
            for narrow, wide in verdict.implied
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
        "exclusives": [_association(one) for one in verdict.exclusives],
        "telling": [_association(one) for one in verdict.telling],
        "near_misses": [
            {
                **_rule(one.rule),
                "missing_any_of": one.missing,
                "demand": str(one.demand) if one.demand else None,
                "extra": one.extra,
                "concludes": [_conclusion(c) for c in one.rule.conclusions],
            }
            for one in verdict.near_misses
        ],
        "unused": verdict.unused,
        "unmentioned": verdict.unmentioned,
    }


def _conclusion(one: Conclusion) -> dict[str, str]:
    return {"iri": one.iri, "label": one.label, "kind": one.kind}


def _place(one: Place) -> dict[str, str]:
    return {"iri": one.iri, "label": one.label, "locator": one.locator}


def _rule(one: Rule) -> dict[str, object]:
    return {
        "rule": one.name,
        "label": one.label,
        "printed": one.printed,
        "place": _place(one.place),
    }


def _association(one: Association) -> dict[str, object]:
    return {"code": one.code, "emotion": _conclusion(one.emotion), "place": _place(one.place)}
