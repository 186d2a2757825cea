"""An operation for every competency question, made from the header of its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from brain2face.questions import Question
from brain2face.server.api.answering import MEDIA, OWN, Table, answered
from brain2face.server.api.operations import Operation, Parameter
from brain2face.terms import B2F

__all__ = ["question_operations"]

_LONGEST: Final = 1000
_USUAL: Final = {
    "unit": "AU12",
    "emotion": "Fear",
    "muscle": "ZygomaticusMajor",
    "branch": "BuccalBranch",
    "nerve": "FacialNerve",
    "source": "source/dong2022",
    "place": "source/dong2022/table3",
    "method": "Algorithm2",
    "side": "LeftSide",
    "profile": "dong2022",
    "instrument": "OpenFace",
    "number": "1",
}
_SAID: Final = "for example "
_FORMAT: Final = Parameter(
    name="format",
    meaning="The format of the answer, whatever Accept says; html leads to a page.",
    example="json",
    choices=("json", "csv", "tsv", "html"),
)
_LIMIT: Final = Parameter(
    name="limit",
    meaning="How many rows there are on a page; all, where it is left out.",
    example="10",
    kind="whole",
    least=1,
    most=100_000,
)
_OFFSET: Final = Parameter(
    name="offset",
    meaning="How many rows come before the page.",
    example="0",
    kind="whole",
    least=0,
    most=1_000_000_000,
    default=0,
)


def question_operations(questions: Iterable[Question]) -> Iterator[Operation]:
    """Give an operation for each question."""
    for question in questions:
        yield Operation(
            name=f"ask-{question.name}",
            path=f"/questions/{question.name}",
            tag="questions",
            summary=question.question,
            parameters=(*_filled(question), _FORMAT, _LIMIT, _OFFSET),
            media=MEDIA,
            answer=Table,
            errors=(400, 404, 406, 409, 503, 504),
            read=partial(answered, question),
        )


def _filled(question: Question) -> Iterator[Parameter]:
    for one in question.parameters:
        assert one.name not in OWN, f"{question.name}: {one.name} is a name of the API's own"  # noqa: S101
        words = one.description
        if one.type == "text":
            example = words.partition(_SAID)[2] or words
        else:
            example = _bare(one.example) if one.example else _USUAL[one.type]
        yield Parameter(
            name=one.name,
            meaning=f"{words[:1].upper()}{words[1:]} ({one.type}).",
            example=example,
            kind="number" if one.type == "number" else "text",
            required=one.required,
            least=1 if one.required else None,
            most=_LONGEST,
        )


def _bare(term: str) -> str:
    """Give a term as one would type it: ``b2f:Fear`` as ``Fear``."""
    return term.strip("<>").removeprefix(B2F).removeprefix("b2f:")
