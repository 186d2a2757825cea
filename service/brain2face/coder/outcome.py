"""What the rules that fired come to: one result, several, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brain2face.observation import Observation
from brain2face.rules import Conclusion, Profile
from brain2face.verdict import Firing

__all__ = ["concluded_by", "outcome_of"]


def concluded_by(fired: Iterable[Firing]) -> tuple[Conclusion, ...]:
    """Give what rules conclude, each once, by kind and label."""
    every = {conclusion.iri: conclusion for one in fired for conclusion in one.rule.conclusions}
    return tuple(sorted(every.values(), key=_order))


def outcome_of(
    observation: Observation,
    fired: Sequence[Firing],
    concluded: Sequence[Conclusion],
    profile: Profile,
) -> tuple[str, tuple[Conclusion, ...]]:
    """Give the outcome and its results: emotions before classes, and these before valences.

    A valence that no rule of the one emotion concludes makes the outcome ambiguous if another
    valence is concluded too. What the profile concludes otherwise is the result when a movement was
    scored and nothing fired.
    """
    valences = [one for one in concluded if one.kind == "valence"]
    for kind in ("emotion", "class", "valence"):
        found = tuple(one for one in concluded if one.kind == kind)
        if len(found) > 1:
            return "ambiguous", found
        if found and len(valences) > 1:
            kin = [one.rule.conclusions for one in fired if found[0] in one.rule.conclusions]
            apart = (one for one in valences if not any(one in conclusions for conclusions in kin))
            return "ambiguous", (*found, *apart)
        if found:
            return kind, found
    if silence := observation.silence(profile.visibility):
        return silence, ()
    otherwise = profile.otherwise
    return ("none", ()) if otherwise is None else (otherwise.kind, (otherwise,))


def _order(one: Conclusion) -> tuple[str, str, str]:
    return one.kind, one.label, one.iri
