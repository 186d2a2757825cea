"""The judgement of several sources, pooled: each rule is evidence for a code in an emotion.

No rule decides alone, and nothing is learnt from data. The formula, its constants and what they
rest on are set out in ``docs/explanation/consensus.md``.
"""

from __future__ import annotations

from brain2face.consensus.judging import MAJORITY, contributions, pooled, pooled_outcome
from brain2face.consensus.pool import Contribution, Pool

__all__ = ["MAJORITY", "Contribution", "Pool", "contributions", "pooled", "pooled_outcome"]
