"""The reasons of a label in words, and what would settle a disagreement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

from brain2face.durations import Definition, Length
from brain2face.labelling.conditions import MATERIAL, REPORT, UNITS, Condition, names
from brain2face.labelling.meanings import SURPRISE, Meanings
from brain2face.labelling.meeting import common_of
from brain2face.records import Span
from brain2face.rules import Conclusion
from brain2face.verdict import Verdict

__all__ = ["alone", "apart", "length_of", "met", "settles"]

_MISSING = {
    UNITS: "Score the action units of the expression.",
    MATERIAL: "Look up what was shown at that moment, and what it was chosen to elicit.",
    REPORT: "Ask the subject what was felt at that moment.",
}
_UNCODED = "Look for further action units, or take a profile that codes these."


def met(
    speaking: Sequence[Condition], common: tuple[Conclusion, ...], kinds: tuple[Conclusion, ...]
) -> list[str]:
    """Say in what they meet."""
    if len(speaking) < 2:
        return []
    if len(common) == 1 and common[0].kind != "type":
        told = [f"They meet in {names(common)}."]
        if len(speaking[0].says) > 1:
            others = " and the ".join(one.name for one in speaking[1:])
            told.append(f"{names(speaking[0].says).capitalize()} is narrowed by the {others}.")
        if common[0].iri == SURPRISE:
            told.append("Surprise itself is neither positive nor negative; the context stands.")
        return told
    if len(kinds) != 1:
        return [f"{names(common).capitalize()} is left open, and so is the type."]
    if len(common) > 1:
        return [f"They meet in the {kinds[0].label}; {names(common)} is left open."]
    return [f"They meet in the {kinds[0].label} and name no emotion in common."]


def apart(
    speaking: Sequence[Condition], kinds: tuple[Conclusion, ...], meanings: Meanings
) -> list[str]:
    """Say who contradicts whom, and on what all still agree."""
    told: list[str] = []
    for one, other in combinations(speaking, 2):
        if met := common_of((one, other), meanings):
            told.append(f"The {one.name} and the {other.name} meet in {names(met)}.")
        else:
            told.append(f"The {one.name} and the {other.name} contradict each other.")
    if speaking:
        below = f"in the {names(kinds)} type" if len(kinds) == 1 else "in no type"
        told.append(f"All that speak agree {below}.")
    return told


def alone(speaking: Sequence[Condition]) -> list[str]:
    """Say what is lacking for a label."""
    told: list[str] = []
    spoken = {one.name for one in speaking}
    if spoken == {UNITS}:
        told.append("The action units alone make a verdict and no label.")
        if any(one.iri == SURPRISE for one in speaking[0].says):
            told.append("Surprise can be read from its context only, and there is none.")
    elif UNITS not in spoken:
        told.append("Without action units there is no label.")
    return told


def length_of(
    span: Span | None, definition: Definition | None
) -> tuple[Length | Literal[""], list[str]]:
    """Judge a length, and say how it was judged."""
    if span is None or definition is None:
        return "", []
    length = definition.length_of(span)
    lasts = f"It lasts {span.duration:.3g} s"
    if length == "micro":
        return length, [f"{lasts}: {definition.label}."]
    what = "a macro-expression" if length == "macro" else "neither micro nor macro"
    told = [f"{lasts}, which is no {definition.label} but {what}."]
    if definition.hangs_on_apex(span):
        told.append("Its apex is not known; an early one would make it a micro-expression.")
    return length, told


def settles(
    conditions: Sequence[Condition],
    common: Sequence[Conclusion],
    level: str,
    verdict: Verdict | None,
    ruled_out: frozenset[str],
) -> Iterator[str]:
    """Say what would help: what is missing, telling units, a second coder."""
    for one in conditions:
        if not one.says:
            silent = one.name == UNITS and verdict is not None
            yield _UNCODED if silent else _MISSING[one.name]
    if level == "emotion":
        return
    if verdict is not None:
        for unit in verdict.telling:
            if unit.code not in ruled_out and (not common or unit.emotion in common):
                yield f"AU{unit.code} would speak for {unit.emotion.label}, if it can be found."
        for rule in verdict.undecided:
            needed = "+".join(rule.needs)
            yield f"{needed} could not be observed; {rule.rule.label} hangs on it."
    if not common and all(one.says for one in conditions):
        yield "Have a second coder score the expression, and ask the subject about this moment."
