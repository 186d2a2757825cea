"""Agreement for people: a text with a line for each code, and a table for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from brain2face.agreement import (
    EQUATION_2,
    SKEWED,
    Agreement,
    Measure,
    PairTiming,
    Timing,
    UnitAgreement,
)
from brain2face.errors import EnvironmentFault
from brain2face.writers.rows import guarded

__all__ = ["as_text", "write_table"]

_SHOWN: Final = 5
_MEASURES: Final[dict[str, Callable[[UnitAgreement], Measure]]] = {
    "raw": lambda unit: unit.raw,
    "kappa": lambda unit: unit.kappa,
    "alpha": lambda unit: unit.alpha,
    "bennett": lambda unit: unit.bennett,
    "gwet": lambda unit: unit.gwet,
    "weighted_kappa": lambda unit: unit.weighted_kappa,
    "ordinal_alpha": lambda unit: unit.ordinal_alpha,
    "icc": lambda unit: unit.icc,
    "icc_ranked": lambda unit: unit.icc_ranked,
}
_HEADINGS: Final = {
    "raw": "agree",
    "kappa": "kappa",
    "alpha": "alpha",
    "bennett": "S",
    "gwet": "AC1",
    "icc": "ICC",
}


def as_text(found: Agreement, times: Timing, numbered: bool = False) -> Iterator[str]:
    """Give the lines; ``numbered`` says that some events have frame numbers and no times."""
    pooled = found.pooled
    faces = _number(len(found.events), "face")
    yield f"{', '.join(found.coders)}: {faces} that all of them scored"
    yield f"  ratio of FACS and the data sets    {_told(pooled.published)}"
    yield f"  mean of it over the faces          {_told(found.mean)}"
    yield f"  specific agreement                 {_told(pooled.specific)}"
    note = "" if pooled.equation2.value is None else f"  (it {EQUATION_2})"
    yield f"  equation 2 of Dong et al. 2022     {_told(pooled.equation2)}{note}"
    for coder, names in found.missing.items():
        if names:
            yield f"  not scored by {coder}: {_few(names)}"
    left_open = [f"{code} in {event.name}" for event in found.events for code in event.open]
    if left_open:
        yield f"  left open, and so not compared: {_few(left_open)}"
    if found.units:
        yield ""
        yield from _units(found.units)
    yield from _times(times, numbered)


def write_table(found: Agreement, path: Path) -> None:
    """Write one row a code: how often each coder gave it, every figure, and why some have none.

    Raises:
        EnvironmentFault: the file cannot be written.
    """
    counts = [f"{what} {coder}" for what in ("given by", "left open by") for coder in found.coders]
    header = ["code", *counts, "base_rate", "skewed", *_MEASURES, "icc_low", "icc_high", "why"]
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(map(guarded, header))
            for unit in found.units:
                measures = {name: of(unit) for name, of in _MEASURES.items()}
                whys = [f"{name}: {one.why}" for name, one in measures.items() if one.why]
                low, high = unit.icc.interval or ("", "")
                values = [_exact(one) for one in (unit.base_rate, *measures.values())]
                numbers = [*unit.given.values(), *unit.open.values(), values[0]]
                row = [unit.code, *numbers, int(unit.skewed), *values[1:], low, high]
                writer.writerow([*row, "; ".join(whys)])
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}.") from error


def _units(units: Iterable[UnitAgreement]) -> Iterator[str]:
    units = tuple(units)
    given = ["/".join(map(str, unit.given.values())) for unit in units]
    wide = max(map(len, (*given, "given"))) + 2
    headings = "".join(f"{name:>7}" for name in _HEADINGS.values())
    yield f"{'code':6}{'given':{wide}}{'base':>5}{headings}  95 % of the ICC"
    whys: dict[str, list[str]] = {}
    for unit, counts in zip(units, given, strict=True):
        shown = {name: _MEASURES[name](unit) for name in _HEADINGS}
        for name, one in shown.items():
            if one.why:
                whys.setdefault(one.why, []).append(f"{_HEADINGS[name]} of {unit.code}")
        code = f"{unit.code}*" if unit.skewed else unit.code
        figures = "".join(f"{_short(one):>7}" for one in shown.values())
        low_high = unit.icc.interval
        interval = f"  {low_high[0]:.2f} to {low_high[1]:.2f}" if low_high else ""
        base = _short(unit.base_rate)
        yield f"{code:6}{counts:{wide}}{base:>5}{figures}{interval}"
    if any(unit.skewed for unit in units):
        yield (
            f"* rare or common (base rate under {SKEWED:g} or over {1 - SKEWED:g}): kappa and alpha"
            " are low there even where coders agree; read AC1 and S beside them."
        )
    if any(unit.icc.value is not None for unit in units):
        yield "ICC is ICC(2,1) of the grades, 0 absent and 1 to 5 for A to E."
    for why, where in whys.items():
        names = dict.fromkeys(one.partition(" of ")[0] for one in where)
        all_of = f"{', '.join(names)} of {len(where)} figures" if len(where) > _SHOWN else ""
        yield f"- {all_of or ', '.join(where)}: {why}."


def _times(times: Timing, numbered: bool) -> Iterator[str]:
    if not times.events:
        if numbered:
            yield ""
            yield "Times are not compared: the files number frames; give the rate by --rate."
        return
    yield ""
    yield f"Times within {times.tolerance:g} s:"
    for pair in times.pairs:
        yield from _pair(pair)


def _pair(pair: PairTiming) -> Iterator[str]:
    one, other = pair.coders
    shared = f"time shared {_told(pair.shared)}"
    yield f"  {one}, {other}: {_number(pair.events, 'event')} timed by both, {shared}"
    for point in pair.points:
        if point.within.value is None or point.difference.value is None:
            yield f"    {point.point:7}-  ({point.within.why})"
            continue
        by = point.direction.value or 0.0
        later = f"{other if by > 0 else one} later by {abs(by):.3f} s"
        direction = later if abs(by) >= 0.0005 else "neither of them later"
        yield (
            f"    {point.point:7}{point.within.value:.2f} of {point.events} agree, apart by "
            f"{point.difference.value:.3f} s on average, {direction}"
        )


def _few(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" * bool(names[_SHOWN:]))


def _number(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"


def _exact(one: Measure) -> str:
    return "" if one.value is None else f"{one.value:.6g}"


def _short(one: Measure) -> str:
    return "-" if one.value is None else f"{one.value:.2f}"


def _told(one: Measure) -> str:
    return _short(one) + (f"  ({one.why})" if one.why else "")
