"""ELAN annotation files: a tier for each action unit, one for the emotion, one for its reasons.

ELAN allows no overlap on a tier, so what overlaps goes to a second tier (``AU12#2``). What differs
among the events of a file, the subject, the clip or the coder, is named after an @
(``AU12@s01``). What the program says stands in tiers that name the profile, so that nobody takes
it for an annotator's word. ELAN holds no event without length: one of no length lasts a
millisecond there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from brain2face.errors import UsageFault
from brain2face.explain import in_short
from brain2face.records import CodedEvent, Event, Span
from brain2face.writers.about import About, legal
from brain2face.writers.lanes import Lanes

if TYPE_CHECKING:
    from pympi import Eaf

__all__ = ["write_elan"]

_LAST = 1000


@dataclass(frozen=True, slots=True)
class _Mark:
    order: tuple[str, int, str]
    tier: str
    start: int
    end: int
    value: str


def write_elan(coded: Iterable[CodedEvent], out: BinaryIO, about: About) -> int:
    """Write an ``.eaf`` file; give the number of events in it, those that have times.

    Raises:
        UsageFault: no event has times, or one begins before its clip.
    """
    from pympi.Elan import Eaf, to_string

    events = list(coded)
    timed = [(one, one.event.span) for one in events if one.event.span]
    if events and not timed:
        raise UsageFault(
            "No event has an onset and an offset in seconds, and ELAN places everything in time:"
            " give the frame rate if the file counts frames, or write CSV, JSON or Turtle."
        )
    eaf = Eaf(author="brain2face")
    if about.source:
        eaf.add_property("source", legal(about.file_name))
    varying = _varying([one.event for one, _ in timed])
    lanes: dict[str, Lanes] = {}
    marks = [mark for one, span in timed for mark in _marks(one, span, varying)]
    told = {_suffix(one.event, varying): one.event for one, _ in timed}
    for mark in sorted(marks, key=lambda m: (m.order, m.start, m.end, m.value)):
        lane = lanes.setdefault(mark.tier, Lanes()).take(mark.start, mark.end)
        tier = f"{mark.tier}#{lane + 1}" if lane else mark.tier
        if tier not in eaf.tiers:
            _add_tier(eaf, tier, told[mark.order[0]])
        eaf.add_annotation(tier, mark.start, mark.end, mark.value)
    if timed:
        eaf.remove_tier("default")
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n' + to_string(eaf).encode() + b"\n")
    return len(timed)


def _add_tier(eaf: Eaf, tier: str, event: Event) -> None:
    who = {"part": legal(event.subject) or None, "ann": legal(event.coder) or None}
    eaf.add_tier(tier, **who)


def _varying(events: list[Event]) -> tuple[str, ...]:
    names = ("subject", "clip", "coder")
    return tuple(name for name in names if len({getattr(one, name) for one in events}) > 1)


def _suffix(event: Event, varying: tuple[str, ...]) -> str:
    return legal("".join(f"@{getattr(event, name) or '-'}" for name in varying))


def _marks(one: CodedEvent, span: Span, varying: tuple[str, ...]) -> Iterator[_Mark]:
    start = round(span.onset * 1000)
    if start < 0:
        raise UsageFault(
            f"Event {one.event.name!r} begins {-span.onset} s before its clip, and ELAN counts from"
            " the beginning of the clip: correct its onset."
        )
    end = max(round(span.offset * 1000), start + 1)
    suffix, observation = _suffix(one.event, varying), one.event.observation
    profile = one.verdict.profile
    tiers: list[tuple[int, str, str]] = [
        (-2, f"emotion by {profile.name}", in_short(one.verdict)),
        (-1, f"reasons by {profile.name}", _reasons(one)),
    ]
    for unit in observation.score.units:
        tiers.append((*_tier(unit.code, profile.unit_names), str(unit)))
    for code in observation.doubtful - observation.score.codes:
        tiers.append((*_tier(code, profile.unit_names), f"{code}?"))
    for rank, tier, value in tiers:
        yield _Mark((suffix, rank, tier), tier + suffix, start, end, legal(value))


def _tier(code: str, names: Mapping[str, str]) -> tuple[int, str]:
    """Give the place and the name of a code's tier, such as ``AU01``, ``M55``."""
    number = int(code.lstrip("M"))
    if code.startswith("M"):
        return number + _LAST, f"M{number:02}"
    word = names.get(code, "AU").split(" ")[0].rstrip("0123456789") or "AU"
    return number, f"{word}{number:02}"


def _reasons(one: CodedEvent) -> str:
    verdict = one.verdict
    parts = [f"{in_short(verdict)} by {verdict.profile.name}"]
    parts += [
        f"fires: {firing.rule.label} ({', '.join(firing.units)}; {firing.rule.place.label})"
        for firing in verdict.fired
    ]
    parts += [
        f"undecided: {open_.rule.label} needs {', '.join(open_.needs)}"
        for open_ in verdict.undecided
    ]
    if one.length:
        parts.append(f"length: {one.length}" + (f" by {one.definition}" if one.definition else ""))
    return "; ".join(parts)
