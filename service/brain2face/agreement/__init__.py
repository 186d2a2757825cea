"""How far coders agree on what a face shows: the published ratio, equation 2, and beyond chance."""

from brain2face.agreement.compare import Agreement, EventAgreement, agreement
from brain2face.agreement.matching import Matched, match_events
from brain2face.agreement.measure import Measure
from brain2face.agreement.overlap import EQUATION_2, Overlap, overlap, published_from_equation2
from brain2face.agreement.timing import (
    TOLERANCE,
    EventTiming,
    PairTiming,
    PointTiming,
    Timing,
    timing,
)
from brain2face.agreement.units import SKEWED, UnitAgreement

__all__ = [
    "EQUATION_2",
    "SKEWED",
    "TOLERANCE",
    "Agreement",
    "EventAgreement",
    "EventTiming",
    "Matched",
    "Measure",
    "Overlap",
    "PairTiming",
    "PointTiming",
    "Timing",
    "UnitAgreement",
    "agreement",
    "match_events",
    "overlap",
    "published_from_equation2",
    "timing",
]
