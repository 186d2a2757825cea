"""Habitual actions set aside: a blink is no expression, nor is the frown that comes with it.

Which codes are habitual actions, and what each brings along, stands in the ontology by source. What
one person does out of habit is declared by the user.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

import pyoxigraph as ox

from brain2face.errors import UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.misreadings import Fault
from brain2face.notation import Score
from brain2face.records import Event, Span
from brain2face.rules import Place
from brain2face.terms import B2F, PREFIXES, SOURCE

__all__ = ["Excluded", "Habit", "Habits", "habit_sources", "load_habits", "set_aside"]

_QUERY = f"""PREFIX b2f: <{B2F}> PREFIX skos: <{PREFIXES["skos"]}>
PREFIX dcterms: <{PREFIXES["dcterms"]}>
SELECT ?source ?place ?code ?with {{
  GRAPH ?place {{ ?action a b2f:HabitualAction }}
  ?place dcterms:isPartOf ?source .
  ?action skos:notation ?code .
  OPTIONAL {{ GRAPH ?place {{ ?action b2f:bringsAlong ?other }} ?other skos:notation ?with }}
}} ORDER BY ?source ?place ?code ?with"""


@dataclass(frozen=True, slots=True)
class Habit:
    """That codes which overlap an ``action`` come from it, for one ``subject`` or for everybody.

    ``said_by`` names who says so: the user, or a place.
    """

    action: str
    codes: frozenset[str]
    subject: str = ""
    said_by: str = "declared"


@dataclass(frozen=True, slots=True)
class Habits:
    """What is set aside: ``actions`` are no expressions, ``brought`` is what comes with them."""

    actions: frozenset[str]
    brought: tuple[Habit, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """What was set aside of an event, and why; ``whole`` if nothing of it was kept."""

    event: Event
    codes: tuple[str, ...]
    reason: str
    whole: bool


def habit_sources(knowledge: Knowledge) -> dict[str, Habits]:
    """Give what each source sets aside, by its short name, such as ``casme2``."""
    found: dict[str, tuple[Place, dict[str, set[str]]]] = {}
    results = knowledge.query(_QUERY).results
    for row in results if isinstance(results, ox.QuerySolutions) else ():
        source, place, code, brought = (None if one is None else one.value for one in row)
        name = str(source).removeprefix(SOURCE)
        where = Place(str(place), knowledge.label(str(place)))
        actions = found.setdefault(name, (where, {}))[1]
        actions.setdefault(str(code), set()).update([] if brought is None else [brought])
    return {
        name: Habits(
            frozenset(actions),
            tuple(
                Habit(action, frozenset(codes), said_by=place.label)
                for action, codes in actions.items()
                if codes
            ),
            place,
        )
        for name, (place, actions) in found.items()
    }


def load_habits(knowledge: Knowledge, source: str = "brain2face") -> Habits:
    """Give what a source sets aside; by default all habitual actions that have a FACS code.

    Raises:
        UnknownNameError: no source of that name sets anything aside.
    """
    sources = habit_sources(knowledge)
    if source not in sources:
        raise UnknownNameError("source of habitual actions", source, sources)
    return sources[source]


def set_aside(
    events: Iterable[Event], habits: Habits, declared: Collection[Habit] = ()
) -> tuple[tuple[Event, ...], tuple[Excluded, ...]]:
    """Part events into what is kept and what is habitual, with the reason for each exclusion.

    An event whose every code is a habitual action is excluded. A code that comes with an action,
    by ``habits.brought`` or as ``declared``, is taken out of events that overlap the action, which
    keep a remark of it; an event of which nothing then remains is excluded too. Events of other
    subjects and clips do not count, and an action in the same score always overlaps it.
    """
    everything = list(events)
    told = (*habits.brought, *declared)
    watched = habits.actions | {habit.action for habit in told}
    acting: dict[tuple[str, str], list[Event]] = {}
    for event in everything:
        if watched & event.observation.score.codes:
            acting.setdefault((event.subject, event.clip), []).append(event)
    kept: list[Event] = []
    excluded: list[Excluded] = []
    for event in everything:
        codes = event.observation.score.codes
        actions = _actions(event, acting.get((event.subject, event.clip), ()))
        reasons = _brought(event, told, actions)
        rest = codes - reasons.keys()
        why = list(dict.fromkeys(reasons.values()))
        if codes and rest <= habits.actions and not event.observation.doubtful:
            if rest:
                source = f", by {habits.place.label}" if habits.place else ""
                why.append(f"{_listed(rest)} is habitual and shows no emotion{source}")
            excluded.append(Excluded(event, _sorted(codes), "; ".join(why), whole=True))
            continue
        if reasons:
            excluded.append(Excluded(event, _sorted(reasons), "; ".join(why), whole=False))
        kept.append(_without(event, reasons))
    return tuple(kept), tuple(excluded)


def _actions(event: Event, acting: Iterable[Event]) -> frozenset[str]:
    found = set(event.observation.score.codes | event.beside)
    for other in acting:
        if event.span and other.span and _overlap(event.span, other.span):
            found |= other.observation.score.codes
    return frozenset(found)


def _overlap(one: Span, other: Span) -> bool:
    return one.onset < other.offset and other.onset < one.offset


def _brought(event: Event, told: Iterable[Habit], actions: frozenset[str]) -> dict[str, str]:
    reasons: dict[str, str] = {}
    for habit in told:
        if habit.action in actions and habit.subject in ("", event.subject):
            whose = f"of {habit.subject}, " if habit.subject else ""
            for code in (event.observation.score.codes & habit.codes) - {habit.action}:
                reason = f"{code} comes with {habit.action} by habit ({whose}{habit.said_by})"
                reasons.setdefault(code, reason)
    return reasons


def _without(event: Event, reasons: Mapping[str, str]) -> Event:
    if not reasons:
        return event
    seen = event.observation
    score = Score(tuple(unit for unit in seen.score.units if unit.code not in reasons))
    faults = (
        Fault(code, 1, f"was set aside: {reasons[code]}", "keep it if it was meant", "read")
        for code in _sorted(reasons)
    )
    return replace(event, observation=replace(seen, score=score), remarks=(*event.remarks, *faults))


def _sorted(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda one: (len(one), one)))


def _listed(codes: Iterable[str]) -> str:
    return "+".join(_sorted(codes))
