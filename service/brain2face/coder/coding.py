"""One face held against every rule of a profile, and the verdict put together."""

from __future__ import annotations

from brain2face.coder.blindness import firing
from brain2face.coder.matching import Seen, permits, see
from brain2face.coder.outcome import concluded_by, outcome_of
from brain2face.coder.plan import Plan, PlannedWay, plan_of
from brain2face.coder.reasons import ReasonedVerdict
from brain2face.coder.valence import micro_type_of, valence_of
from brain2face.notation import Score
from brain2face.observation import Observation
from brain2face.rules import Profile
from brain2face.verdict import Firing, Ranked, Verdict

__all__ = ["code"]


def code(face: Score | Observation, profile: Profile) -> Verdict:
    """Code a face by every rule of a profile.

    A rule asks for codes; ``shows 12`` is met on either side. A demand for an intensity or a side
    is met only by a score that gives it: without one the rule is a near miss and does not fire. A
    rule that lacks only codes that could not be observed is undecided; it is neither. Where a
    profile pools others, their rules fire as reasons, and the pool decides.
    """
    observation = Observation(face) if isinstance(face, Score) else face
    plan = plan_of(profile)
    seen = see(observation, plan)
    fired = _fired(plan, seen)
    concluded = concluded_by(fired)
    ranked: tuple[Ranked, ...] | None = None
    if profile.members:
        from brain2face.consensus import pooled, pooled_outcome

        ranked = pooled(profile, observation)
        outcome, results = pooled_outcome(profile, ranked, observation)
    else:
        outcome, results = outcome_of(observation, fired, concluded, profile)
    return ReasonedVerdict(
        observation=observation,
        profile=profile,
        outcome=outcome,
        results=results,
        valences=tuple([one for one in concluded if one.kind == "valence"]),
        valence=valence_of(profile, outcome, results, () if profile.members else fired),
        micro_type=micro_type_of(profile, observation, outcome, results),
        fired=fired,
        plan=plan,
        seen=seen,
        pooled=ranked,
    )


def _fired(plan: Plan, seen: Seen) -> tuple[Firing, ...]:
    by_code, codes, lacking = plan.by_code, seen.score.codes, ~seen.present
    near = [line for one in codes if one in by_code for line in by_code[one]]
    whole = [line for line in near if not line.way.units & lacking]
    met: dict[int, list[PlannedWay]] = {}
    for _, rule, way in sorted(whole):
        if permits(seen, way):
            met.setdefault(rule, []).append(way)
    return tuple([firing(plan.rules[at].rule, ways, seen) for at, ways in met.items()])
