"""A verdict in words that a student understands: what fires, why, and what else there is to say."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from brain2face.notation import ScoredUnit
from brain2face.rules import Association, Conclusion, Rule
from brain2face.verdict import Firing, NearMiss, Verdict

__all__ = ["as_text", "in_short"]

_GRADES = {"A": "trace", "B": "slight", "C": "marked", "D": "severe", "E": "maximum"}
_SIDES = {
    "L": "left only",
    "R": "right only",
    "U": "one side only",
    "T": "top lip",
    "B": "bottom lip",
    "S": "both sides alike",
    "A": "sides unlike",
    **dict.fromkeys("VWXYZ", "stronger on the left"),
    **dict.fromkeys("GHIJK", "stronger on the right"),
}
_MOST_NEAR_MISSES = 5
_REMINDER = (
    "A code says what a face shows, not what the person feels: weigh it with what called the "
    "expression forth and what the person reports."
)


def in_short(verdict: Verdict) -> str:
    """Give the verdict in one phrase, such as ``ambiguous: fear or sadness``."""
    results = " or ".join(_word(one) for one in verdict.results)
    match verdict.outcome:
        case "ambiguous":
            return f"ambiguous: {results}"
        case "valence":
            return f"{results}, no single emotion"
        case "neutral":
            return "neutral"
        case "unscored":
            return "nothing scored"
        case "none":
            return "none"
    return results


def as_text(verdict: Verdict, width: int = 100) -> str:
    """Explain the verdict for a terminal of ``width`` columns."""
    profile = verdict.profile
    sections = [
        (f"Score {verdict.score}", [_unit(one, verdict) for one in verdict.score.units]),
        (f"Verdict under {profile.name}", [_upper(in_short(verdict)), *_valence(verdict)]),
        ("Rules that fire", [_firing(one) for one in verdict.fired] or ["none"]),
        ("Why", list(_why(verdict))),
        ("What would tell them apart", [_alone(one, verdict) for one in verdict.telling]),
        ("Near misses", [_near(one, verdict) for one in _worth_telling(verdict)]),
    ]
    lines = []
    for title, items in sections:
        if items or title.startswith("Score"):
            lines.append(title)
            for item in items:
                lines += textwrap.wrap(
                    item,
                    width,
                    initial_indent="  ",
                    subsequent_indent="    ",
                    break_on_hyphens=False,
                )
            lines.append("")
    return "\n".join([*lines, *textwrap.wrap(_REMINDER, width)])


def _unit(unit: ScoredUnit, verdict: Verdict) -> str:
    remarks = [_SIDES[unit.side]] if unit.side else []
    remarks += [_GRADES[unit.intensity]] if unit.intensity else []
    name = _name(unit.code, verdict)
    return f"{unit}: {name} ({', '.join(remarks)})" if remarks else name


def _valence(verdict: Verdict) -> Iterator[str]:
    if verdict.outcome in ("emotion", "ambiguous") and len(verdict.valences) == 1:
        valence = verdict.valences[0]
        own = any(
            valence in one.rule.conclusions and set(one.rule.conclusions) & set(verdict.results)
            for one in verdict.fired
        )
        other = "" if own else f", by a rule that does not conclude {_word(verdict.results[0])}"
        yield f"Valence: {_word(valence)}{other}"
    if verdict.outcome == "none":
        yield "No rule of the profile is met, which is not the same as a neutral face."


def _firing(one: Firing) -> str:
    concluded = ", ".join(_word(c) for c in one.rule.conclusions)
    return f"{'+'.join(one.units)} -> {concluded}: {_cited(one.rule)}"


def _why(verdict: Verdict) -> Iterator[str]:
    for narrow, wide in verdict.implied:
        if not set(wide.rule.conclusions) <= set(narrow.rule.conclusions):
            yield (
                f"Every face of {narrow.rule.label} is also a face of {wide.rule.label} "
                f"({'+'.join(wide.units)}): the first never fires without the second."
            )
    for one in verdict.mismatches:
        unit, emotion = _tag(one.code, verdict), _word(one.emotion)
        yield (
            f"{_upper(one.rule.label)} takes {unit} for a sign of {emotion}; "
            f"{one.place.label} has {unit} with other emotions, and not with {emotion}."
        )
    for known in verdict.exclusives:
        against = known.emotion not in verdict.results
        yield _alone(known, verdict) + (" No rule that fired concludes it." if against else "")
    for code in verdict.unused:
        if code != "0":
            yield _unused(code, verdict)


def _unused(code: str, verdict: Verdict) -> str:
    name = _name(code, verdict)
    if code in verdict.unmentioned:
        return f"Nothing is coded from {name}: no rule of this profile mentions it."
    ways = [way for rule in verdict.profile.rules for way in rule.ways if code in way.units]
    sets = sorted({"+".join(_sorted(way.units)) for way in ways})
    shown = ", ".join(sets[:3]) + (" and others" if sets[3:] else "")
    return f"Nothing is coded from {name} here: it counts only within {shown}."


def _alone(one: Association, verdict: Verdict) -> str:
    emotions: dict[str, set[Conclusion]] = {}
    for other in verdict.profile.signals:
        emotions.setdefault(other.place.label, set()).add(other.emotion)
    printed = {
        other.place.label
        for other in verdict.profile.signals
        if (other.code, other.emotion) == (one.code, one.emotion)
        and len(emotions[other.place.label]) > 1
    }
    source = ", ".join([*sorted(printed), f"derived: {one.place.label}"])
    return f"{_tag(one.code, verdict)} stands with {_word(one.emotion)} alone ({source})."


def _worth_telling(verdict: Verdict) -> list[NearMiss]:
    known = {c for one in verdict.fired for c in one.rule.conclusions}
    new = [one for one in verdict.near_misses if not known.issuperset(one.rule.conclusions)]
    return new[:_MOST_NEAR_MISSES]


def _near(one: NearMiss, verdict: Verdict) -> str:
    concluded = ", ".join(_word(c) for c in one.rule.conclusions)
    if one.missing:
        lack = f"lacks {' or '.join(_tag(code, verdict) for code in one.missing)}"
    elif one.demand:
        lack = f"needs {one.demand}, which the score does not give"
    else:
        lack = f"allows no {_tag(one.extra or '', verdict)}"
    return f"{_upper(concluded)} {lack}: {_cited(one.rule)}"


def _cited(rule: Rule) -> str:
    return f"{rule.label} ({'; '.join(filter(None, (rule.place.label, rule.place.locator)))})"


def _word(conclusion: Conclusion) -> str:
    return conclusion.label.removesuffix(" valence")


def _name(code: str, verdict: Verdict) -> str:
    return verdict.profile.unit_names.get(code, code)


def _tag(code: str, verdict: Verdict) -> str:
    return _name(code, verdict).split(" ")[0]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sorted(codes: Iterable[str]) -> list[str]:
    return sorted(codes, key=lambda one: (int(one.lstrip("M")), one))
