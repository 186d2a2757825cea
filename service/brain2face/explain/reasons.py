"""The reasons of a verdict: rules that fire, what speaks against them, what would settle it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brain2face.explain.naming import cited, name, tag, tags, upper, word, words
from brain2face.rules import Association, Way
from brain2face.verdict import Clash, Firing, Verdict

__all__ = ["conflicts", "doubts", "firings", "telling", "why"]

_SHOWN_SETS = 3


def firings(verdict: Verdict) -> Iterator[str]:
    """Give each rule that fires with its codes, its conclusions and its place."""
    for one in verdict.fired:
        yield _firing(one, verdict)
    if not verdict.fired:
        yield "none"


def conflicts(verdict: Verdict) -> Iterator[str]:
    """Say where codes, rules and tables contradict one another or the results."""
    for clash in verdict.clashes:
        yield _clash(clash, verdict)
    for narrow, wide in verdict.at_odds:
        both = f"{narrow.rule.label} is also a face of {wide.rule.label}"
        units = "+".join(wide.units)
        if (wide, narrow) in verdict.implied:
            never = f"({units}), and the reverse: neither fires without the other"
        else:
            never = f"({units}): the first never fires without the second"
        yield f"Every face of {both} {never}."
    yield from _mismatches(verdict)
    against = [one for one in verdict.exclusives if one.emotion not in verdict.results]
    for told in _alone(against, verdict):
        yield f"{told} No rule that fired concludes it."


def doubts(verdict: Verdict) -> Iterator[str]:
    """Question codes that are scored together and do not go together."""
    hidden: dict[str, list[str]] = {}
    for one in verdict.excluded:
        if one.place:
            pair = f"{tag(one.one, verdict)} and {tag(one.other, verdict)}"
            yield f"{pair} are scored together, which FACS excludes ({one.place.label})."
        else:
            hidden.setdefault(one.one, []).append(one.other)
    for mark, codes in hidden.items():
        scored = " and ".join(tag(code, verdict) for code in codes)
        them = (
            "is scored beside what hides it"
            if len(codes) == 1
            else "are scored beside what hides them"
        )
        yield f"{scored} {them}, {name(mark, verdict)}."


def why(verdict: Verdict) -> Iterator[str]:
    """Say which codes speak for a result alone, and from which nothing is coded."""
    speaking = [one for one in verdict.exclusives if one.emotion in verdict.results]
    yield from _alone(speaking, verdict)
    idle = verdict.unmentioned if verdict.profile.members else verdict.unused
    for code in idle:
        if code != "0":
            yield _unused(code, verdict)


def telling(verdict: Verdict) -> Iterator[str]:
    """Name absent codes that would tell the results apart; say which could not be seen."""
    unseen = verdict.observation.open
    yield from _alone([one for one in verdict.telling if one.code not in unseen], verdict)
    for told in _alone([one for one in verdict.telling if one.code in unseen], verdict):
        yield f"{told} Not observable here."


def _firing(one: Firing, verdict: Verdict) -> str:
    told = f"{'+'.join(one.units)} -> {words(one.rule.conclusions)}: {cited(one.rule)}"
    if one.assumes:
        first = sorted(one.assumes, key=lambda code: code not in verdict.blind)
        told += f". It allows none of {tags(first, verdict, _SHOWN_SETS)}, not observable here"
    return told


def _clash(clash: Clash, verdict: Verdict) -> str:
    one, other = (
        f"{tag(side.code, verdict)} stands with {word(side.emotion)} alone"
        for side in (clash.one, clash.other)
    )
    return f"{one} and {other} (derived: {clash.one.place.label}), and the face shows both."


def _unused(code: str, verdict: Verdict) -> str:
    label = name(code, verdict)
    if code in verdict.unmentioned:
        return f"Nothing is coded from {label}: no rule of this profile mentions it."
    ways = [way for rule in verdict.profile.rules for way in rule.ways if code in way.units]
    sets = sorted({_asked(way) for way in ways})
    shown = ", ".join(sets[:_SHOWN_SETS]) + (" and others" if sets[_SHOWN_SETS:] else "")
    return f"Nothing is coded from {label} here: it counts only within {shown}."


def _asked(way: Way) -> str:
    demands: dict[str, list[str]] = {}
    for one in sorted(way.demands, key=str):
        demands.setdefault(one.code, []).append(str(one))
    asked = {code: " and ".join(said) for code, said in demands.items()}
    parts = [asked.get(code, code) for code in sorted(way.units, key=_place)]
    return "+".join(f"({part})" if " " in part and parts[1:] else part for part in parts)


def _alone(associations: Sequence[Association], verdict: Verdict) -> Iterator[str]:
    groups: dict[tuple[str, str], list[str]] = {}
    for one in associations:
        key = (word(one.emotion), _source(one, verdict))
        groups.setdefault(key, []).append(tag(one.code, verdict))
    for (emotion, source), units in groups.items():
        stand = "each stand" if units[1:] else "stands"
        yield f"{' and '.join(units)} {stand} with {emotion} alone ({source})."


def _source(one: Association, verdict: Verdict) -> str:
    emotions: dict[str, set[str]] = {}
    for other in verdict.profile.signals:
        emotions.setdefault(other.place.label, set()).add(other.emotion.iri)
    printed = {
        other.place.label
        for other in verdict.profile.signals
        if (other.code, other.emotion.iri) == (one.code, one.emotion.iri)
        and len(emotions[other.place.label]) > 1
    }
    return ", ".join([*sorted(printed), f"derived: {one.place.label}"])


def _mismatches(verdict: Verdict) -> Iterator[str]:
    places: dict[tuple[str, str, str], list[str]] = {}
    for one in verdict.mismatches:
        key = (upper(one.rule.label), tag(one.code, verdict), word(one.emotion))
        places.setdefault(key, []).append(one.place.label)
    for (rule, unit, emotion), labels in places.items():
        where = f"{' and '.join(labels)} {'have' if labels[1:] else 'has'}"
        yield (
            f"{rule} takes {unit} for a sign of {emotion}; "
            f"{where} {unit} with other emotions, and not with {emotion}."
        )


def _place(code: str) -> tuple[int, str]:
    return int(code.lstrip("M")), code
