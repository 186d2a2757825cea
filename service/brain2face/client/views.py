"""What coding and agreement give: plain values, the same in Python and in JSON.

The members of a coded face are named as :func:`brain2face.explain.as_data` names them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from brain2face.agreement import Agreement
from brain2face.rules import Conclusion, Place

__all__ = [
    "Agreed",
    "CodedFace",
    "Fired",
    "Likely",
    "Movement",
    "Remark",
    "RuleView",
]

_V = TypeVar("_V")


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """One code of a face, as it was scored: its grade from A to E and its side, where given."""

    code: str
    label: str | None = None
    intensity: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """A published rule: its name and IRI, what is printed, where, and what it concludes."""

    rule: str
    iri: str
    label: str
    printed: str
    place: Place
    concludes: tuple[Conclusion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired(RuleView):
    """A rule that a face meets: by which codes, and which unseen ones it takes for absent."""

    units: tuple[str, ...]
    assumes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """An emotion with its score, 0 to 1, under the profile; ``met`` if one of its rules fired."""

    emotion: Conclusion
    score: float
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What of a score was not as it should be.

    Attributes:
        token: the part of the text.
        column: where it begins, from 1.
        kind: ``read`` in another way, ``doubtful`` or ``unread``.
        reason: what is wrong with it.
        advice: what would be right.
        coder: whose score it is, where several coders are compared.
        event: in which event.
    """

    token: str
    column: int
    kind: str
    reason: str
    advice: str
    coder: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class CodedFace:
    """A face coded by a profile, with reasons.

    Attributes:
        data: the whole verdict as plain data: rules that nearly fired, conflicts, evidence and
            all that the properties below read.
    """

    data: dict[str, Any]

    @property
    def score(self) -> str:
        """The codes that are certain, written as FACS writes them."""
        return str(self.data["score"])

    @property
    def units(self) -> tuple[Movement, ...]:
        """The codes of the score, each with its label, grade and side."""
        return self._read("units", tuple[Movement, ...])

    @property
    def profile(self) -> str:
        """Whose rules were applied."""
        return str(self.data["profile"])

    @property
    def outcome(self) -> str:
        """What kind of verdict it is.

        It is ``emotion``, ``class``, ``valence``, ``ambiguous``, ``none``, ``neutral``,
        ``undecided`` or ``unscored``.
        """
        return str(self.data["outcome"])

    @property
    def verdict(self) -> str:
        """The verdict in one phrase."""
        return str(self.data["verdict"])

    @property
    def results(self) -> tuple[Conclusion, ...]:
        """What the face is coded as: one conclusion, several if ambiguous, or none."""
        return self._read("results", tuple[Conclusion, ...])

    @property
    def valence(self) -> Conclusion | None:
        """Whether the whole is positive or negative, where the rules say so."""
        return self._read("valence", Conclusion) if self.data["valence"] else None

    @property
    def ranking(self) -> tuple[Likely, ...]:
        """The emotions of the profile with their scores from 1 to 0, the best first."""
        return self._read("ranking", tuple[Likely, ...])

    @property
    def fired(self) -> tuple[Fired, ...]:
        """The rules that the face meets."""
        return self._read("fired", tuple[Fired, ...])

    @property
    def instrument(self) -> str | None:
        """What scored the face, where that is known."""
        return str(self.data["instrument"]) if self.data["instrument"] else None

    @property
    def not_observable(self) -> tuple[str, ...]:
        """The codes that are neither present nor absent: in doubt, hidden, or not measured."""
        return self._read("not_observable", tuple[str, ...])

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What of the text was read in another way, left in doubt, or not read."""
        return self._read("remarks", tuple[Remark, ...])

    def __str__(self) -> str:
        return self.verdict

    def __repr__(self) -> str:
        return f"<CodedFace {self.score} by {self.profile}: {self.verdict}>"

    def _read(self, member: str, kind: type[_V]) -> _V:
        import msgspec

        return msgspec.convert(self.data[member], kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(Agreement):
    """How far coders agree, and what of their scores was not read as it stands."""

    remarks: tuple[Remark, ...] = ()
