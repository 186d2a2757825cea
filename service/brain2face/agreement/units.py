"""One code over all events: how often each coder gave it, and how far they agree on that.

A code that a coder left open in an event, or could not see, is a missing value there and not an
absent code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from brain2face.agreement.chance import Column, alpha, bennett, gwet, kappa, raw
from brain2face.agreement.intraclass import intraclass
from brain2face.agreement.measure import Measure, mean
from brain2face.notation import INTENSITIES
from brain2face.observation import Observation

__all__ = ["SKEWED", "UnitAgreement", "unit_agreement"]

SKEWED: Final = 0.1
"""A code that is given in fewer events than this share, or left out in fewer, is skewed."""


@dataclass(frozen=True, slots=True)
class UnitAgreement:
    """One code: in how many events each coder gave it, and how far they agree on that.

    ``base_rate`` is the share of values, over coders and events, that say it is present.
    ``weighted_kappa`` and ``ordinal_alpha`` are about its grades from A to E, over the events in
    which the code has a grade of each of two coders. ``icc`` is ICC(2,1) and ``icc_ranked`` is
    ICC(3,1), over the events that all coders scored, where absence is the grade 0.
    """

    code: str
    given: Mapping[str, int]
    open: Mapping[str, int]
    base_rate: Measure
    skewed: bool
    raw: Measure
    kappa: Measure
    alpha: Measure
    bennett: Measure
    gwet: Measure
    weighted_kappa: Measure
    ordinal_alpha: Measure
    icc: Measure
    icc_ranked: Measure


def unit_agreement(code: str, faces: Mapping[str, Sequence[Observation | None]]) -> UnitAgreement:
    """Compare coders on one code.

    Args:
        code: the code.
        faces: by coder, what was seen in each event; ``None`` where the coder scored none.
    """
    present: list[Column] = [[_present(code, face) for face in own] for own in faces.values()]
    grades: list[Column] = [[_grade(code, face) for face in own] for own in faces.values()]
    levels: list[Column] = [
        [0 if was == 0 else grade for was, grade in zip(seen, graded, strict=True)]
        for seen, graded in zip(present, grades, strict=True)
    ]
    known = [float(value) for column in present for value in column if value is not None]
    base_rate = mean(known, "no event has a value")
    icc, icc_ranked = intraclass(levels)
    return UnitAgreement(
        code=code,
        given={
            coder: sum(value or 0 for value in column)
            for coder, column in zip(faces, present, strict=True)
        },
        open={
            coder: sum(face is not None and code in face.open for face in own)
            for coder, own in faces.items()
        },
        base_rate=base_rate,
        skewed=base_rate.value is not None and not SKEWED <= base_rate.value <= 1 - SKEWED,
        raw=raw(present),
        kappa=kappa(present),
        alpha=alpha(present),
        bennett=bennett(present),
        gwet=gwet(present),
        weighted_kappa=kappa(grades, weighted=True),
        ordinal_alpha=alpha(grades, "ordinal"),
        icc=icc,
        icc_ranked=icc_ranked,
    )


def _present(code: str, face: Observation | None) -> int | None:
    if face is None or code in face.open:
        return None
    return int(code in face.score.codes)


def _grade(code: str, face: Observation | None) -> int | None:
    """Give the grade of a code from 1 to 5; of two sides, the stronger."""
    units = face.score.units if face else ()
    grades = [unit.intensity for unit in units if unit.code == code and unit.intensity]
    return max((INTENSITIES.index(grade) + 1 for grade in grades), default=None)
