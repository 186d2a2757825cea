"""The head of an explanation: what was scored, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterator

from brain2face.explain.naming import either, in_short, name, tags, upper, word
from brain2face.explain.pooling import pooled
from brain2face.notation import ScoredUnit
from brain2face.rules import Conclusion
from brain2face.verdict import Verdict

__all__ = ["outcome", "scored"]

_GRADES = {"A": "trace", "B": "slight", "C": "marked", "D": "severe", "E": "maximum"}
_SIDES = {
    "L": "left only",
    "R": "right only",
    "U": "one side only",
    "T": "top lip",
    "B": "bottom lip",
    "S": "both sides alike",
    "A": "sides unlike",
    **dict.fromkeys("VWXYZ", "stronger on the left"),
    **dict.fromkeys("GHIJK", "stronger on the right"),
}


def scored(verdict: Verdict) -> Iterator[str]:
    """Name each scored code, then those that are neither present nor absent."""
    observation = verdict.observation
    for unit in verdict.score.units:
        yield _unit(unit, verdict)
    known = verdict.profile.unit_names
    doubtful = [code for code in known if code in observation.doubtful & observation.open]
    if doubtful:
        yield f"Doubtful, taken neither as present nor as absent: {tags(doubtful, verdict)}"
    hidden = observation.open - observation.doubtful
    if hidden:
        by = f" by {observation.instrument}" if observation.instrument else ""
        yield f"Not observable{by}: {len(hidden)} of {len(known)} codes"


def outcome(verdict: Verdict) -> Iterator[str]:
    """Say what the face is coded as, its valence and type, and where the profile leaves print."""
    yield upper(in_short(verdict))
    seen = ", as far as could be seen" if verdict.undecided else ""
    is_pool = bool(verdict.profile.members)
    if verdict.outcome == "none":
        what = "The sources agree on nothing" if is_pool else "No rule of the profile is met"
        yield f"{what}{seen}, which is not the same as a neutral face."
    elif verdict.outcome == "undecided":
        yield "All that was scored is in doubt, which is not the same as a neutral face."
    elif verdict.outcome == "unscored" and verdict.score.codes:
        yield "The score says what part of the face could not be seen, and no movement."
    elif verdict.results and not verdict.fired and not is_pool:
        yield f"No rule of the profile is met{seen}; this is what it calls every other face."
        if verdict.assumes:
            absent = tags(verdict.assumes, verdict)
            yield f"It rests on the absence of {absent}, not observable here."
    yield from _valence(verdict)
    yield from _micro_type(verdict)
    if is_pool:
        yield from pooled(verdict)
    for one in verdict.profile.corrections:
        if one.sets_aside:
            yield f"Departs from print by {one.label}: {one.reason}"


def _unit(unit: ScoredUnit, verdict: Verdict) -> str:
    remarks = [_SIDES[unit.side]] if unit.side else []
    remarks += [_GRADES[unit.intensity]] if unit.intensity else []
    label = name(unit.code, verdict)
    return f"{unit}: {label} ({', '.join(remarks)})" if remarks else label


def _valence(verdict: Verdict) -> Iterator[str]:
    if verdict.outcome not in ("emotion", "ambiguous"):
        return
    valence, results = verdict.valence, verdict.results
    if valence is not None:
        by_rule = [one.rule.conclusions for one in verdict.fired if valence in one.rule.conclusions]
        own = any(set(conclusions) & set(results) for conclusions in by_rule)
        own = own or bool(verdict.profile.members)
        other = (
            "" if own or not by_rule else f", by a rule that does not conclude {word(results[0])}"
        )
        yield f"Valence: {word(valence)}{other}"
        return
    ruled = () if verdict.profile.members else verdict.valences
    known = {one.iri: one for one in ruled}
    of_results = [verdict.profile.valences.get(one.iri) for one in results]
    known.update((one.iri, one) for one in of_results if one)
    if len(known) > 1:
        yield f"Valence: mixed ({_joined(list(known.values()))})"
    elif known:
        yield f"Valence: not settled; {_joined(list(known.values()))} for a part of the results"


def _micro_type(verdict: Verdict) -> Iterator[str]:
    if verdict.micro_type is not None:
        yield f"Micro-expression type: {word(verdict.micro_type)}"
        return
    types = verdict.profile.types
    found = {types[one.iri].iri: types[one.iri] for one in verdict.results if one.iri in types}
    if len(found) > 1:
        several = either(word(one) for one in found.values())
        yield f"Micro-expression type: none, since the results fall under {several}"


def _joined(conclusions: list[Conclusion]) -> str:
    return " and ".join(sorted(word(one) for one in conclusions))
