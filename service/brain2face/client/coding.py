"""Scores coded and compared, as values that JSON can hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields

import msgspec

from brain2face.agreement import Agreement, agreement
from brain2face.client.contract import Codes
from brain2face.client.given import scores_of
from brain2face.client.views import Agreed, CodedFace, Remark
from brain2face.coder import code
from brain2face.coding import FaceCoder
from brain2face.errors import UsageFault
from brain2face.explain import as_data
from brain2face.misreadings import Fault
from brain2face.notation import Score, ScoreError, parse_score
from brain2face.observation import Observation
from brain2face.reading import Reading, read_score

__all__ = ["agreed", "coded", "coded_all"]


def coded(coder: FaceCoder, text: str, strict: bool) -> CodedFace:
    """Code one score.

    Raises:
        UsageFault: nothing of it can be read; or, if ``strict``, not the whole.
    """
    reading = _read(coder, text, strict)
    verdict = code(_seen(coder, reading), profile=coder.profile)
    remarks = [asdict(_remark(one)) for one in reading.remarks]
    return CodedFace(
        msgspec.json.decode(msgspec.json.encode(as_data(verdict) | {"remarks": remarks}))
    )


def coded_all(coder: FaceCoder, scores: Iterable[Codes], strict: bool) -> list[CodedFace]:
    """Code many scores.

    Raises:
        UsageFault: one cannot be read; it is told by its number, from 1.
    """
    found = []
    for number, text in enumerate(scores_of(scores), start=1):
        try:
            found.append(coded(coder, text, strict))
        except UsageFault as error:
            raise UsageFault(f"Score {number}: {error}") from None
    return found


def agreed(coder: FaceCoder, coders: Mapping[str, Mapping[str, str]]) -> Agreed:
    """Compare the scores of coders, by coder and event.

    Raises:
        UsageFault: there are fewer than two coders, or nothing of a score can be read.
    """
    seen: dict[str, dict[str, Observation]] = {}
    remarks: list[Remark] = []
    for name, own in coders.items():
        seen[name] = {}
        for event, text in own.items():
            try:
                reading = _read(coder, text, strict=False)
            except UsageFault as error:
                raise UsageFault(f"Event {event} of {name}: {error}") from None
            seen[name][event] = _seen(coder, reading)
            remarks += [_remark(one, name, event) for one in reading.remarks]
    found = agreement(seen)
    members = {one.name: getattr(found, one.name) for one in fields(Agreement)}
    return Agreed(**members, remarks=tuple(remarks))


def _read(coder: FaceCoder, text: str, strict: bool) -> Reading:
    known = coder.profile.unit_names
    if strict:
        return Reading(text, _strictly(text, known))
    reading = read_score(text, known)
    if any(one.kind == "unread" for one in reading.remarks) and not (
        reading.score.units or reading.doubtful
    ):
        _strictly(text, known)
    return reading


def _strictly(text: str, known: Mapping[str, str]) -> Score:
    try:
        return parse_score(text, known)
    except ScoreError as error:
        raise UsageFault(str(error)) from None


def _seen(coder: FaceCoder, reading: Reading) -> Observation:
    return coder.seen(Observation(reading.score, reading.doubtful))


def _remark(one: Fault, coder: str | None = None, event: str | None = None) -> Remark:
    return Remark(
        token=one.token,
        column=one.column,
        kind=one.kind,
        reason=one.reason,
        advice=one.advice,
        coder=coder,
        event=event,
    )
