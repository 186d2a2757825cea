"""The three conditions of a label, each with what it says or why it says nothing.

Dong et al. 2022, section 5, lines 343-345: the action units, the material that was shown, and what
the subject reports of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from brain2face.errors import UsageFault
from brain2face.labelling.meanings import Meanings
from brain2face.records import Span
from brain2face.rules import Conclusion
from brain2face.verdict import Verdict

__all__ = [
    "MATERIAL",
    "REPORT",
    "UNITS",
    "Condition",
    "from_units",
    "from_words",
    "impossible",
    "names",
]

UNITS, MATERIAL, REPORT = "action units", "elicitation material", "self-report"


@dataclass(frozen=True, slots=True)
class Condition:
    """One of three witnesses: ``says`` are its alternatives, ``silence`` is why it says nothing."""

    name: str
    says: tuple[Conclusion, ...] = ()
    silence: str = ""

    def __str__(self) -> str:
        verb = "say" if self.name == UNITS else "says"
        told = f"{verb} {names(self.says)}" if self.says else f"{verb} nothing: {self.silence}"
        return f"The {self.name} {told}."


def names(found: tuple[Conclusion, ...]) -> str:
    """Name alternatives: ``fear or sadness``."""
    return " or ".join(one.label.removesuffix(" micro-expression type") for one in found)


def impossible(span: Span | None, meanings: Meanings) -> frozenset[str]:
    """Give the codes that a movement within so short a span cannot have."""
    if span is None:
        return frozenset()
    limits = meanings.limits
    return frozenset(one.long for one in limits if one.code_of(span.duration) == one.short)


def from_words(name: str, words: str | None, meanings: Meanings) -> Condition:
    """Read what a material or a report says in the words of a file."""
    if words is None or not words.strip():
        return Condition(name, silence="it is missing")
    try:
        return Condition(name, meanings.read(words))
    except UsageFault as error:
        return Condition(name, silence=str(error).rstrip("."))


def from_units(
    verdict: Verdict | None, span: Span | None, meanings: Meanings
) -> tuple[Condition, tuple[str, ...]]:
    """Give what the action units say, and what had to be said of them.

    A code that a movement so short cannot have is not counted: what rests on it alone is dropped.
    """
    if verdict is None:
        return Condition(UNITS, silence="they are missing"), ()
    if verdict.outcome == "neutral":
        neutral = meanings.read("neutral")
        return Condition(UNITS, neutral), ()
    results, remarks = verdict.results, []
    for limit in meanings.limits:
        if span is None or limit.long not in verdict.score.codes & impossible(span, meanings):
            continue
        dropped = [one for one in results if _rests_on(limit.long, one, verdict)]
        results = tuple(one for one in results if one not in dropped)
        remarks.append(
            f"AU{limit.long} cannot be part of an expression of {span.duration:.3g} s: up to "
            f"{limit.seconds:g} s the code is {limit.short} ({limit.place.label})."
        )
        if dropped:
            remarks.append(
                f"{names(tuple(dropped)).capitalize()} rests on AU{limit.long} and is dropped."
            )
    says = meanings.as_meant(results)
    if says:
        return Condition(UNITS, says), tuple(remarks)
    return Condition(UNITS, silence=_silence(verdict, bool(remarks))), tuple(remarks)


def _rests_on(code: str, result: Conclusion, verdict: Verdict) -> bool:
    found = [one for one in verdict.fired if result in one.rule.conclusions]
    return bool(found) and all(code in one.units for one in found)


def _silence(verdict: Verdict, dropped: bool) -> str:
    if verdict.outcome == "unscored":
        return "nothing was scored"
    if verdict.outcome == "undecided":
        return "all that was scored is in doubt"
    if verdict.outcome == "class":
        return f"{names(verdict.results)} names movements and no emotion"
    if dropped:
        return "nothing else is coded"
    return f"no rule of {verdict.profile.name} codes {verdict.score}"
