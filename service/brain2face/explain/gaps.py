"""What keeps rules from firing: codes that could not be seen, and codes that were not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from brain2face.explain.naming import cited, either, tag, tags, upper, words
from brain2face.rules import Conclusion, Demand
from brain2face.verdict import NearMiss, Verdict

__all__ = ["hanging", "near_misses", "unseen"]

_MOST = 4
_MOST_BLIND = 12


def unseen(verdict: Verdict) -> Iterator[str]:
    """Say what codes that could not be seen would make of the face, then which of them matter."""
    for concluded, sets in hanging(verdict).items():
        needs = ["+".join(tag(code, verdict) for code in codes) for codes in sets]
        more = len(needs) - _MOST
        others = f" (or {more} more)" if more > 0 else ""
        yield f"{either(needs[:_MOST])}{others}, if present, would mean {words(concluded)}."
    if verdict.blind:
        by = verdict.observation.instrument
        blind = tags(verdict.blind, verdict, _MOST_BLIND)
        yield f"Not observable{f' by {by}' if by else ''}, though its rules ask for them: {blind}."


def hanging(verdict: Verdict) -> dict[tuple[Conclusion, ...], list[tuple[str, ...]]]:
    """Give, by what would be concluded anew, the smallest sets of unseen codes that would do.

    No rule of pooled sources decides alone, so nothing hangs on one.
    """
    found: dict[tuple[Conclusion, ...], list[tuple[str, ...]]] = {}
    known = _concluded(verdict)
    undecided = () if verdict.profile.members else verdict.undecided
    for one in sorted(undecided, key=lambda one: len(one.needs)):
        if not known.issuperset(one.rule.conclusions):
            sets = found.setdefault(one.rule.conclusions, [])
            if not any(set(less) <= set(one.needs) for less in sets):
                sets.append(one.needs)
    return found


def near_misses(verdict: Verdict) -> Iterator[str]:
    """Name the rules that lack one thing and would conclude something new, the surest first.

    Of the rules with one conclusion and one lack the first stands for all; each conclusion has its
    turn before another rule of the first is named. A single rule of pooled sources misses nothing.
    """
    known = _concluded(verdict)
    turns: dict[str, list[str]] = {}
    lacks: set[tuple[str, str]] = set()
    missed = () if verdict.profile.members else verdict.near_misses
    for one in sorted(missed, key=lambda one: len(one.unsure)):
        concluded, lack = words(one.rule.conclusions), _lack(one, verdict)
        if (concluded, lack) not in lacks and not known.issuperset(one.rule.conclusions):
            lacks.add((concluded, lack))
            told = f"{upper(concluded)} {lack}: {cited(one.rule)}"
            turns.setdefault(concluded, []).append(told)
    for turn in zip_longest(*turns.values()):
        yield from filter(None, turn)


def _concluded(verdict: Verdict) -> set[Conclusion]:
    return {c for one in verdict.fired for c in one.rule.conclusions}


def _lack(one: NearMiss, verdict: Verdict) -> str:
    if one.missing:
        lack = f"lacks {either(tag(code, verdict) for code in one.missing)}"
    elif one.demand:
        demands = (one.demand, *one.more_demands)
        asked = " and ".join(map(str, demands))
        lack = f"needs {asked}, which the score does not give{_given(demands, verdict)}"
    else:
        lack = f"allows no {tag(one.extra or '', verdict)}"
    unsure = tags(one.unsure, verdict, _MOST)
    return f"{lack}, and {unsure}, not observable here" if one.unsure else lack


def _given(demands: Sequence[Demand], verdict: Verdict) -> str:
    lost: dict[str, None] = {}
    other: dict[str, None] = {}
    for demand in demands:
        units = [unit for unit in verdict.score.units if unit.code == demand.code]
        no_side = demand.sides and not any(unit.side for unit in units)
        no_grade = demand.intensities and not any(unit.intensity for unit in units)
        lost.update(dict.fromkeys(["side"] if no_side else []))
        lost.update(dict.fromkeys(["grade"] if no_grade else []))
        if not (no_side or no_grade):
            other.update(dict.fromkeys(map(str, units)))
    has = [f"no {' and no '.join(lost)}"] if lost else []
    has += ["+".join(other)] if other else []
    return f" (it has {' and '.join(has)})"
