"""The profiles, instruments and questions as values to list."""

from __future__ import annotations

from brain2face.client.listed import InstrumentView, ParameterView, ProfileView, QuestionView
from brain2face.client.views import RuleView
from brain2face.instruments import load_instruments
from brain2face.knowledge import Knowledge
from brain2face.profiles import compile_profile, profile_names
from brain2face.questions import Question
from brain2face.rules import Profile, Rule

__all__ = ["instrument_views", "profile_views", "question_view"]


def profile_views(knowledge: Knowledge) -> tuple[ProfileView, ...]:
    """Give every profile of the ontology, in order of name."""
    return tuple(_profile(compile_profile(knowledge, one)) for one in profile_names(knowledge))


def instrument_views(knowledge: Knowledge) -> tuple[InstrumentView, ...]:
    """Give every instrument of the ontology, in order of name."""
    return tuple(
        InstrumentView(
            name=one.name,
            label=one.label,
            codes=_ordered(one.codes),
            maybe=_ordered(one.maybe),
            columns=tuple(one.channels.values()),
        )
        for one in load_instruments(knowledge).values()
    )


def question_view(question: Question) -> QuestionView:
    """Give a question without its query."""
    parameters = (
        ParameterView(
            name=one.name,
            type=one.type,
            description=one.description,
            required=one.required,
            example=one.example,
        )
        for one in question.parameters
    )
    return QuestionView(
        name=question.name,
        question=question.question,
        tags=question.tags,
        parameters=tuple(parameters),
    )


def _profile(one: Profile) -> ProfileView:
    return ProfileView(
        name=one.name,
        label=one.label,
        exact=one.exact,
        rules=tuple(map(_rule, one.rules)),
        members=tuple(member.name for member in one.members),
        corrections=one.corrections,
        otherwise=one.otherwise,
    )


def _rule(one: Rule) -> RuleView:
    return RuleView(
        rule=one.name,
        iri=one.iri,
        label=one.label,
        printed=one.printed,
        place=one.place,
        concludes=one.conclusions,
    )


def _ordered(codes: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda one: (int(one.lstrip("M")), one)))
