"""What several coders scored, laid side by side: event by event, code by code, and over all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from brain2face.agreement.measure import Measure
from brain2face.agreement.overlap import Overlap, overlap
from brain2face.agreement.units import UnitAgreement, unit_agreement
from brain2face.errors import UsageFault
from brain2face.notation import Score
from brain2face.observation import Observation

__all__ = ["Agreement", "EventAgreement", "agreement"]

_NEUTRAL = "0"


@dataclass(frozen=True, slots=True)
class EventAgreement:
    """One event that all coders scored: the codes that all, and that only some of them gave.

    ``open`` are codes that some coder left open or could not see, and another gave or left open
    too: they are in neither, and not in the ratios of this event.
    """

    name: str
    common: tuple[str, ...]
    disputed: tuple[str, ...]
    open: tuple[str, ...]
    overlap: Overlap


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree: ``pooled`` over all events that all of them scored.

    ``mean`` is the mean of the published ratio over the events where it is defined. ``missing``
    names, for each coder, the events that some other coder scored and this one did not.
    """

    coders: tuple[str, ...]
    pooled: Overlap
    mean: Measure
    events: tuple[EventAgreement, ...]
    units: tuple[UnitAgreement, ...]
    missing: Mapping[str, tuple[str, ...]]


def agreement(scores: Mapping[str, Mapping[str, Score | Observation]]) -> Agreement:
    """Compare what coders scored, by the name of the coder and of the event (or frame).

    Sides do not count, nor does the code 0, which says that there is none. A code that a coder left
    open, or could not see, is compared in that event for nobody. The ratios take the events that
    all coders scored; kappa takes those of each pair, alpha those of any two.

    Raises:
        UsageFault: there are fewer than two coders.
    """
    if len(scores) < 2:
        raise UsageFault(f"Agreement needs two coders or more, and there is {len(scores)}.")
    names = tuple(dict.fromkeys(name for own in scores.values() for name in own))
    faces = {
        coder: [_face(own[name]) if name in own else None for name in names]
        for coder, own in scores.items()
    }
    events: list[EventAgreement] = []
    compared: list[list[frozenset[str]]] = []
    for name, *seen in zip(names, *faces.values(), strict=True):
        shared = [face for face in seen if face is not None]
        if len(shared) == len(scores):
            codes, left_open = _codes(shared)
            compared.append(codes)
            events.append(_event(name, codes, left_open))
    values = [one.overlap.published.value for one in events]
    defined = [value for value in values if value is not None]
    given = {code for own in faces.values() for face in own if face for code in face.score.codes}
    pooled = overlap(compared)
    return Agreement(
        coders=tuple(scores),
        pooled=pooled,
        mean=Measure(sum(defined) / len(defined)) if defined else pooled.published,
        events=tuple(events),
        units=tuple(unit_agreement(code, faces) for code in _ordered(given - {_NEUTRAL})),
        missing={
            coder: tuple(name for name in names if name not in own) for coder, own in scores.items()
        },
    )


def _face(seen: Score | Observation) -> Observation:
    return Observation(seen) if isinstance(seen, Score) else seen


def _codes(faces: Sequence[Observation]) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Give what each coder gave without what any left open; and what of it was left open."""
    left_open = frozenset[str]().union(*(face.open for face in faces))
    given = [face.score.codes - {_NEUTRAL} for face in faces]
    doubted = frozenset[str]().union(*given, *(face.doubtful for face in faces))
    return [codes - left_open for codes in given], left_open & doubted


def _event(name: str, codes: Sequence[frozenset[str]], left_open: frozenset[str]) -> EventAgreement:
    common = frozenset.intersection(*codes)
    disputed = frozenset.union(*codes) - common
    return EventAgreement(
        name, _ordered(common), _ordered(disputed), _ordered(left_open), overlap([codes])
    )


def _ordered(codes: frozenset[str] | set[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda one: (int(one.lstrip("M")), one)))
