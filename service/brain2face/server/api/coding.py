"""Scores that are posted, coded one by one; one that cannot be read is told in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

import msgspec

from brain2face.client import Embedded
from brain2face.errors import UnknownNameError, UsageFault
from brain2face.server.api.operations import NDJSON, Sent, Values
from brain2face.server.api.parameters import refused
from brain2face.server.api.posted import lines_of, read_json
from brain2face.server.api.requests import AgreementRequest, CodeRequest, Line, Numbered
from brain2face.server.refusals import Refused

__all__ = ["code_posted", "compare_posted", "named_here", "unread"]

_REMEMBERED: Final = 512
_LINE: Any = Line
_Item = tuple[dict[str, int], str | Numbered | UsageFault]


def named_here(known: Embedded, profile: str, instrument: str) -> None:
    """Prove that there are a profile and an instrument of these names; the coder is kept.

    Raises:
        Refused: there is none; the field is named.
    """
    try:
        known.code("0", profile, instrument)
    except UnknownNameError as error:
        field = "instrument" if error.kind == "instrument" else "profile"
        raise Refused(404, str(error), members={"field": field, "nearest": error.nearest}) from None


def unread(field: str, error: UsageFault, known: Embedded, text: str, *, strict: bool) -> Refused:
    """Make the refusal of a score: it cannot be read, or only with remarks while it is strict."""
    status = 400
    if strict:
        with suppress(UsageFault):
            known.code(text)
            status = 409
    return refused(field, str(error), status=status)


def code_posted(known: Embedded, values: Values, sent: Sent) -> Iterator[bytes]:
    """Code what was posted; give the answer piece by piece.

    Raises:
        Refused: it cannot be read at all, or a name in it is nobody's.
    """
    items: Iterable[_Item]
    if sent.media == NDJSON:
        chosen, single = dict(values), False
        items = list(map(_line, lines_of(sent.body, sent.most)))
    else:
        request = read_json(sent.body, CodeRequest)
        chosen = {**values, **_given(request)}
        single, items = _asked(request, sent.most)
    strict = chosen["strict"] in (True, "true")
    profile, instrument = chosen["profile"], chosen["instrument"] or ""
    named_here(known, profile, instrument)

    @lru_cache(_REMEMBERED)
    def verdict(text: str) -> bytes:
        return msgspec.json.encode(known.code(text, profile, instrument, strict=strict).data)

    if single:
        _, only = next(iter(items))
        assert isinstance(only, str)  # noqa: S101
        try:
            yield verdict(only) + b"\n"
        except UsageFault as error:
            raise unread("$.score", error, known, only, strict=strict) from None
        return
    coded = (_told(place, item, verdict) for place, item in items)
    if sent.wanted == NDJSON:
        for one in coded:
            yield one + b"\n"
        return
    between = b'{"verdicts":['
    for one in coded:
        yield between + one
        between = b",\n"
    yield b"]}\n"


def compare_posted(known: Embedded, values: Values, sent: Sent) -> Iterator[bytes]:
    """Compare what coders scored; give the answer.

    Raises:
        Refused: it cannot be read, or compared.
    """
    request = read_json(sent.body, AgreementRequest)
    events = sum(len(own) for own in request.coders.values())
    if events > sent.most:
        raise refused("$.coders", f"{events} scores are more than {sent.most}.", status=413)
    try:
        yield msgspec.json.encode(known.agree(request.coders)) + b"\n"
    except UsageFault as error:
        raise refused("$.coders", str(error)) from None


def _asked(request: CodeRequest, most: int) -> tuple[bool, list[_Item]]:
    score, scores = request.score, request.scores
    if isinstance(score, str) and scores is msgspec.UNSET:
        return True, [({}, score)]
    if isinstance(scores, list) and score is msgspec.UNSET:
        if len(scores) > most:
            raise refused("$.scores", f"{len(scores)} scores are more than {most}.", status=413)
        return False, [({"index": i}, one) for i, one in enumerate(scores)]
    raise refused("$", "The body has one of the members score and scores.")


def _given(request: CodeRequest) -> dict[str, Any]:
    names = ("profile", "instrument", "strict")
    return {name: value for name in names if (value := getattr(request, name)) is not msgspec.UNSET}


def _line(numbered: tuple[int, bytes]) -> _Item:
    number, line = numbered
    try:
        return {"line": number}, read_json(line.strip(b"\r"), _LINE)
    except Refused as error:
        return {"line": number}, error


def _told(
    place: dict[str, int],
    item: str | Numbered | UsageFault,
    verdict: Callable[[str], bytes],
) -> bytes:
    named = {} if isinstance(item, str | UsageFault) or item.id is None else {"id": item.id}
    try:
        if isinstance(item, UsageFault):
            raise item
        found = verdict(item if isinstance(item, str) else item.score)
        return msgspec.json.encode(named)[:-1] + b"," + found[1:] if named else found
    except UsageFault as error:
        members = error.members if isinstance(error, Refused) else {"field": "score"}
        fault = {"title": "Bad Request", "status": 400, "detail": str(error), **members}
        return msgspec.json.encode({**named, **place, "error": fault})
