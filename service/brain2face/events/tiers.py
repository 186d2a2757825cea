"""Events that hold one movement each, as the tiers of ELAN do, made into expressions.

Nothing is measured here: the same grouping as for frames is applied to what an annotator marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from brain2face.events.assembly import name_of, score_of
from brain2face.events.linkage import Linkage, around_leaders
from brain2face.events.options import EventOptions
from brain2face.observation import Observation
from brain2face.records import BadRow, Event, FrameNumbers, Span

__all__ = ["group"]


def group(
    events: Iterable[Event | BadRow], options: EventOptions | None = None
) -> Iterator[Event | BadRow]:
    """Give one event for movements of one person that go on together.

    Events of one subject, clip and coder are grouped as activations of frames are, by
    ``options.together``. Bad rows come first, then whatever has no times or is a neutral face, as
    it stands. Tiers come one after another, so that all events are held in memory.
    """
    options = options or EventOptions()
    apart: dict[tuple[str, str, str], list[tuple[Event, Span]]] = {}
    alone: list[Event] = []
    for event in events:
        if isinstance(event, BadRow):
            yield event
        elif event.span is None or "0" in event.observation.score.codes:
            alone.append(event)
        else:
            key = event.subject, event.clip, event.coder
            apart.setdefault(key, []).append((event, event.span))
    yield from alone
    for marked in apart.values():
        linkage: Linkage[Event] = Linkage(options.together)
        for event, span in sorted(marked, key=lambda pair: (pair[1].offset, pair[1].onset)):
            linkage.add(event, span)
        expressions = [
            sorted(members, key=_order)
            for chain in linkage.release()
            for members in around_leaders(chain, _span_of, _rank, options.together)
        ]
        spans = {id(event): span for event, span in marked}
        for members in sorted(expressions, key=lambda some: _order(some[0])):
            yield _one(members, marked, [spans[id(one)] for one in members])


def _one(
    members: Sequence[Event], marked: Iterable[tuple[Event, Span]], spans: Sequence[Span]
) -> Event:
    score = score_of(unit for one in members for unit in one.observation.score.units)
    doubtful = frozenset[str]().union(*(one.observation.doubtful for one in members))
    unseen = frozenset[str]().union(*(one.observation.unseen for one in members))
    apex = next((span.apex for span in spans if span.apex is not None), None)
    span = Span(min(one.onset for one in spans), max(one.offset for one in spans), apex)
    moment = (span.onset + span.offset) / 2 if apex is None else apex
    own = {id(one) for one in members}
    beside = {
        code
        for other, when in marked
        if id(other) not in own and when.onset <= moment < when.offset
        for code in other.observation.score.codes
    }
    first = members[0]
    return Event(
        name=first.name if len(members) == 1 else name_of(span, _frames(members), first.subject),
        observation=Observation(
            score,
            doubtful - score.codes,
            unseen - score.codes - doubtful,
            first.observation.instrument,
        ),
        span=span,
        frames=_frames(members),
        rate=first.rate,
        subject=first.subject,
        clip=first.clip,
        coder=first.coder,
        label=_words(one.label for one in members),
        objective_class=_words(one.objective_class for one in members),
        material=_words(one.material for one in members),
        self_report=_words(one.self_report for one in members),
        beside=frozenset(beside).union(*(one.beside for one in members)) - score.codes,
        remarks=tuple(fault for one in members for fault in one.remarks),
        row=first.row,
        extra=_extra(members),
    )


def _span_of(event: Event) -> Span:
    return event.span or Span(0.0, 0.0)


def _rank(event: Event) -> tuple[object, ...]:
    span = _span_of(event)
    return span.duration, -span.onset, str(event.observation.score), event.name


def _order(event: Event) -> tuple[float, float, str]:
    span = _span_of(event)
    return span.onset, span.offset, str(event.observation.score)


def _frames(members: Sequence[Event]) -> FrameNumbers | None:
    given = [one.frames for one in members if one.frames]
    if not given:
        return None

    def chosen(pick: Callable[[list[int]], int], numbers: Iterable[int | None]) -> int | None:
        known = [one for one in numbers if one is not None]
        return pick(known) if known else None

    return FrameNumbers(
        chosen(min, (one.onset for one in given)),
        chosen(lambda known: known[0], (one.apex for one in given)),
        chosen(max, (one.offset for one in given)),
    )


def _words(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))


def _extra(members: Sequence[Event]) -> dict[str, str]:
    columns = dict.fromkeys(name for one in members for name in one.extra)
    return {name: _words(one.extra.get(name, "") for one in members) for name in columns}
