"""Every operation of the web API, in the order in which it is described.

Routing, checks and the description read this table, so none of them knows what another does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from brain2face.client import InstrumentView, ProfileView, QuestionView
from brain2face.questions import Question
from brain2face.registry.views import Emotion, Muscle, Path, Term, Unit
from brain2face.server.api.documents import documents
from brain2face.server.api.operations import JSON, LINKED, Call, Made, Operation, Parameter
from brain2face.server.api.posts import posts, scored
from brain2face.server.api.questioning import question_operations
from brain2face.server.api.terms import FoundPage, all_of, found, looked_up, ways

__all__ = ["operations"]

_LONGEST: Final = 200
_LIMIT: Final = Parameter(
    name="limit",
    meaning="How many there are on a page.",
    example="20",
    kind="whole",
    least=1,
    most=100,
    default=20,
)
_OFFSET: Final = Parameter(
    name="offset",
    meaning="How many come before the page.",
    example="0",
    kind="whole",
    least=0,
    most=1_000_000,
    default=0,
)
_TERM_MEDIA: Final = (JSON, LINKED)
_BY_NAME: Final = (400, 404, 406, 409)


def operations(questions: Mapping[str, Question]) -> tuple[Operation, ...]:
    """Give all operations, those of the competency questions included."""
    fixed = (*_terms(), *_lists(), scored(), *posts())
    return documents((*fixed, *question_operations(questions.values())))


def _terms() -> Iterator[Operation]:
    yield Operation(
        name="search",
        path="/terms",
        tag="terms",
        summary="Which terms are called so, begin so, or are spelt nearly so?",
        more="Without `q` all terms are listed, in order of name.",
        parameters=(
            Parameter(
                name="q",
                meaning="A label, synonym, code, CURIE, IRI or column of a tool; the beginning of"
                " one, some of its words, or a misspelling.",
                example="AU01_r",
                most=_LONGEST,
            ),
            Parameter(
                name="kind",
                meaning="Classes, with commas between, to one of which a term must belong.",
                example="ActionUnit,Muscle",
                kind="list",
                most=_LONGEST,
            ),
            _LIMIT,
            _OFFSET,
        ),
        media=_TERM_MEDIA,
        answer=FoundPage,
        linked=True,
        errors=_BY_NAME,
        read=found,
    )
    yield Operation(
        name="term",
        path="/terms/{id}",
        tag="terms",
        summary="What is known of this term?",
        more="A FACS code, an emotion and a muscle tell more than other terms do.",
        parameters=(_named("id", "Any exact name of it, or its whole IRI.", "UBERON:0008593"),),
        media=_TERM_MEDIA,
        answer=Unit | Emotion | Muscle | Term,
        linked=True,
        errors=_BY_NAME,
        read=looked_up("id", lambda known, name: known.term(name)),
    )
    yield from _kind("unit", "units", "n", "12", "FACS code", Unit, "FacsCode")
    yield from _kind(
        "emotion", "emotions", "name", "Happiness", "emotion", Emotion, "Emotion", "AffectiveState"
    )
    yield from _kind("muscle", "muscles", "name", "ZygomaticusMajor", "muscle", Muscle, "Muscle")
    yield Operation(
        name="paths",
        path="/paths",
        tag="terms",
        summary="By which ways does the brain move this unit?",
        parameters=(
            Parameter(
                name="to",
                meaning="The unit, by any of its names.",
                example="AU12",
                required=True,
                least=1,
                most=_LONGEST,
            ),
        ),
        answer=tuple[Path, ...],
        errors=_BY_NAME,
        read=ways,
    )


def _kind(
    name: str, many: str, parameter: str, example: str, called: str, answer: type, *kinds: str
) -> Iterator[Operation]:
    yield Operation(
        name=many,
        path=f"/{many}",
        tag="terms",
        summary=f"Which terms are of the kind {called}?",
        parameters=(_LIMIT, _OFFSET),
        media=_TERM_MEDIA,
        answer=FoundPage,
        linked=True,
        read=all_of(*kinds),
    )
    yield Operation(
        name=name,
        path=f"/{many}/{{{parameter}}}",
        tag="terms",
        summary=f"What is known of this {called}?",
        parameters=(_named(parameter, f"Any exact name of the {called}.", example),),
        media=_TERM_MEDIA,
        answer=answer,
        linked=True,
        errors=_BY_NAME,
        read=looked_up(parameter, lambda known, given: getattr(known, name)(given)),
    )


def _named(name: str, meaning: str, example: str) -> Parameter:
    return Parameter(
        name=name,
        meaning=meaning,
        example=example,
        place="path",
        required=True,
        least=1,
        most=1000,
    )


def _lists() -> Iterator[Operation]:
    listed: tuple[tuple[str, str, type], ...] = (
        ("profiles", "By whose rules can a face be coded?", ProfileView),
        (
            "instruments",
            "Which tools and ways of scoring are known, and what do they see?",
            InstrumentView,
        ),
        ("questions", "Which questions have a name, and what is filled in?", QuestionView),
    )
    for name, summary, kind in listed:
        yield Operation(
            name=name,
            path=f"/{name}",
            tag="questions" if name == "questions" else "coding",
            summary=summary,
            answer=tuple[kind, ...],  # type: ignore[valid-type]
            read=partial(_list, name),
        )


def _list(name: str, call: Call) -> Made:
    return Made(content=getattr(call.known, name)())
