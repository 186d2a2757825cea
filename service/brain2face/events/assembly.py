"""An event made of the movements of one expression: its score, its times, what was not seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from brain2face.events.activation import Activation
from brain2face.notation import Score, ScoredUnit
from brain2face.observation import Observation
from brain2face.records import Event, FrameNumbers, Span

__all__ = ["event_of", "name_of", "peaks_of", "score_of"]


def score_of(units: Iterable[ScoredUnit]) -> Score:
    """Give a score of these units; where one is graded more than once, the highest counts."""
    highest: dict[tuple[str, str | None], ScoredUnit] = {}
    for unit in units:
        key = unit.code, unit.side
        if key not in highest or (unit.intensity or "") > (highest[key].intensity or ""):
            highest[key] = unit
    return Score(tuple(highest.values()))


def event_of(
    members: Sequence[Activation],
    unseen: Collection[str],
    beside: Collection[str],
    instrument: str,
    rate: float | None,
    shown: tuple[str, str],
) -> Event:
    """Make one event of the movements of an expression.

    Its apex is that of the movement that rises highest on its scale, or, at one height, of the
    longest; a column of mere presence gives way to one that measures.
    """
    members = sorted(members, key=lambda one: one.order)
    score = score_of(
        ScoredUnit(one.code, one.grade, one.side) for one in members if one.code is not None
    )
    doubtful = frozenset().union(*(one.doubtful for one in members)) - score.codes
    span = Span(
        min(one.span.onset for one in members),
        max(one.span.offset for one in members),
        apex_of(members).span.apex,
    )
    frames = FrameNumbers(
        members[0].frames.onset,
        apex_of(members).frames.apex,
        max(members, key=lambda one: one.span.offset).frames.offset,
    )
    face = members[0].face
    return Event(
        name=name_of(span, frames, face),
        observation=Observation(
            score, doubtful, frozenset(unseen) - score.codes - doubtful, instrument
        ),
        span=span,
        frames=frames if frames.onset is not None else None,
        rate=rate,
        subject=shown[0],
        clip=shown[1],
        beside=frozenset(beside) - score.codes,
        remarks=tuple(fault for one in members for fault in one.remarks),
        extra=peaks_of(members),
    )


def apex_of(members: Sequence[Activation]) -> Activation:
    """Give the movement whose apex is that of the expression; of equals, the first."""
    return max(members, key=lambda one: one.weight)


def peaks_of(members: Sequence[Activation]) -> dict[str, str]:
    """Give the greatest value of each code, by side where sides were measured."""
    peaks: dict[str, float] = {}
    for one in members:
        own = ((one.side if one.side in ("L", "R") else "") or "") + "/".join(one.codes)
        for name, peak in one.parts or ((own, one.peak),):
            peaks[name] = max(peak, peaks.get(name, peak))
    return {f"peak {name}": f"{peak:.4g}" for name, peak in peaks.items()}


def name_of(span: Span, frames: FrameNumbers | None, face: str = "") -> str:
    """Name an expression by its frames or its times: ``f12-f30``, ``s1:0:01.200-0:01.360``."""
    if frames and frames.onset is not None:
        name = f"f{frames.onset}-f{frames.offset}"
    else:
        name = "-".join(f"{int(at // 60)}:{at % 60:06.3f}" for at in (span.onset, span.offset))
    return f"{face}:{name}" if face else name
