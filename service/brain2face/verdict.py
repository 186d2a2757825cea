"""What the coder finds, as values: a verdict and the reasons it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

from brain2face.notation import Score
from brain2face.observation import Observation
from brain2face.rules import (
    Association,
    Conclusion,
    Demand,
    Evidence,
    Mismatch,
    Place,
    Profile,
    Rule,
)

__all__ = ["Clash", "Excluded", "Firing", "NearMiss", "Ranked", "Undecided", "Verdict"]


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fired, and the codes of the face that made it fire.

    ``assumes`` are codes that could not be observed and of which the rule allows none: it fires if
    they are absent.
    """

    rule: Rule
    units: tuple[str, ...]
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that lacks one thing: one of ``missing``, or a ``demand``; or has one ``extra``.

    ``more_demands`` stand beside the first where the score gives no side, or no grade. ``unsure``
    are codes that it asks for besides and that could not be observed.
    """

    rule: Rule
    missing: tuple[str, ...] = ()
    demand: Demand | None = None
    more_demands: tuple[Demand, ...] = ()
    extra: str | None = None
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """A rule that would fire if the codes ``needs``, which could not be observed, were present.

    A rule stands in a verdict once for each smallest set of such codes.
    """

    rule: Rule
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """An emotion with its score, 0 to 1, under the profile; ``met`` if one of its rules fired."""

    emotion: Conclusion
    score: float
    met: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Two codes of one face that each stand with another emotion alone."""

    one: Association
    other: Association


@dataclass(frozen=True, slots=True)
class Excluded:
    """Two codes that are scored together and do not go together.

    The ``place`` excludes the pair; without a place, ``one`` says that ``other`` was not visible.
    """

    one: str
    other: str
    place: Place | None = None


@dataclass(frozen=True)
class Verdict:
    """What a profile makes of a face, and why.

    ``outcome`` is ``emotion``, ``class`` (an objective class), ``valence`` (no single emotion),
    ``ambiguous``, ``none``, ``neutral`` (0 was scored), ``undecided`` (all that was scored is in
    doubt) or ``unscored`` (no movement was); ``results`` are what it names, one unless ambiguous.
    ``valences`` are what rules conclude, ``valence`` the one valence of the whole, ``micro_type``
    the type of micro-expression (positive, negative, surprise, others) that the result falls under.
    ``assumes`` are codes that could not be observed, and on whose absence the results rest;
    ``excluded`` are scored codes that do not go together. From ``ranking`` on, the coder works a
    part out when it is first read, and keeps it. ``telling`` are absent codes that would tell
    results apart. ``implied`` are pairs of fired rules, every face of the first being a face of the
    second; ``clashes`` are exclusive codes of different emotions on this face. ``undecided`` are
    rules that hang on codes that could not be observed; ``blind`` are the codes of the profile's
    rules that could not be. ``unused`` are codes of no fired rule, ``unmentioned`` those of no rule
    at all.
    """

    observation: Observation
    profile: Profile
    outcome: str
    results: tuple[Conclusion, ...]
    valences: tuple[Conclusion, ...]
    valence: Conclusion | None
    micro_type: Conclusion | None
    fired: tuple[Firing, ...]
    ranking: tuple[Ranked, ...] = field(init=False)
    assumes: tuple[str, ...] = field(init=False)
    excluded: tuple[Excluded, ...] = field(init=False)
    implied: tuple[tuple[Firing, Firing], ...] = field(init=False)
    mismatches: tuple[Mismatch, ...] = field(init=False)
    clashes: tuple[Clash, ...] = field(init=False)
    exclusives: tuple[Association, ...] = field(init=False)
    telling: tuple[Association, ...] = field(init=False)
    near_misses: tuple[NearMiss, ...] = field(init=False)
    undecided: tuple[Undecided, ...] = field(init=False)
    blind: tuple[str, ...] = field(init=False)
    evidence: tuple[Evidence, ...] = field(init=False)
    unused: tuple[str, ...] = field(init=False)
    unmentioned: tuple[str, ...] = field(init=False)

    @property
    def score(self) -> Score:
        """What was scored as present."""
        return self.observation.score

    @property
    def at_odds(self) -> tuple[tuple[Firing, Firing], ...]:
        """Pairs of ``implied`` rules of which the second concludes what the first does not.

        Two rules that every face meets together are one pair.
        """
        found: dict[tuple[str, str], tuple[Firing, Firing]] = {}
        for narrow, wide in self.implied:
            names = narrow.rule.iri, wide.rule.iri
            more = not set(wide.rule.conclusions) <= set(narrow.rule.conclusions)
            if more and names[::-1] not in found:
                found[names] = narrow, wide
        return tuple(found.values())
