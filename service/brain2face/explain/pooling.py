"""How a pool of sources stands to its own rules, since these fire and do not decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from brain2face.explain.naming import either, word
from brain2face.notation import Score, ScoredUnit
from brain2face.rules import Conclusion
from brain2face.verdict import Verdict

__all__ = ["pooled"]

Scores = Mapping[Conclusion, float]


def pooled(verdict: Verdict) -> Iterator[str]:
    """Say who is pooled, and where what comes out is not what the rules that fire conclude."""
    sources = ", ".join(one.name for one in verdict.profile.members)
    yield f"Pooled from {sources}; no rule decides alone."
    if not verdict.ranking:
        return
    scores = {one.emotion: one.score for one in verdict.ranking}
    fired = dict.fromkeys(c for one in verdict.fired for c in one.rule.conclusions)
    emotions = [one for one in fired if one.kind == "emotion"]
    if few := [one for one in emotions if one not in scores]:
        named = either(map(word, few))
        yield f"Rules for {named} fire; the pool has too few sources for {named} to weigh it."
    if verdict.outcome == "emotion" and verdict.results[0] not in fired:
        named = word(verdict.results[0])
        yield f"The pool leans to {named} ({scores[verdict.results[0]]:.2f}); no rule for it fires."
    heard = [one for one in emotions if one in scores]
    if heard and verdict.outcome == "none":
        yield from _overruled(heard, scores, verdict)
    yield from _by_side(verdict)


def _overruled(heard: Sequence[Conclusion], scores: Scores, verdict: Verdict) -> Iterator[str]:
    from brain2face.consensus import MAJORITY

    chances = ", ".join(f"{word(one)} {scores[one]:.2f}" for one in heard)
    rest = 1 - sum(scores.values())
    told = f"Rules for {either(map(word, heard))} fire, and all codes together say too little"
    yield f"{told}: {chances}, none in particular {rest:.2f}."
    first = verdict.ranking[0]
    if first.score >= MAJORITY:
        named = f"{word(first.emotion)} ({first.score:.2f})"
        yield f"What is absent speaks for {named}; what is present does not, so it is left out."


def _by_side(verdict: Verdict) -> Iterator[str]:
    """Say what the face would be if its codes were on both sides, where that is another thing."""
    score = verdict.score
    if not any(unit.side for unit in score.units):
        return
    from brain2face.consensus import pooled as rank
    from brain2face.consensus import pooled_outcome

    bare = Score(tuple(ScoredUnit(code) for code in score.codes))
    face = replace(verdict.observation, score=bare)
    outcome, results = pooled_outcome(verdict.profile, rank(verdict.profile, face), face)
    if results != verdict.results:
        named = either(map(word, results)) or outcome
        yield f"The sides decide it: with all codes on both sides it would be {named}."
