"""One word of a score: a code however it is written, alternatives, a doubt, damage, or free text.

``A/L12`` leaves the side of 12 open and ``12A/B`` its grade; ``4/7`` leaves open which was seen.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from brain2face.misreadings import Fault, misread
from brain2face.notation import INTENSITIES, SIDES, ScoredUnit, is_code, read_unit
from brain2face.reading.alternatives import Said, either, kept, left_open
from brain2face.reading.lettered import SIDES_AFTER, read_lettered
from brain2face.spreadsheets import damage_of

__all__ = ["read_token"]

_AFTER = tuple(INTENSITIES + SIDES_AFTER)
_MOST = 20
_DASHED = " (a list, a range or a date?)"
_OR = re.compile(r"[/|@]+")
_PARTED = re.compile(r"[A-Z0-9]+(?:[^A-Z0-9\s]+[A-Z0-9]+)+")
_GRADES = re.compile(rf"[A-Z]{{0,3}}[0-9]+[{INTENSITIES}](?:-[{INTENSITIES}])+")
_BASE = re.compile(rf"(?:A[UD]\s*)?([{SIDES}]?)(M?[0-9]+)([{INTENSITIES}]?)")
_STUCK = re.compile(r"[A-Z]{0,3}(?:[0-9]{1,2}[A-Z]{1,3})+[0-9]{1,2}[A-Z]?")
_MARKED = re.compile(r"([^A-Z0-9\s]*)([A-Z]{0,3}[0-9]{1,2}[A-Z]?)([^A-Z0-9\s]*)")


def read_token(token: str, column: int, known: Collection[str] | None) -> Said | None:
    """Read one ``token`` that stands at ``column``; nothing if it is free text."""
    if token.isascii() and not isinstance(unit := read_unit(token, column, known), Fault):
        return Said((unit,))
    upper = token.upper() if token.isascii() else token
    if damage := damage_of(re.sub(r"\s+", " ", upper)):
        if damage.code is not None and is_code(damage.code, known):
            remark = Fault(token, column, damage.reason, damage.advice, "read")
            return Said((ScoredUnit(damage.code),), remarks=(remark,))
        if damage.codes and all(is_code(code, known) for code in damage.codes):
            advice = f"{kept(set(damage.codes))}; {damage.advice}"
            remark = Fault(token, column, damage.reason, advice, "doubtful")
            return Said((), frozenset(damage.codes), (remark,))
        return Said(remarks=(Fault(token, column, damage.reason, damage.advice),))
    if not re.search("[0-9]", token):
        return None
    if not token.isascii():
        return Said(remarks=(misread(token, column),))
    return _read(upper, column, known) or Said(remarks=(misread(token, column),))


def _read(token: str, column: int, known: Collection[str] | None) -> Said | None:
    if said := read_lettered(token, column, known):
        return said
    if _OR.search(token):
        return _alternatives(token, column, known)
    if "?" in token:
        return _unsure(token, column, known)
    return _parted(token, column, known) or _marked(token, column, known)


def _alternatives(token: str, column: int, known: Collection[str] | None) -> Said | None:
    parts, start = [], 0
    for found in _OR.finditer(token):
        parts.append((token[start : found.start()], column + start))
        start = found.end()
    parts.append((token[start:], column + start))
    if len(parts) > _MOST:
        return None
    pieces: list[Said] = []
    for at, (part, place) in enumerate(parts):
        whole = part if re.search("[0-9?]", part) else _completed(part, parts, at)
        piece = _one(whole, place, known) if whole else None
        if piece is None:
            return None
        pieces.append(piece)
    joined = either(pieces)
    remark = left_open(token, column, pieces, joined)
    return joined.remarked(remark) if remark else joined


def _one(part: str, column: int, known: Collection[str] | None) -> Said | None:
    unit = read_unit(part, column, known)
    return Said((unit,)) if isinstance(unit, ScoredUnit) else _read(part, column, known)


def _completed(letter: str, parts: Sequence[tuple[str, int]], at: int) -> str | None:
    if (base := _nearest(parts[at - 1 :: -1] if at else ())) and letter in _AFTER:
        front, code, back = base.groups()
        return f"{front}{code}{letter}" if letter in INTENSITIES else f"{letter}{code}{back}"
    if (base := _nearest(parts[at + 1 :])) and letter in tuple(SIDES):
        return f"{letter}{base[2]}{base[3]}"
    return None


def _nearest(parts: Sequence[tuple[str, int]]) -> re.Match[str] | None:
    return next((base for part, _ in parts if (base := _BASE.fullmatch(part))), None)


def _unsure(token: str, column: int, known: Collection[str] | None) -> Said | None:
    bare = token.strip("?")
    if "?" in bare:
        return None
    said = _one(bare, column + token.index(bare), known) if bare else Said()
    if said is None or not said.named:
        return said
    advice = f"{kept(said.named)}; write the code if it was seen, or leave it out"
    reason = "says that the coder was not sure"
    return said.doubted(Fault(token, column, reason, advice, "doubtful"))


def _parted(token: str, column: int, known: Collection[str] | None) -> Said | None:
    if _STUCK.fullmatch(token):
        parts = re.findall("M?[0-9]+", token)
        reason = "names several codes with nothing between them"
    elif _PARTED.fullmatch(token):
        parts = re.findall("[A-Z0-9]+", token)
        marks = "".join(sorted(set(re.sub("[A-Z0-9]", "", token))))
        reason = f"has {marks} where a + should be{_DASHED if set(marks) & set('-~') else ''}"
        if _GRADES.fullmatch(token):
            return _alternatives(token.replace("-", "/"), column, known)
    else:
        return None
    units = [read_unit(part, column, known) for part in parts]
    if not all(isinstance(unit, ScoredUnit) for unit in units):
        return None
    codes = {unit.code for unit in units if isinstance(unit, ScoredUnit)}
    advice = f"{kept(codes)}; write each code that was seen, joined by +"
    return Said((), frozenset(codes), (Fault(token, column, reason, advice, "doubtful"),))


def _marked(token: str, column: int, known: Collection[str] | None) -> Said | None:
    found = _MARKED.fullmatch(token)
    unit = read_unit(found[2], column, known) if found else None
    if not isinstance(unit, ScoredUnit):
        return None
    reason = "has a mark, the meaning of which is not stated"
    advice = f"{kept({unit.code})}; write {unit} if it was seen"
    return Said((), frozenset({unit.code}), (Fault(token, column, reason, advice, "doubtful"),))
