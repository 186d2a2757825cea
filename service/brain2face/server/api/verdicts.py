"""The form of a verdict as JSON, member by member: what :mod:`brain2face.explain` makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brain2face.client import Fired, Likely, Movement, Remark, RuleView
from brain2face.rules import Conclusion, Place

__all__ = ["Coded", "Unread", "VerdictData"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Where a profile departs from print."""

    label: str
    reason: str
    sets_aside: tuple[str, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided(RuleView):
    """A rule that is met or not, by codes that are not observable."""

    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss(RuleView):
    """A rule that is nearly met: what is missing, too much, or not sure."""

    missing_any_of: tuple[str, ...]
    demand: str | None
    more_demands: tuple[str, ...]
    extra: str | None
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two codes that cannot be scored together, and who says so."""

    one: str
    other: str
    place: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tied:
    """A code that a place ties to an emotion."""

    code: str
    emotion: Conclusion
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two codes that a place ties to two emotions."""

    one: Tied
    other: Tied


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider:
    """A rule, and one that every face meets that meets it."""

    rule: str
    always_also: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A code of a rule that the table of the same source does not tie to its emotion."""

    rule: str
    code: str
    emotion: Conclusion
    not_in: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """How a printed table ranks a code for an emotion."""

    code: str
    emotion: Conclusion
    method: str
    rank: int
    score: float
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictData:
    """A face coded by a profile, with all reasons.

    A code that is neither among the ``units`` nor ``not_observable`` is absent.
    """

    score: str
    units: tuple[Movement, ...]
    instrument: str | None
    doubtful: tuple[str, ...]
    unseen: tuple[str, ...]
    not_observable: tuple[str, ...]
    profile: str
    corrections: tuple[Changed, ...]
    members: tuple[str, ...]
    outcome: str
    verdict: str
    results: tuple[Conclusion, ...]
    valences: tuple[Conclusion, ...]
    valence: Conclusion | None
    assumes: tuple[str, ...]
    micro_type: Conclusion | None
    ranking: tuple[Likely, ...]
    fired: tuple[Fired, ...]
    undecided: tuple[Undecided, ...]
    near_misses: tuple[NearMiss, ...]
    excluded: tuple[Pair, ...]
    clashes: tuple[Clash, ...]
    implied: tuple[Wider, ...]
    at_odds: tuple[Wider, ...]
    mismatches: tuple[Mismatch, ...]
    exclusives: tuple[Tied, ...]
    telling: tuple[Tied, ...]
    evidence: tuple[Ranked, ...]
    blind: tuple[str, ...]
    unused: tuple[str, ...]
    unmentioned: tuple[str, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedVerdict(VerdictData):
    """A verdict with the name that was sent with its score."""

    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A score that has no verdict, and why.

    Attributes:
        error: the members of a problem document.
        id: the name that was sent with it.
        line: its line, from 1, where lines were sent.
        index: its place, from 0, where a list was sent.
    """

    error: dict[str, Any]
    id: str | None = None
    line: int | None = None
    index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Several faces, in the order in which they were sent; of one that is not read, the error."""

    verdicts: tuple[NamedVerdict, ...]
