"""Faces in three states and what hypothesis draws them from, for the tests of the coder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from hypothesis import strategies as st

from brain2face.knowledge import Knowledge
from brain2face.notation import Score, ScoredUnit, parse_score
from brain2face.observation import Observation
from brain2face.profiles import compile_profile
from brain2face.rules import Profile
from brain2face.verdict import Verdict

__all__ = ["FACES", "Shelf", "completions", "fired", "observed", "plain", "results", "units_of"]

_CODES = "1 2 4 5 6 7 9 10 12 14 15 16 17 20 22 23 24 25 26 28 43 45".split()
_STATES = ("present", "absent", "absent", "not observable")

FACES = st.fixed_dictionaries({code: st.sampled_from(_STATES) for code in _CODES}).map(
    lambda states: Observation(
        plain(code for code, state in states.items() if state == "present"),
        unseen=frozenset(code for code, state in states.items() if state == "not observable"),
    )
)


class Shelf(dict[str, Profile]):
    """Profiles by name, which a failing example names and does not print whole."""

    def __init__(self, knowledge: Knowledge, names: Iterable[str]) -> None:
        super().__init__({name: compile_profile(knowledge, name) for name in names})

    def __repr__(self) -> str:
        return f"Shelf({', '.join(self)})"


def plain(codes: Iterable[str]) -> Score:
    """Give the score of codes without sides and intensities."""
    return Score(tuple(ScoredUnit(code) for code in codes))


def observed(score: str, unseen: str = "", doubtful: str = "", instrument: str = "") -> Observation:
    """Give a face as written, with codes that are not observable."""
    hidden, doubted = frozenset(unseen.split()), frozenset(doubtful.split())
    return Observation(parse_score(score), doubted, hidden, instrument)


def completions(face: Observation) -> Iterator[Score]:
    """Give every face that this one may be, its open codes being present or absent."""
    unknown = sorted(face.open)
    sets = chain.from_iterable(combinations(unknown, size) for size in range(len(unknown) + 1))
    for more in sets:
        yield Score((*face.score.units, *plain(more).units))


def fired(verdict: Verdict) -> set[str]:
    """Give the names of the rules that fired."""
    return {one.rule.name for one in verdict.fired}


def results(verdict: Verdict) -> list[str]:
    """Give what the verdict names, as one says it."""
    return [one.label.removesuffix(" valence") for one in verdict.results]


def units_of(profile: Profile) -> frozenset[str]:
    """Give every code that a rule of the profile asks for."""
    return frozenset().union(*(way.units for rule in profile.rules for way in rule.ways))
