"""What the pooled rules come to for one face: a ranking, an outcome, and what each code says."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from brain2face.consensus.pool import Contribution, Pool
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

    Nothing is ranked for a face of which no movement is certain, or that was scored as neutral.
    """
    if observation.silence(profile.visibility):
        return ()
    pool = _pool_of(profile)
    posterior = pool.posterior(observation)
    ranked = [Ranked(one, posterior[one.iri], met=False) for one in pool.emotions]
    return tuple(sorted(ranked, key=lambda one: -one.score))


def contributions(
    profile: Profile, observation: Observation, emotion: str
) -> tuple[Contribution, ...]:
    """Give what each code that could be observed says for or against an emotion, most first.

    The emotion is given by its IRI. One that is not pooled has no contributions.
    """
    pool = _pool_of(profile)
    if emotion not in {one.iri for one in pool.emotions}:
        return ()
    return tuple(sorted(pool.told(observation, emotion), key=lambda one: -abs(one.log)))


def pooled_outcome(
    profile: Profile, ranked: tuple[Ranked, ...], observation: Observation
) -> tuple[str, tuple[Conclusion, ...]]:
    """Give the outcome that a ranking comes to, as a verdict has it, and its results.

    An emotion more likely than all else together is the outcome. Failing that, those that reach a
    majority together are, if the first of them is evident; as a valence if they share one. What is
    present must speak for each: if it does not, the emotions that nothing speaks for are left out,
    and the rest must be evident. Failing that, a rule that concludes a valence alone is heard,
    unless one of the leading emotions has another valence.
    """
    if silence := observation.silence(profile.visibility):
        return silence, ()
    pool = _pool_of(profile)
    score, leading = observation.score, _leading(ranked)
    if all(pool.speaks_for(score, one.iri) for one in leading):
        named = leading if _is_evident(ranked) else ()
    else:
        spoken = [one for one in ranked if pool.speaks_for(score, one.emotion.iri)]
        named = _left(ranked, spoken)
    if named[1:]:
        shared = _only(profile.valences.get(one.iri) for one in named)
        return ("valence", (shared,)) if shared else ("ambiguous", named)
    if named:
        return "emotion", named
    valences = [profile.valences.get(one.iri) for one in leading]
    codes = score.codes - profile.visibility
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


def _left(ranked: tuple[Ranked, ...], spoken: list[Ranked]) -> tuple[Conclusion, ...]:
    none = _none(ranked)
    whole = none + math.fsum(one.score for one in spoken)
    if not spoken or spoken[0].score < EVIDENT * none:
        return ()
    return _leading(tuple(replace(one, score=one.score / whole) for one in spoken))


def _is_evident(ranked: tuple[Ranked, ...]) -> bool:
    return ranked[0].score >= MAJORITY or ranked[0].score >= EVIDENT * _none(ranked)


def _none(ranked: tuple[Ranked, ...]) -> float:
    return 1 - math.fsum(one.score for one in ranked)


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
