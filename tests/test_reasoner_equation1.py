"""Equation (1) of the paper in both readings, over Table 3 as the ontology states it.

Q_i = S_i without the *intersection* of the other five sets is what is printed; without their
*union* is what is meant, and what the bold marks show.
"""

from __future__ import annotations

import pytest

from brain2face.files import ontology_dir
from brain2face.reasoner import Library
from brain2face.reasoner.closure import signals_of
from brain2face.terms import PREFIXES, curie
from test_reasoner import BOLD

Sets = dict[str, frozenset[str]]


@pytest.fixture(scope="module")
def table() -> Sets:
    found: dict[str, set[str]] = {}
    signals = signals_of(Library.load(ontology_dir()), PREFIXES["dong"] + "table3")
    for unit, emotions in signals.items():
        for emotion in emotions:
            name = curie(emotion.value).removeprefix("b2f:")
            found.setdefault(name, set()).add(curie(unit.value).removeprefix("b2f:AU"))
    return {name: frozenset(units) for name, units in found.items()}


def others(table: Sets, emotion: str) -> list[frozenset[str]]:
    return [units for name, units in table.items() if name != emotion]


def in_all(sets: list[frozenset[str]]) -> frozenset[str]:
    return frozenset(unit for unit in sets[0] if all(unit in other for other in sets))


def test_table_3_has_six_sets_and_41_entries(table: Sets) -> None:
    assert table.keys() == BOLD.keys()
    assert sum(map(len, table.values())) == 41


@pytest.mark.parametrize("emotion", BOLD)
def test_the_intersection_as_printed_takes_nothing_away(table: Sets, emotion: str) -> None:
    common = in_all(others(table, emotion))
    assert common == (frozenset({"1"}) if emotion == "Anger" else frozenset())
    assert table[emotion] - common == table[emotion]


@pytest.mark.parametrize("emotion", BOLD)
def test_the_union_leaves_the_units_in_bold(table: Sets, emotion: str) -> None:
    union = {unit for units in others(table, emotion) for unit in units}
    assert table[emotion] - union == frozenset(BOLD[emotion].split())


def test_as_printed_a_unit_of_five_emotions_would_be_exclusive_to_each(table: Sets) -> None:
    literal = {emotion: units - in_all(others(table, emotion)) for emotion, units in table.items()}
    assert sum("1" in units for units in literal.values()) == 5
