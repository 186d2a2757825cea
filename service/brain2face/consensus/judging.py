"""What the pooled rules come to for one face: a ranking, an outcome, and what each code says."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable
from typing import Final

from brain2face.consensus.pool import Pool
from brain2face.observation import Observation
from brain2face.rules import Conclusion, Profile, Way
from brain2face.verdict import Ranked

__all__ = ["EVIDENT", "MAJORITY", "contributions", "pooled", "pooled_outcome"]

MAJORITY: Final = 0.5
EVIDENT: Final = 3.0
_KEPT: Final = 8
_POOLS: Final[OrderedDict[int, Pool]] = OrderedDict()


def pooled(profile: Profile, observation: Observation) -> tuple[Ranked, ...]:
    """Rank the emotions by their probability; what they lack to 1 is that of none in particular.

    Nothing is ranked for a face that was not scored, or scored as neutral.
    """
    if not observation.score.codes - {"0"}:
        return ()
    pool = _pool_of(profile)
    posterior = pool.posterior(observation)
    ranked = [Ranked(one, posterior[one.iri], met=False) for one in pool.emotions]
    return tuple(sorted(ranked, key=lambda one: -one.score))


def contributions(
    profile: Profile, observation: Observation, emotion: str
) -> tuple[tuple[str, bool, float], ...]:
    """Give what each code that could be observed says for or against an emotion, most first.

    A code comes with whether it is present, and with the natural logarithm of the odds of the
    emotion, given by its IRI, against none in particular. An emotion that is not pooled has none.
    """
    pool, score = _pool_of(profile), observation.score
    if emotion not in {one.iri for one in pool.emotions}:
        return ()
    told = pool.told(observation, emotion)
    found = [(code, code in score.codes, log) for code, log in told.items()]
    return tuple(sorted(found, key=lambda one: -abs(one[2])))


def pooled_outcome(
    profile: Profile, ranked: tuple[Ranked, ...], observation: Observation
) -> tuple[str, tuple[Conclusion, ...]]:
    """Give the outcome that a ranking comes to, as a verdict has it, and its results.

    An emotion more likely than all else together is the outcome. Failing that, those that reach a
    majority together are, if the first of them is evident; as a valence if they share one. What is
    present must speak for each. Failing that, a rule that concludes a valence alone is heard,
    unless one of the leading emotions has another valence.
    """
    codes = observation.score.codes
    if not codes - {"0"}:
        return ("neutral" if codes else "unscored"), ()
    leading = _leading(ranked)
    valences = [profile.valences.get(one.iri) for one in leading]
    pool = _pool_of(profile)
    spoken = all(pool.speaks_for(observation.score, one.iri) for one in leading)
    if leading and spoken and _is_evident(ranked):
        if len(leading) == 1:
            return "emotion", leading
        shared = _only(valences)
        return ("valence", (shared,)) if shared else ("ambiguous", leading)
    heard = [
        one
        for rule in pool.valence_rules
        if any(_is_met(way, codes) for way in rule.ways)
        for one in rule.conclusions
    ]
    valence = _only(heard + [one for one in valences if heard and one])
    return ("valence", (valence,)) if valence else ("none", ())


def _leading(ranked: tuple[Ranked, ...]) -> tuple[Conclusion, ...]:
    together = 0.0
    for count, one in enumerate(ranked, start=1):
        together += one.score
        if together >= MAJORITY:
            return tuple(leader.emotion for leader in ranked[:count])
    return ()


def _is_evident(ranked: tuple[Ranked, ...]) -> bool:
    none = 1 - math.fsum(one.score for one in ranked)
    return ranked[0].score >= MAJORITY or ranked[0].score >= EVIDENT * none


def _is_met(way: Way, codes: frozenset[str]) -> bool:
    limited = way.only is not None and not codes <= way.only
    return way.units <= codes and not way.demands and not limited


def _only(found: Iterable[Conclusion | None]) -> Conclusion | None:
    distinct = set(found)
    return distinct.pop() if len(distinct) == 1 else None


def _pool_of(profile: Profile) -> Pool:
    pool = _POOLS.get(id(profile))
    if pool is None or pool.profile is not profile:
        pool = _POOLS[id(profile)] = Pool(profile)
        if len(_POOLS) > _KEPT:
            _POOLS.popitem(last=False)
    return pool
