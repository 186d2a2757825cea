"""Which event of one coder is which of another: by its name, or by the time that both take.

Readers name an event that has no name of its own by its subject and clip, and put the row after it
when there are several. Rows differ from coder to coder, so that such events are told by time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from brain2face.errors import UsageFault
from brain2face.records import Event, Span

__all__ = ["Matched", "match_events", "shared_time"]


@dataclass(frozen=True, slots=True)
class Matched:
    """One event by a name of its own, as each of the coders has it who has it at all."""

    name: str
    events: Mapping[str, Event]


_Marked = tuple[str, Event]
_Groups = dict[str, dict[str, list[Event]]]


def match_events(coders: Mapping[str, Sequence[Event]]) -> tuple[Matched, ...]:
    """Match the events of coders, one to one.

    Events of one name are the same, if each coder has one at most of the name. Where a coder has
    several, and for all events that no other coder has by name, those of one subject and clip are
    matched by time: first the two that share the most of it, then the next.

    Raises:
        UsageFault: a coder scored one event twice, not alike, and no times tell which is which.
    """
    named: _Groups = defaultdict(lambda: defaultdict(list))
    rest: dict[tuple[str, str], list[_Marked]] = defaultdict(list)
    found: list[dict[str, Event]] = []
    for coder, events in coders.items():
        for event in events:
            named[_own_name(event)][coder].append(event)
    for name, group in named.items():
        marked = [(coder, event) for coder, own in group.items() for event in own]
        if name and not any(event.span for _, event in marked):
            _refuse_twice(name, group)
            found.append({coder: own[0] for coder, own in group.items()})
        elif name and len(group) > 1:
            single = all(len(own) == 1 for own in group.values())
            found += [dict(marked)] if single else _by_time(marked)
        else:
            for coder, event in marked:
                rest[event.subject, event.clip].append((coder, event))
    for marked in rest.values():
        found += _by_time(marked)
    places = {id(event): at for own in coders.values() for at, event in enumerate(own)}
    found.sort(key=lambda events: min(places[id(event)] for event in events.values()))
    used: set[str] = set()
    order = {coder: at for at, coder in enumerate(coders)}
    return tuple(
        Matched(_fresh(events, used), dict(sorted(events.items(), key=lambda one: order[one[0]])))
        for events in found
    )


def shared_time(one: Span, other: Span) -> float:
    """Give the time that two spans share as a part of the time that they take together."""
    shared = min(one.offset, other.offset) - max(one.onset, other.onset)
    together = max(one.offset, other.offset) - min(one.onset, other.onset)
    if together <= 0:
        return 1.0
    return max(0.0, shared) / together


def _own_name(event: Event) -> str:
    """Give the name without the row that a reader put after it; none, where times can tell."""
    row = f"row {event.row}"
    base = "" if event.name == row else event.name.removesuffix(f" {row}")
    return base if base or event.span else event.name


def _refuse_twice(name: str, group: Mapping[str, Sequence[Event]]) -> None:
    for coder, own in group.items():
        if any(event.observation != own[0].observation for event in own):
            rows = " and ".join(str(event.row) for event in own)
            raise UsageFault(
                f"{coder} scored {name} more than once (rows {rows}), and not alike: give each "
                "event a name of its own, or its onset and offset in seconds."
            )


def _by_time(marked: Sequence[_Marked]) -> list[dict[str, Event]]:
    """Put together what shares most time, never two of one coder."""
    groups = {id(event): {coder: event} for coder, event in marked}
    for _, one, other in sorted(_links(marked), key=lambda link: link[0]):
        left, right = groups[id(one)], groups[id(other)]
        if not left.keys() & right.keys():
            left.update(right)
            for event in right.values():
                groups[id(event)] = left
    return list({id(group): group for group in groups.values()}.values())


def _links(marked: Sequence[_Marked]) -> Iterable[tuple[tuple[object, ...], Event, Event]]:
    timed = sorted(
        ((event.span, coder, event) for coder, event in marked if event.span),
        key=lambda one: (one[0].onset, one[0].offset, one[1]),
    )
    for at, (span, coder, event) in enumerate(timed):
        for other_span, other_coder, other in timed[at + 1 :]:
            if other_span.onset > span.offset:
                break
            share = shared_time(span, other_span)
            if share and coder != other_coder:
                first, second = sorted((coder, other_coder))
                yield (-share, span.onset, other_span.onset, first, second), event, other


def _fresh(events: Mapping[str, Event], used: set[str]) -> str:
    coder, event = next(iter(sorted(events.items())))
    ways: list[Callable[[], str]] = [
        lambda: event.name or f"{_place(event)} {_when(event)}".strip(),
        lambda: f"{event.name or _place(event)} of {coder}".strip(),
    ]
    name = next((name for way in ways if (name := way()) not in used), "")
    number = 2
    while not name or name in used:
        name = f"{ways[1]()} ({number})"
        number += 1
    used.add(name)
    return name


def _place(event: Event) -> str:
    return "/".join(part for part in (event.subject, event.clip) if part)


def _when(event: Event) -> str:
    return f"{event.span.onset:.2f}-{event.span.offset:.2f} s" if event.span else ""
