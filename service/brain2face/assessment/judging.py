"""Profiles judged by labels: level by level, each profile where its rules can name anything.

The order of the expressions changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from brain2face.assessment.figures import Confusion, Share
from brain2face.assessment.levels import AMBIGUOUS, LEVELS, NOTHING, Levels
from brain2face.assessment.truth import Truth
from brain2face.rules import Conclusion, Profile, Rule
from brain2face.verdict import Verdict

__all__ = ["Baseline", "LevelResult", "ProfileResult", "RuleResult", "assess"]

_UNDECIDED = (AMBIGUOUS, NOTHING)


@dataclass(frozen=True, slots=True)
class RuleResult:
    """A rule: what it concludes at a level, and how often that is the label where it fired."""

    rule: Rule
    concludes: tuple[Conclusion, ...]
    precision: Share


@dataclass(frozen=True, slots=True)
class ProfileResult:
    """A profile at one level; ``nameable`` have a label that some rule of it concludes."""

    profile: Profile
    confusion: Confusion
    nameable: Share
    rules: tuple[RuleResult, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What naming always the commonest label comes to."""

    label: Conclusion
    confusion: Confusion


@dataclass(frozen=True, slots=True)
class LevelResult:
    """Everything at one level; ``names`` are what stands in the tables, by IRI.

    ``silent`` are the names of profiles whose rules conclude nothing at this level.
    """

    level: str
    labels: Mapping[str, int]
    names: Mapping[str, Conclusion]
    baseline: Baseline
    profiles: tuple[ProfileResult, ...]
    silent: tuple[str, ...]

    @property
    def total(self) -> int:
        """The number of expressions with a label at this level."""
        return sum(self.labels.values())

    @property
    def ranked(self) -> tuple[ProfileResult, ...]:
        """The profiles by macro-F1, of equals the more accurate first, then by name."""
        return tuple(sorted(self.profiles, key=_merit))

    @property
    def best(self) -> ProfileResult | None:
        """The first of them, if there is any."""
        return next(iter(self.ranked), None)


def assess(
    verdicts: Mapping[str, Sequence[Verdict]],
    truths: Sequence[Truth],
    profiles: Iterable[Profile],
    levels: Levels,
) -> tuple[LevelResult, ...]:
    """Hold what profiles say of faces against what the faces' labels say.

    Args:
        verdicts: by the name of the profile, one a face in the order of ``truths``.
        truths: what each face is by its label.
        profiles: whose verdicts they are.
        levels: what a thing is at each level.

    Returns:
        A result for each level at which there is a label, the finest first.
    """
    own = tuple(profiles)
    found = (_level(level, verdicts, truths, own, levels) for level in LEVELS)
    return tuple(one for one in found if one is not None)


def _merit(one: ProfileResult) -> tuple[float, int, str]:
    return -(one.confusion.macro_f1.value or 0.0), -one.confusion.right, one.profile.name


def _level(
    level: str,
    verdicts: Mapping[str, Sequence[Verdict]],
    truths: Sequence[Truth],
    profiles: Sequence[Profile],
    levels: Levels,
) -> LevelResult | None:
    judged = [place for place, truth in enumerate(truths) if level in truth]
    if not judged:
        return None
    labels = [truths[place][level] for place in judged]
    names = {one.iri: one for one in labels}
    counted = Counter(one.iri for one in labels)
    results, silent = [], []
    for profile in profiles:
        concluded = _concluded(profile, level, levels)
        if not any(concluded.values()):
            silent.append(profile.name)
            continue
        faces = [verdicts[profile.name][place] for place in judged]
        counts: Counter[tuple[str, str]] = Counter()
        for face, label in zip(faces, labels, strict=True):
            naming = levels.named_by(face, level)
            if naming.thing:
                names[naming.thing.iri] = naming.thing
            counts[label.iri, naming.thing.iri if naming.thing else naming.why] += 1
        reach = {one.iri for things in concluded.values() for one in things}
        reached = sum(counted[iri] for iri in reach)
        results.append(
            ProfileResult(
                profile,
                Confusion(counts, _UNDECIDED),
                Share(reached, len(judged)),
                _rules(profile, concluded, faces, labels),
            )
        )
    ordered = sorted(counted.items(), key=lambda item: (-item[1], names[item[0]].label, item[0]))
    commonest = names[ordered[0][0]]
    always = Counter({(iri, commonest.iri): count for iri, count in ordered})
    return LevelResult(
        level,
        dict(ordered),
        names,
        Baseline(commonest, Confusion(always, _UNDECIDED)),
        tuple(results),
        tuple(silent),
    )


def _concluded(profile: Profile, level: str, levels: Levels) -> dict[str, tuple[Conclusion, ...]]:
    found: dict[str, tuple[Conclusion, ...]] = {}
    for rule in profile.rules:
        things = (levels.at(one, level) for one in rule.conclusions)
        found[rule.iri] = tuple(dict.fromkeys(one for one in things if one is not None))
    if profile.otherwise is not None:
        left = levels.at(profile.otherwise, level)
        found[profile.otherwise.iri] = (left,) if left else ()
    return found


def _rules(
    profile: Profile,
    concluded: Mapping[str, tuple[Conclusion, ...]],
    faces: Sequence[Verdict],
    labels: Sequence[Conclusion],
) -> tuple[RuleResult, ...]:
    fired: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for face, label in zip(faces, labels, strict=True):
        for iri in {one.rule.iri for one in face.fired}:
            fired[iri] += 1
            right[iri] += label.iri in {one.iri for one in concluded.get(iri, ())}
    return tuple(
        RuleResult(rule, concluded[rule.iri], Share(right[rule.iri], fired[rule.iri]))
        for rule in profile.rules
        if concluded[rule.iri]
    )
