"""What a tracker's columns say of one code on one side in one frame: active, at rest, or nothing.

Several columns may speak of one code: its presence, its intensity, or parts of its movement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brain2face.events.options import EventOptions
from brain2face.records import Channel

__all__ = ["Gate", "Sensor", "grade_of", "sensors_of"]

_LETTERS = "ABCDE"


@dataclass(frozen=True, slots=True)
class Gate:
    """One column as it is compared with its threshold; ``place`` counts the channels from 0."""

    place: int
    column: str
    scale: str
    threshold: float
    strict: bool

    def active(self, value: float) -> bool:
        """Say whether a value means that the code is there."""
        return value > self.threshold or (value == self.threshold and not self.strict)


@dataclass(frozen=True, slots=True)
class Sensor:
    """The columns of one code, or of several that cannot be told apart, on one side.

    ``deciding`` columns say whether it is active, ``other`` ones are only compared with them;
    ``measuring`` ones say how strong it is.
    """

    codes: tuple[str, ...]
    side: str | None
    deciding: tuple[Gate, ...]
    measuring: tuple[Gate, ...]
    other: tuple[Gate, ...] = ()

    @property
    def name(self) -> str:
        """The code as a score has it, or the codes it may be."""
        return (self.side or "") + "/".join(self.codes)

    def state(self, values: Sequence[float | None]) -> bool | None:
        """Say whether it is active in a frame; ``None`` where nothing was measured."""
        known: bool | None = None
        for gate in self.deciding:
            value = values[gate.place]
            if value is not None:
                if gate.active(value):
                    return True
                known = False
        return known

    def strength(self, values: Sequence[float | None]) -> float | None:
        """Give the greatest value of the columns that measure it."""
        given = [value for gate in self.measuring if (value := values[gate.place]) is not None]
        return max(given, default=None)

    def disputed(self, values: Sequence[float | None], state: bool) -> bool:
        """Say whether a column that does not decide says something else."""
        given = [(gate, value) for gate in self.other if (value := values[gate.place]) is not None]
        return bool(given) and state != any(gate.active(value) for gate, value in given)


def sensors_of(channels: Sequence[Channel], options: EventOptions) -> tuple[Sensor, ...]:
    """Sort the channels by what they are about; the order of the columns does not matter.

    Where a code has columns on more than one scale, the options say which one decides.
    """
    sorted_out: dict[tuple[tuple[str, ...], str | None], list[Gate]] = {}
    for place, channel in enumerate(channels):
        threshold = options.thresholds.get(channel.scale, channel.threshold)
        gate = Gate(place, channel.column, channel.scale, threshold, channel.strict)
        codes = tuple(sorted(set(channel.codes), key=lambda code: (len(code), code)))
        if codes:
            sorted_out.setdefault((codes, channel.side), []).append(gate)
    return tuple(
        _sensor(codes, side, sorted(sorted_out[codes, side], key=lambda gate: gate.column), options)
        for codes, side in sorted(sorted_out, key=lambda key: (key[0], key[1] or ""))
    )


def _sensor(
    codes: tuple[str, ...], side: str | None, gates: list[Gate], options: EventOptions
) -> Sensor:
    scales = {gate.scale for gate in gates}
    preferred = [options.decided_by, "presence", "intensity", *sorted(scales)]
    decides = next(scale for scale in preferred if scale in scales)
    measured = next(
        scale
        for scale in ("intensity", *sorted(scales - {"presence"}), "presence")
        if scale in scales
    )
    return Sensor(
        codes,
        side,
        deciding=tuple(gate for gate in gates if gate.scale == decides),
        measuring=tuple(gate for gate in gates if gate.scale == measured),
        other=tuple(gate for gate in gates if gate.scale != decides),
    )


def grade_of(peak: float, scale: str) -> str | None:
    """Give the letter nearest to an intensity from 0 to 5, halves upwards.

    Below 0.5 the nearest grade is none at all; other scales have no grades.
    """
    step = int(peak + 0.5)
    return _LETTERS[min(step, len(_LETTERS)) - 1] if scale == "intensity" and step >= 1 else None
