"""How well rules do on labelled expressions: figures of every profile, and of every rule."""

from __future__ import annotations

from brain2face.assessment.figures import Confusion, Share, wilson
from brain2face.assessment.judging import Baseline, LevelResult, ProfileResult, RuleResult, assess
from brain2face.assessment.levels import LEVELS, Levels, Naming
from brain2face.assessment.truth import LabelBook, Truth

__all__ = [
    "LEVELS",
    "Baseline",
    "Confusion",
    "LabelBook",
    "LevelResult",
    "Levels",
    "Naming",
    "ProfileResult",
    "RuleResult",
    "Share",
    "Truth",
    "assess",
    "wilson",
]
