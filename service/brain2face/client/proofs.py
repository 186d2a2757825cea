"""What is refused for its form alone, before a service is asked, and in the words of the embedded.

Search and questions are tried on knowledge that holds nothing: it refuses what any would.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from brain2face.client.listed import QuestionView
from brain2face.knowledge import Knowledge
from brain2face.question_file import Parameter
from brain2face.questions import Question, bind
from brain2face.registry import Registry

__all__ = ["prove_parameters", "prove_search"]


def prove_search(text: str, limit: int, offset: int) -> None:
    """Prove that a text can be sought, and that there is such a page.

    Raises:
        UsageFault: it cannot; the message says what would be right.
    """
    _empty().search(text, (), offset=offset, limit=limit)


def prove_parameters(question: QuestionView, given: Mapping[str, str]) -> None:
    """Prove that a question takes what is given; what a name means is not looked up.

    Raises:
        UnknownNameError: it has no such parameter.
        UsageFault: a required one is missing, or a number is none.
    """
    bind(_empty().knowledge, _without_names(question), given)


@cache
def _empty() -> Registry:
    return Registry(Knowledge(ox.Store()))


def _without_names(view: QuestionView) -> Question:
    """Give a question of no query, which takes each name as a text."""
    parameters = (
        Parameter(
            one.name,
            "number" if one.type == "number" else "text",
            one.description,
            one.required,
            one.example,
            line=1,
        )
        for one in view.parameters
    )
    return Question(view.name, view.question, view.tags, tuple(parameters), "", False)
