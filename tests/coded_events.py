"""Coded events by hand, for the tests of what is written from them."""

from __future__ import annotations

import io
from typing import Any

from brain2face.coder import code
from brain2face.knowledge import Knowledge
from brain2face.notation import parse_score
from brain2face.observation import Observation
from brain2face.profiles import compile_profile
from brain2face.records import CodedEvent, Event, Span
from brain2face.writers import About, write

__all__ = ["coded", "few", "written"]


def coded(
    knowledge: Knowledge,
    score: str,
    span: Span | None = None,
    *,
    name: str = "1",
    profile: str = "dong2022",
    doubtful: frozenset[str] = frozenset(),
    length: str = "",
    definition: str = "",
    **said: Any,
) -> CodedEvent:
    """Code a score and put it into an event with this span; ``said`` are more of its fields."""
    observation = Observation(parse_score(score), doubtful)
    event = Event(name, observation, span, **said)
    verdict = code(observation, compile_profile(knowledge, profile))
    return CodedEvent(event, verdict, length, definition)


def few(knowledge: Knowledge) -> list[CodedEvent]:
    """Give five events of two subjects: graded, sided, ambiguous, doubtful, with nothing named."""
    return [
        coded(
            knowledge, "6B+12C", Span(0.2, 1.7, 0.9), name="smile", subject="s01", length="macro"
        ),
        coded(
            knowledge,
            "1+4+5+25",
            Span(2.0, 2.12, 2.06),
            name="flash",
            subject="s01",
            length="micro",
            definition="yan2013",
            label="fear",
        ),
        coded(knowledge, "25", Span(3.0, 3.4), name="lips", subject="s01"),
        coded(knowledge, "L14D+R12A", Span(0.5, 2.5), name="smirk", subject="s02", coder="c1"),
        coded(
            knowledge,
            "4",
            Span(2.8, 3.9, 3.0),
            name="frown",
            subject="s02",
            coder="c1",
            doubtful=frozenset({"7"}),
            self_report="anger",
        ),
    ]


def written(events: list[CodedEvent], fmt: str, about: About | None = None) -> bytes:
    """Give what is written of the events in a format."""
    out = io.BytesIO()
    write(events, fmt, out, about)
    return out.getvalue()
