"""Agreement of the three conditions, or a disagreement with its reasons and what would settle it.

A label is given where at least two conditions speak, the action units among them, and none
contradicts: the emotion on which they meet, or else the type of micro-expression.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from brain2face.durations import Definition, Length
from brain2face.labelling.conditions import (
    MATERIAL,
    REPORT,
    Condition,
    from_units,
    from_words,
    impossible,
)
from brain2face.labelling.meanings import Meanings
from brain2face.labelling.meeting import common_kinds, common_of
from brain2face.labelling.reasons import alone, apart, length_of, met, settles
from brain2face.records import Span
from brain2face.rules import Conclusion
from brain2face.verdict import Verdict

__all__ = ["Labelled", "label"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """What the conditions come to.

    ``label`` is an emotion, a type or the neutral state, or none. ``micro_type`` is one of the four
    types of micro-expressions: others, where the conditions do not meet in one. ``level`` is the
    narrowest on which the conditions that speak agree: ``emotion``, ``type`` or ``none``.
    ``agreement`` is true where at least two speak, the action units among them, and none
    contradicts. ``settles`` is what would help where no emotion could be agreed on. ``length`` is
    that of the expression by the chosen definition, if its times are known.
    """

    label: Conclusion | None
    micro_type: Conclusion
    agreement: bool
    level: Literal["emotion", "type", "none"]
    conditions: tuple[Condition, ...]
    reasons: tuple[str, ...]
    settles: tuple[str, ...]
    length: Length | Literal[""] = ""


def label(
    verdict: Verdict | None,
    material: str | None,
    report: str | None,
    meanings: Meanings,
    span: Span | None = None,
    definition: Definition | None = None,
) -> Labelled:
    """Weigh the action units, the elicitation material and the self-report of one expression.

    Args:
        verdict: what a profile makes of the action units.
        material: the emotion, valence or type that the material stands for, by any name.
        report: the same for what the subject says.
        meanings: the names and types of emotions.
        span: when the expression was; needed for its length and for codes that hang on it.
        definition: how long a micro-expression lasts.

    Nothing is raised for a word that is not known: that condition then says nothing, and why.
    """
    units, remarks = from_units(verdict, span, meanings)
    words = ((MATERIAL, material), (REPORT, report))
    conditions = (units, *(from_words(name, said, meanings) for name, said in words))
    speaking = [one for one in conditions if one.says]
    common, kinds = common_of(speaking, meanings), common_kinds(speaking, meanings)
    level: Literal["emotion", "type", "none"] = "type" if len(kinds) == 1 else "none"
    if len(common) == 1 and common[0].kind != "type":
        level = "emotion"
    agreement = bool(units.says and common and level != "none" and len(speaking) > 1)
    length, told = length_of(span, definition)
    ruled_out = impossible(span, meanings)
    outcome = met(speaking, common, kinds) if common else apart(speaking, kinds, meanings)
    return Labelled(
        label=(common if level == "emotion" else kinds)[0] if agreement else None,
        micro_type=kinds[0] if units.says and len(kinds) == 1 else meanings.others,
        agreement=agreement,
        level=level,
        conditions=conditions,
        reasons=(*map(str, conditions), *remarks, *outcome, *alone(speaking), *told),
        settles=tuple(settles(conditions, common, level, verdict, ruled_out)),
        length=length,
    )
