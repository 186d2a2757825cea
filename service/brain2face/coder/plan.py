"""What of a profile is the same for every face, worked out once and kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from brain2face.coder.bits import bit_of, bits_of, codes_of
from brain2face.rules import Conclusion, Demand, Evidence, Profile, Rule, Way
from brain2face.verdict import Ranked

__all__ = ["Line", "Plan", "PlannedDemand", "PlannedRule", "PlannedWay", "Target", "plan_of"]

_ANYTHING = -1
_REMEMBERED = 64
_SAME_SIDE = {"U": "LRU", "A": "AVWXYZGHIJK"}


class PlannedDemand(NamedTuple):
    """A demand, the bit of its code, and the sides that meet it: ``L`` is one side, as ``U`` is."""

    demand: Demand
    bit: int
    sides: frozenset[str]


class PlannedWay(NamedTuple):
    """A way in bits: the ``units`` it asks for, and the codes that are ``allowed`` beside."""

    units: int
    allowed: int
    demands: tuple[PlannedDemand, ...]


class PlannedRule(NamedTuple):
    """A rule with its ways in bits."""

    rule: Rule
    ways: tuple[PlannedWay, ...]


class Target(NamedTuple):
    """What a face is ranked for: an emotion or class, and the ways of all its rules.

    ``shares`` are the bits of codes that count for less than one, each with its share; ``weighed``
    holds all of these bits, ``units`` all bits that count at all. ``unlike`` is the rank of a face
    that has none of them.
    """

    conclusion: Conclusion
    units: int
    ways: tuple[PlannedWay, ...]
    shares: tuple[tuple[int, float], ...]
    weighed: int
    unlike: Ranked


class Line(NamedTuple):
    """A way in the list of all: its place there, and that of its rule among the rules."""

    place: int
    rule: int
    way: PlannedWay


class Plan(NamedTuple):
    """A profile made ready: ``lines`` are the ways of all its rules, in the order of these.

    ``by_code`` has each line under the rarest code that it asks for: no face without that code
    meets it. ``mentioned`` are the bits of all codes of the rules, ``idle`` those of visibility
    codes that no rule asks for. ``evidence`` holds the rows of each method by code. ``wider``
    remembers which rules every face of a rule meets too.
    """

    profile: Profile
    rules: tuple[PlannedRule, ...]
    lines: tuple[Line, ...]
    by_code: Mapping[str, tuple[Line, ...]]
    targets: tuple[Target, ...]
    mentioned: int
    idle: int
    evidence: tuple[Mapping[str, tuple[Evidence, ...]], ...]
    wider: dict[str, frozenset[str]]


_plans: dict[int, Plan] = {}


def plan_of(profile: Profile) -> Plan:
    """Give the plan of a profile, made when it is first asked for."""
    plan = _plans.get(id(profile))
    if plan is None or plan.profile is not profile:
        if len(_plans) >= _REMEMBERED:
            _plans.clear()
        plan = _plans[id(profile)] = _plan(profile)
    return plan


def _plan(profile: Profile) -> Plan:
    rules = tuple(
        PlannedRule(rule, tuple(_way(way, profile.exact) for way in rule.ways))
        for rule in profile.rules
    )
    ways = [(at, way) for at, one in enumerate(rules) for way in one.ways]
    lines = tuple(Line(place, at, way) for place, (at, way) in enumerate(ways))
    mentioned = 0
    for _, way in ways:
        mentioned |= way.units
    for member in profile.members:
        mentioned |= bits_of(frozenset(code for _, code in member.shares))
    targets, evidence = _targets(profile, rules), _evidence(profile)
    idle = bits_of(profile.visibility) & ~mentioned
    by_code = _by_code(lines)
    return Plan(profile, rules, lines, by_code, targets, mentioned, idle, evidence, wider={})


def _by_code(lines: Iterable[Line]) -> Mapping[str, tuple[Line, ...]]:
    codes = {line: codes_of(line.way.units) for line in lines}
    counts = Counter(code for asked in codes.values() for code in asked)
    found: dict[str, list[Line]] = {}
    for line, asked in codes.items():
        found.setdefault(min(asked, key=lambda code: counts[code]), []).append(line)
    return {code: tuple(its) for code, its in found.items()}


def _way(way: Way, exact: bool) -> PlannedWay:
    units = bits_of(way.units)
    allowed = units if exact else _ANYTHING if way.only is None else bits_of(way.only)
    ordered = sorted(way.demands, key=str)
    return PlannedWay(units, allowed, tuple(_demand(one) for one in ordered))


def _demand(one: Demand) -> PlannedDemand:
    sides = frozenset(letter for side in one.sides for letter in _SAME_SIDE.get(side, side))
    return PlannedDemand(one, bit_of(one.code), sides)


def _targets(profile: Profile, rules: Iterable[PlannedRule]) -> tuple[Target, ...]:
    ways: dict[Conclusion, list[PlannedWay]] = {}
    for one in rules:
        for conclusion in one.rule.conclusions:
            if conclusion.kind in ("emotion", "class"):
                ways.setdefault(conclusion, []).extend(one.ways)
    shares: dict[str, dict[int, float]] = {}
    for (emotion, code), share in profile.shares.items():
        shares.setdefault(emotion, {})[bit_of(code)] = share
    found = []
    for conclusion, its in sorted(ways.items(), key=lambda item: item[0].label):
        weights = shares.get(conclusion.iri, {})
        units = weighed = sum(weights)
        for way in its:
            units |= way.units
        unlike = Ranked(conclusion, 0.0, met=False)
        distinct = tuple(dict.fromkeys(its))
        found.append(Target(conclusion, units, distinct, tuple(weights.items()), weighed, unlike))
    return tuple(found)


def _evidence(profile: Profile) -> tuple[Mapping[str, tuple[Evidence, ...]], ...]:
    methods: dict[str, dict[str, list[Evidence]]] = {}
    for row in profile.evidence:
        methods.setdefault(row.method, {}).setdefault(row.code, []).append(row)
    return tuple(
        {
            code: tuple(sorted(rows, key=lambda row: (row.rank, row.emotion.label)))
            for code, rows in methods[method].items()
        }
        for method in sorted(methods)
    )
