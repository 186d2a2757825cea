"""The profiles, instruments and questions there are, as plain values, the same in JSON."""

from __future__ import annotations

from dataclasses import dataclass

from brain2face.client.views import RuleView
from brain2face.records import Channel
from brain2face.rules import Conclusion, Correction

__all__ = ["InstrumentView", "ParameterView", "ProfileView", "QuestionView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileView:
    """A coding profile: whose rules, and how a face meets them.

    Attributes:
        name: by which ``code`` takes it.
        label: its English name.
        exact: whether a face has to show a rule's codes and no others.
        rules: its published rules.
        members: the profiles that it pools.
        corrections: where it departs from print.
        otherwise: what a face is coded as that meets no rule.
    """

    name: str
    label: str
    exact: bool
    rules: tuple[RuleView, ...]
    members: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    otherwise: Conclusion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentView:
    """A tool or a way of scoring, and what it sees.

    Attributes:
        name: by which ``code`` takes it.
        label: its English name.
        codes: those that it tells from all others.
        maybe: those that it knows only through columns which stand for several codes.
        columns: of its files; a person has none.
    """

    name: str
    label: str
    codes: tuple[str, ...]
    maybe: tuple[str, ...] = ()
    columns: tuple[Channel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterView:
    """A thing to fill into a question: what, of which kind, and whether it may be left out."""

    name: str
    type: str
    description: str
    required: bool
    example: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    """A competency question: its name, itself in words, and what is filled in."""

    name: str
    question: str
    tags: tuple[str, ...]
    parameters: tuple[ParameterView, ...] = ()
