"""How far coders agree on what a face shows: the published ratio, equation 2, and beyond chance."""

from brain2face.agreement.compare import Agreement, EventAgreement, UnitAgreement, agreement
from brain2face.agreement.measure import Measure
from brain2face.agreement.overlap import EQUATION_2, Overlap, overlap, published_from_equation2

__all__ = [
    "EQUATION_2",
    "Agreement",
    "EventAgreement",
    "Measure",
    "Overlap",
    "UnitAgreement",
    "agreement",
    "overlap",
    "published_from_equation2",
]
