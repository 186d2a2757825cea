"""One code with its letters in any place: ``12L``, ``LR12``, ``5BC``, ``12y``, ``AU: 7``, ``7k``.

A letter after the number is a grade if it can be one; the sides that no grade is spelt like may
stand there too. Where the letters say two things, the code is certain and they are not taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from brain2face.misreadings import Fault, unknown_code
from brain2face.notation import INTENSITIES, SIDES, ScoredUnit, is_code
from brain2face.reading.alternatives import Said, kept

__all__ = ["SIDES_AFTER", "read_lettered"]

SIDES_AFTER = "LRUTS"
_GRADES_OF_1978 = "XYZ"
_UNIT = re.compile(
    r"(?P<prefix>(?:A[UD](?:S(?=[\s.:#_-]))?|ACTION\s*UNITS?|FACS)[\s.:#_-]*)?"
    rf"(?P<front>[{SIDES}]{{0,2}})(?P<movement>M\s*)?"
    r"(?P<digits>[0-9]+)(?P<back>[A-Z]{0,3})(?P<end>[.:]*)"
)


def read_lettered(token: str, column: int, known: Collection[str] | None) -> Said | None:
    """Read a ``token`` in upper case that names one code; nothing if it does not."""
    found = _UNIT.fullmatch(token)
    if not found:
        return None
    front, back = found["front"], found["back"]
    movement = "M" if found["movement"] else ""
    code = movement + (found["digits"].lstrip("0") or "0")
    if not is_code(code, known):
        return Said(remarks=(unknown_code(token, column, code, known),))
    if strange := "".join(sorted(set(back) - set(INTENSITIES + SIDES_AFTER + _GRADES_OF_1978))):
        reason = f"has {strange} after the number, the meaning of which is not stated"
        advice = f"{kept({code})}; write an intensity from A to E, or the code alone"
        return Said((), frozenset({code}), (Fault(token, column, reason, advice, "doubtful"),))
    grades = {letter for letter in back if letter in INTENSITIES}
    after = {letter for letter in back if letter in SIDES_AFTER}
    sides = after | set(front)
    old = set(back) & set(_GRADES_OF_1978)
    lips = after == {"T"} and grades == {"B"}
    old_grade = f"has an intensity of 1978 ({''.join(old).lower()})"
    opened = (
        [old_grade] * bool(old)
        + ["has T and B after the number, lips or an intensity"] * lips
        + ["names more than one intensity"] * (len(grades) > 1 or bool(old and grades))
        + ["names more than one side"] * (len(sides) > 1)
        + ["gives a movement a side"] * bool(sides and movement)
    )
    odd = (
        ["has its prefix apart from its number"] * _is_apart(found["prefix"])
        + ["has its M apart from its number"] * (len(found["movement"] or "") > 1)
        + ["has its side after the number"] * bool(after)
        + ["says a letter twice"] * (len(set(back)) < len(back) or len(set(front)) < len(front))
        + ["ends in a mark"] * bool(found["end"])
    )
    grade = None if len(grades) != 1 or old or lips else grades.pop()
    side = None if len(sides) != 1 or movement or lips else sides.pop()
    unit = ScoredUnit(code, grade, side)
    if opened:
        right = "give it an intensity from A to E" if opened == [old_grade] else _RIGHT
        advice = f"read as {unit}, the rest stays open; {right}"
        remark = Fault(token, column, " and ".join(opened), advice, "doubtful")
    else:
        remark = Fault(token, column, " and ".join(odd), f"read as {unit}; write {unit}", "read")
    return Said((unit,), remarks=(remark,) if opened or odd else ())


_RIGHT = "write one side before the number and one intensity from A to E after it"


def _is_apart(prefix: str | None) -> bool:
    return bool(prefix) and not re.fullmatch(r"A[UD]\s*", prefix or "")
