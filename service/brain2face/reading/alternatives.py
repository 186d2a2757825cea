"""What a piece of a score says, and what stays certain where it leaves something open.

A code that every alternative names is certain, whatever side or grade they give it; any other is
doubtful: neither present nor absent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from brain2face.misreadings import Fault
from brain2face.notation import ScoredUnit

__all__ = ["Said", "both", "either", "in_order", "kept", "left_open", "settled"]


@dataclass(frozen=True, slots=True)
class Said:
    """What one piece of a text says: units that are certain, codes that are not, remarks."""

    units: tuple[ScoredUnit, ...] = ()
    doubtful: frozenset[str] = frozenset()
    remarks: tuple[Fault, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes that are certain."""
        return frozenset(unit.code for unit in self.units)

    @property
    def named(self) -> frozenset[str]:
        """All codes that the piece names, certain or not."""
        return self.doubtful | self.codes

    def doubted(self, *remarks: Fault) -> Said:
        """Give the same with no code certain, and with these ``remarks`` besides."""
        return Said((), self.named, (*self.remarks, *remarks))

    def remarked(self, *remarks: Fault) -> Said:
        """Give the same with these ``remarks`` besides."""
        return replace(self, remarks=(*self.remarks, *remarks))


def both(pieces: Iterable[Said]) -> Said:
    """Join pieces that all hold."""
    units: list[ScoredUnit] = []
    doubtful: set[str] = set()
    remarks: list[Fault] = []
    for piece in pieces:
        units += piece.units
        doubtful |= piece.doubtful
        remarks += piece.remarks
    return Said(tuple(units), frozenset(doubtful), tuple(remarks))


def either(pieces: Sequence[Said]) -> Said:
    """Join pieces of which at least one holds."""
    certain = frozenset.intersection(*(piece.codes for piece in pieces))
    named = frozenset[str]().union(*(piece.named for piece in pieces))
    units = [unit for piece in pieces for unit in piece.units]
    agreed = tuple(_agreed(code, units) for code in in_order(certain))
    remarks = tuple(remark for piece in pieces for remark in piece.remarks)
    return Said(agreed, named - certain, remarks)


def _agreed(code: str, units: Iterable[ScoredUnit]) -> ScoredUnit:
    given = [unit for unit in units if unit.code == code]
    sides = {unit.side for unit in given}
    grades = {unit.intensity for unit in given}
    return ScoredUnit(
        code,
        grades.pop() if len(grades) == 1 else None,
        sides.pop() if len(sides) == 1 else None,
    )


def left_open(token: str, column: int, pieces: Sequence[Said], joined: Said) -> Fault | None:
    """Say what the alternatives ``pieces`` leave open, if they leave anything open."""
    if joined.doubtful:
        certain = f" beside {listed(joined.codes)}" if joined.codes else ""
        choice = "decide for one" if len(joined.doubtful) > 1 else "write it if it was seen"
        advice = f"{kept(joined.doubtful)}{certain}; {choice}"
        return Fault(token, column, "leaves open what was seen", advice, "doubtful")
    if not joined.units:
        return None
    given = dict.fromkeys(unit for piece in pieces for unit in piece.units)
    if len(given) <= len(joined.units):
        whole = "+".join(map(str, joined.units))
        return Fault(
            token, column, "says one thing twice", f"read as {whole}; write {whole}", "read"
        )
    reason = f"leaves open the side or the intensity of {listed(joined.codes)}"
    advice = f"read as {'+'.join(map(str, joined.units))}; write {' or '.join(map(str, given))}"
    return Fault(token, column, reason, advice, "doubtful")


def settled(
    pieces: Iterable[tuple[Said, str, int]],
) -> tuple[tuple[ScoredUnit, ...], tuple[Fault, ...]]:
    """Join units that all hold, each piece with its token and column; clashes lose their grade."""
    seen: dict[tuple[str, str | None], ScoredUnit] = {}
    clashes: list[Fault] = []
    for said, token, column in pieces:
        for unit in said.units:
            other = seen.setdefault((unit.code, unit.side), unit)
            if other != unit:
                plain = replace(unit, intensity=None)
                seen[unit.code, unit.side] = plain
                reason = f"scores as {unit} what was scored as {other}"
                advice = f"read as {plain}, its intensity open: keep one of the two"
                clashes.append(Fault(token, column, reason, advice, "doubtful"))
    return tuple(seen.values()), tuple(clashes)


def in_order(codes: Collection[str]) -> list[str]:
    """Sort codes by number, a position before the movement of that number."""
    return sorted(codes, key=lambda code: (int(code.lstrip("M")), code))


def listed(codes: Collection[str]) -> str:
    """Name codes in a sentence: ``4``, ``4 and 7``, ``1, 4 and 7``."""
    *names, last = in_order(codes)
    return f"{', '.join(names)} and {last}" if names else last


def kept(codes: Collection[str]) -> str:
    """Say that ``codes`` stay doubtful."""
    return f"{listed(codes)} {'stays' if len(codes) == 1 else 'stay'} doubtful"
