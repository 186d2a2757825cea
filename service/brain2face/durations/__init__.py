"""How long a micro-expression lasts, by the definition of whoever is asked."""

from __future__ import annotations

from brain2face.durations.lengths import CodeLimit, Definition, Length, Limit
from brain2face.durations.loading import load_code_limits, load_definitions

__all__ = ["CodeLimit", "Definition", "Length", "Limit", "load_code_limits", "load_definitions"]
