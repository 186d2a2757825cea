"""Published coding rules as values: what a face must show, what that is coded as, who says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

__all__ = [
    "Association",
    "Conclusion",
    "Correction",
    "Demand",
    "Evidence",
    "Mismatch",
    "Place",
    "Profile",
    "Rule",
    "Way",
]


@dataclass(frozen=True, slots=True)
class Demand:
    """What a rule asks of the scoring of one code: one of some intensities, one of some sides.

    An empty set asks nothing. Letters are those of a score string.
    """

    code: str
    intensities: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()

    def __str__(self) -> str:
        grades = sorted(self.intensities) or [""]
        return " or ".join(
            f"{s}{self.code}{grade}" for s in sorted(self.sides) or [""] for grade in grades
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One way to meet a rule: all of ``units``, all ``demands``, and nothing outside ``only``."""

    units: frozenset[str] = frozenset()
    demands: frozenset[Demand] = frozenset()
    only: frozenset[str] | None = None

    def and_also(self, other: Way) -> Way:
        """Give the way that is both this one and the other."""
        only = self.only if other.only is None else other.only
        if self.only is not None and other.only is not None:
            only = self.only & other.only
        return Way(self.units | other.units, self.demands | other.demands, only)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source, or a graph derived from some: its IRI, its name, its locator."""

    iri: str
    label: str
    locator: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a face is coded as; ``kind`` is ``emotion``, ``valence``, ``class`` or ``type``.

    A ``class`` is an objective class, a ``type`` one of the types of micro-expressions.
    """

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A published rule: the ways to meet it, what it concludes, and where it stands in print."""

    iri: str
    label: str
    printed: str
    place: Place
    ways: tuple[Way, ...]
    conclusions: tuple[Conclusion, ...]

    @property
    def name(self) -> str:
        """The id of the rule in the ontology, such as ``Dong2022Rule5``."""
        return self.iri.rpartition("/")[2]

    @property
    def required(self) -> frozenset[str]:
        """The codes that every way to meet the rule asks for."""
        return frozenset.intersection(*(way.units for way in self.ways))


@dataclass(frozen=True, slots=True)
class Association:
    """That a place has a code stand with an emotion."""

    code: str
    emotion: Conclusion
    place: Place


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a table measured for a code and an emotion: its rank from 1, and its score."""

    code: str
    emotion: Conclusion
    method: str
    rank: int
    score: float
    place: Place


@dataclass(frozen=True, slots=True)
class Correction:
    """A change that a profile makes to what is printed: what, why, and the rules it sets aside.

    ``sets_aside`` are IRIs of rules, ``rests_on`` those of the findings that give the reason.
    """

    label: str
    reason: str
    sets_aside: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A code that a rule counts for an emotion, and a place of the same source for others only."""

    rule: Rule
    code: str
    emotion: Conclusion
    place: Place


@dataclass(frozen=True, slots=True)
class Profile:
    """Rules with a match policy: ``exact`` asks for a rule's codes and no others.

    ``order`` holds pairs of rule IRIs, the face of the first being always a face of the second.
    ``signals`` and ``exclusives`` are the associations of the rules' own sources, printed and
    derived; ``unit_names`` are the labels of all codes. ``types`` and ``valences`` give the type of
    micro-expression and the valence of an emotion by its IRI; ``evidence`` holds what tables
    measured, ``shares`` the share of subjects (0 to 1) by the IRI of an emotion and a code.
    ``corrections`` are departures from print. ``otherwise`` is what a scored face is coded as when
    no rule fires. A profile that pools others has ``members``, and their rules as its own.
    ``visibility`` are the codes that say what could not be seen and are no movement; ``hides`` has
    the codes that each makes uncertain, ``excluded`` the pairs of codes that a place says are not
    scored together, the smaller first. ``mismatches`` come out of rules and signals, by the IRI of
    the rule.
    """

    name: str
    label: str
    exact: bool
    rules: tuple[Rule, ...]
    order: frozenset[tuple[str, str]]
    signals: tuple[Association, ...]
    exclusives: tuple[Association, ...]
    unit_names: Mapping[str, str]
    types: Mapping[str, Conclusion] = field(default_factory=dict, repr=False)
    valences: Mapping[str, Conclusion] = field(default_factory=dict, repr=False)
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    shares: Mapping[tuple[str, str], float] = field(default_factory=dict, repr=False)
    corrections: tuple[Correction, ...] = ()
    otherwise: Conclusion | None = None
    members: tuple[Profile, ...] = field(default=(), repr=False)
    visibility: frozenset[str] = frozenset()
    hides: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    excluded: Mapping[tuple[str, str], Place] = field(
        default_factory=dict, repr=False, compare=False
    )
    mismatches: Mapping[str, tuple[Mismatch, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {rule.iri: tuple(_mismatches(rule, self.signals)) for rule in self.rules}
        object.__setattr__(self, "mismatches", found)


def _mismatches(rule: Rule, signals: tuple[Association, ...]) -> Iterator[Mismatch]:
    units = frozenset().union(*(way.units for way in rule.ways))
    for emotion in rule.conclusions:
        same = {(one.place, one.code) for one in signals if one.emotion == emotion}
        listing = {place for place, _ in same}
        others = {(one.place, one.code) for one in signals if one.code in units}
        for place, code in sorted(others - same, key=lambda pair: (pair[0].iri, pair[1])):
            if place in listing:
                yield Mismatch(rule, code, emotion, place)
