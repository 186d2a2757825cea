"""The operations that code and compare: a score in the address, or many in a body."""

from __future__ import annotations

from typing import Any, Final

from brain2face.client import Agreed, Embedded
from brain2face.errors import UsageFault
from brain2face.server.api.coding import code_posted, compare_posted, named_here, unread
from brain2face.server.api.operations import (
    JSON,
    NDJSON,
    Body,
    Call,
    Made,
    Operation,
    Parameter,
)
from brain2face.server.api.requests import (
    LONGEST_SCORE,
    MOST_SETS,
    AgreementRequest,
    CodeRequest,
    Line,
)
from brain2face.server.api.verdicts import Coded, VerdictData

__all__ = ["posts", "scored"]

_POSTED: Final = (400, 404, 406, 408, 409, 413, 415, 503)
_CHOICES: Final = (
    Parameter(
        name="profile",
        meaning="Whose rules, by the name that /profiles gives.",
        example="facs2002",
        most=LONGEST_SCORE,
        default="dong2022",
    ),
    Parameter(
        name="instrument",
        meaning="What the face was scored by, by the name that /instruments gives; codes that it"
        " does not see are left open.",
        example="openface",
        most=LONGEST_SCORE,
        default="",
    ),
    Parameter(
        name="strict",
        meaning="Whether a score that is not clear is refused, and not read with remarks.",
        example="false",
        choices=("false", "true"),
        default="false",
    ),
)
_SCORE: Final = Parameter(
    name="score",
    meaning="A FACS score; a plus is written %2B in an address.",
    example="1+4+5+25",
    kind="score",
    required=True,
    least=1,
    most=LONGEST_SCORE,
)
_FACES: Final = {"score": "1+4+5+25", "profile": "dong2022-corrected"}
_MANY: Final = {
    "scores": ["6+12", {"id": "clip 7", "score": "L12A+14"}, "what?"],
    "profile": "facs2002",
}
_LINES: Final = '"6+12"\n{"id": "clip 7", "score": "1+4+5B"}\n'
_CODERS: Final = {"coders": {"ann": {"s1": "6+12", "s2": "4"}, "bob": {"s1": "12", "s2": "4+7"}}}
_IN_ORDER: Final = {"coders": {"ann": ["6+12", "4", None], "bob": ["12", "4+7", "1"]}}


def scored() -> Operation:
    """Give the operation that codes the score in an address."""
    return Operation(
        name="code",
        path="/code",
        tag="coding",
        summary="What does this face show, by whose rules, and why?",
        more="The verdict is what published rules say of the score. No rule set reads a person's"
        " feelings.",
        parameters=(_SCORE, *_CHOICES),
        answer=VerdictData,
        errors=(400, 404, 406, 409),
        read=_code,
    )


def posts() -> tuple[Operation, ...]:
    """Give the operations that take a body."""
    return (
        Operation(
            name="codeMany",
            path="/code",
            tag="coding",
            summary=f"What do these faces show? One, or up to {MOST_SETS} at once.",
            more="A score alone gives a verdict; several give as many verdicts in their order. One"
            " that cannot be read gives an `error` in its place. What the body says of `profile`,"
            " `instrument` and `strict` goes before what the address says. As lines, each line is a"
            " score or an object with `score` and `id`.",
            parameters=_CHOICES,
            media=(JSON, NDJSON),
            answer=VerdictData | Coded,
            errors=_POSTED,
            post=code_posted,
            body=Body(
                types={JSON: CodeRequest, NDJSON: Line},  # type: ignore[dict-item]
                examples={JSON: {"one": _FACES, "several": _MANY}, NDJSON: {"lines": _LINES}},
            ),
        ),
        Operation(
            name="agreement",
            path="/agreement",
            tag="coding",
            summary="How far do these coders agree?",
            more="The published ratio, equation 2, kappa and alpha, code by code. Of an event that"
            " a coder did not score, ratios say nothing.",
            answer=Agreed,
            errors=_POSTED,
            post=compare_posted,
            body=Body(
                types={JSON: AgreementRequest},
                examples={JSON: {"named": _CODERS, "in order": _IN_ORDER}},
            ),
        ),
    )


def _code(call: Call) -> Made:
    values = call.values
    known: Embedded = call.known
    named_here(known, values["profile"], values["instrument"])
    strict = values["strict"] == "true"
    try:
        face = known.code(values["score"], values["profile"], values["instrument"], strict=strict)
    except UsageFault as error:
        raise unread("score", error, known, values["score"], strict=strict) from None
    content: dict[str, Any] = face.data
    return Made(content=content)
