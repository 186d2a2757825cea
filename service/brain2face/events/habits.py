"""Habitual actions set aside: a blink is no expression, nor is the frown that comes with it.

Which codes are habitual actions, and what each brings along, stands in the ontology by source. What
one person does out of habit is declared by the user.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from brain2face.errors import UnknownNameError
from brain2face.knowledge import Knowledge
from brain2face.rules import Place
from brain2face.terms import B2F, PREFIXES, SOURCE

__all__ = ["Habit", "Habits", "habit_sources", "load_habits"]

_TOGETHER: Final = 0.25

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

    ``least`` is the part of their time that the two must share; with 0 any overlap counts.
    ``said_by`` names who says so: the user, or a place.
    """

    action: str
    codes: frozenset[str]
    subject: str = ""
    said_by: str = "declared"
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Habits:
    """What is set aside: ``actions`` are no expressions, ``brought`` is what comes with them.

    ``places`` are those that say so.
    """

    actions: frozenset[str]
    brought: tuple[Habit, ...] = ()
    places: tuple[Place, ...] = ()


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
                Habit(action, frozenset(codes), said_by=place.label, least=_TOGETHER)
                for action, codes in actions.items()
                if codes
            ),
            (place,),
        )
        for name, (place, actions) in found.items()
    }


def load_habits(knowledge: Knowledge, names: str) -> Habits:
    """Give what sources set aside, all together; their ``names`` are parted by commas.

    Raises:
        UnknownNameError: no source of such a name sets anything aside.
    """
    sources = habit_sources(knowledge)
    chosen: list[Habits] = []
    for name in dict.fromkeys(part.strip() for part in names.split(",")):
        if name not in sources:
            raise UnknownNameError("source of habitual actions", name, sources)
        chosen.append(sources[name])
    return Habits(
        frozenset().union(*(one.actions for one in chosen)),
        tuple(habit for one in chosen for habit in one.brought),
        tuple(place for one in chosen for place in one.places),
    )
