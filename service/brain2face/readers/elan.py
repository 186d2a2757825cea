"""ELAN documents as events: tiers that are named by a unit, and tiers whose texts are scores.

Where a document has a tier for each unit, each event is one action of one code, and those that go
together have still to be grouped. All other tiers are context, kept beside the events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from brain2face.errors import SourceFileError
from brain2face.notation import Score
from brain2face.readers.eaf import Document, Tier, read_document
from brain2face.readers.elan_context import Context
from brain2face.readers.elan_events import UnitTier, action_of, scored_event
from brain2face.readers.head import Head
from brain2face.readers.options import ReadOptions
from brain2face.readers.source import Source
from brain2face.reading import read_score
from brain2face.records import Annotations, BadRow, Event

__all__ = ["NAME", "WHAT", "read", "recognises"]

NAME: Final = "elan"
WHAT: Final = "an ELAN document (.eaf), with a tier for each unit (AU12) or tiers of FACS scores"
_NAMED: Final = re.compile(r"facs|action\s*units?|(?<![a-z])aus?(?![a-z])", re.IGNORECASE)
_PLAIN: Final = re.compile(r"a[ud]\s*[0-9]|[0-9][a-e]?\s*\+", re.IGNORECASE)


def recognises(head: Head) -> float:
    """Say how surely this is an ELAN document."""
    if head.kind != "text":
        return 0.0
    if "<ANNOTATION_DOCUMENT" in head.text:
        return 1.0
    return 0.9 if head.suffix == ".eaf" else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Annotations:
    """Give an event for each annotation of a tier of units or of scores.

    Raises:
        SourceFileError: the document is broken, or none of its tiers holds codes.
    """
    with source.binary() as file:
        document = read_document(file, head.name)
    units = {at: unit for at, tier in enumerate(document.tiers) if (unit := UnitTier.of(tier))}
    scores = {at for at, tier in enumerate(document.tiers) if at not in units and _scores(tier)}
    if not units and not scores:
        names = ", ".join(repr(tier.name) for tier in document.tiers) or "none"
        raise SourceFileError(
            f"{head.name} has no tier of action units (tiers: {names}). Name a tier by its unit, "
            "as AU12, or write FACS scores in a tier that is named FACS."
        )
    total = sum(len(document.tiers[at].notes) for at in units.keys() | scores)
    events = _events(document, units, scores, options)
    return Annotations(NAME, events, total=total, actions=bool(units))


def _events(
    document: Document, units: dict[int, UnitTier], scores: set[int], options: ReadOptions
) -> Iterator[Event | BadRow]:
    others = [tier for at, tier in enumerate(document.tiers) if at not in units.keys() | scores]
    context = Context(others)
    for at, tier in enumerate(document.tiers):
        for number, note in enumerate(tier.notes, 1):
            name = f"{tier.name} {number}"
            if at in units:
                found = action_of(units[at], tier, note, options.known)
            elif at in scores:
                found = scored_event(tier, note, options.known)
            else:
                continue
            if isinstance(found, BadRow):
                yield found
                continue
            whole = context.beside(replace(found, name=name, clip=document.medium), tier, note)
            yield from _actions(whole) if units and at in scores else (whole,)


def _scores(tier: Tier) -> bool:
    written = [note.text for note in tier.notes if note.text]
    readings = [read_score(text) for text in written]
    readable = [
        one
        for one in readings
        if one.score.units and all(remark.kind != "unread" for remark in one.remarks)
    ]
    if not readable:
        return False
    plain = any(_PLAIN.search(one.text) for one in readable)
    return bool(_NAMED.search(tier.name)) or (plain and len(readable) * 2 >= len(written))


def _actions(event: Event) -> Iterator[Event]:
    """Part an event of several codes into actions of one, as the other tiers have them."""
    seen = event.observation
    codes = list(dict.fromkeys(unit.code for unit in seen.score.units))
    if not codes:
        yield event
    for code in codes:
        score = Score(tuple(unit for unit in seen.score.units if unit.code == code))
        name = event.name if len(codes) == 1 else f"{event.name} {code}"
        yield replace(event, name=name, observation=replace(seen, score=score))
