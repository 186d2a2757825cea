"""The one valence and the one type of micro-expression that all results fall under, if any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brain2face.observation import Observation
from brain2face.rules import Conclusion, Profile
from brain2face.verdict import Firing

__all__ = ["micro_type_of", "valence_of"]

_OTHERS = ""


def valence_of(
    profile: Profile, outcome: str, results: Sequence[Conclusion], fired: Sequence[Firing]
) -> Conclusion | None:
    """Give the valence of the whole; none if results differ in it, or if one has none.

    What a rule concludes comes before what the profile says of an emotion. The profile is asked
    for an emotion whose rules conclude no valence, unless it is the only result and another rule
    concludes one: a frown beside surprise makes the whole negative.
    """
    ruled: dict[str, Conclusion] = {}
    covered: set[str] = set()
    for one in fired:
        own = {c.iri: c for c in one.rule.conclusions if c.kind == "valence"}
        if own:
            ruled |= own
            covered.update([c.iri for c in one.rule.conclusions])
    if outcome == "emotion" and ruled:
        return _only(ruled.values())
    found: list[Conclusion | None] = [*ruled.values()]
    for result in results:
        if result.kind == "valence":
            found.append(result)
        elif result.iri not in covered:
            found.append(profile.valences.get(result.iri))
    return _only(found)


def micro_type_of(
    profile: Profile, observation: Observation, outcome: str, results: Sequence[Conclusion]
) -> Conclusion | None:
    """Give the type of micro-expression: the one that every result falls under.

    An emotion that no type comprises is of the type for others, which the profile has under the
    empty name; so is a scored face that no rule is met by, unless nothing else of it could be seen.
    """
    others = profile.types.get(_OTHERS)
    if outcome == "none":
        return others if _was_seen(profile, observation) else None
    return _only(
        profile.types.get(one.iri, others if one.kind == "emotion" else None) for one in results
    )


def _was_seen(profile: Profile, observation: Observation) -> bool:
    if not observation.open:
        return True
    known = observation.open | observation.score.codes | profile.visibility
    return not profile.unit_names.keys() <= known


def _only(found: Iterable[Conclusion | None]) -> Conclusion | None:
    by_iri = {one.iri if one else "": one for one in found}
    return next(iter(by_iri.values())) if len(by_iri) == 1 else None
