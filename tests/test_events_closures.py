"""A scored closure of both eyes has the code that its length asks for."""

from __future__ import annotations

import pytest

from brain2face.durations import load_code_limits
from brain2face.events import closures_named
from brain2face.knowledge import Knowledge
from brain2face.notation import parse_score
from brain2face.observation import Observation
from brain2face.records import BadRow, Event, Span


@pytest.mark.parametrize(
    ("score", "seconds", "actions", "read_as"),
    [
        ("4+43", 0.1, False, "4+45"),
        ("43B", 0.5, False, "45B"),
        ("43", 0.52, False, "43"),
        ("43+45", 0.2, False, "45"),
        ("L43", 0.2, False, "L43"),
        ("4+45", 7, False, "4+45"),
        ("45", 7, True, "43"),
        ("45", 0.3, True, "45"),
        ("43", None, False, "43"),
    ],
)
def test_a_closure_is_45_up_to_half_a_second(
    knowledge: Knowledge, score: str, seconds: float | None, actions: bool, read_as: str
) -> None:
    span = None if seconds is None else Span(1, 1 + seconds)
    given = Event("x", Observation(parse_score(score)), span)
    bad = BadRow(3, "AU", "is broken")
    one, other = closures_named([given, bad], load_code_limits(knowledge), actions)
    assert isinstance(one, Event)
    assert str(one.observation.score) == read_as
    assert bool(one.remarks) == (score != read_as)
    assert all("0.5 s" in remark.reason and remark.kind == "read" for remark in one.remarks)
    assert other == bad
