"""A row of an annotation sheet as an event: each cell goes where its column says, none is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from types import MappingProxyType

from brain2face.misreadings import Fault
from brain2face.observation import Observation
from brain2face.readers.own_sheet import kept_before, own_observation
from brain2face.readers.remarks import in_cell, row_remark
from brain2face.readers.scored import UnreadableScore, observed
from brain2face.readers.sheet_columns import Columns
from brain2face.readers.sheet_times import rate_of, times_of
from brain2face.readers.table import Row
from brain2face.records import BadRow, Event
from brain2face.spreadsheets import unguarded

__all__ = ["SheetRows"]

_ROMAN = {str(number): roman for number, roman in enumerate("I II III IV V VI VII".split(), 1)}
_TOLD = ("units", "label", "onset", "onset seconds", "onset milliseconds", "objective class")
_ABSENT = frozenset({"", "0", "false"})
_PRESENT = frozenset({"1", "true", "x"})
_GRADES = frozenset("ABCDE")


class SheetRows:
    """The rows under one header."""

    def __init__(
        self,
        columns: Columns,
        rate: float | None,
        known: Collection[str] | None,
        usual: float | None = None,
    ) -> None:
        """Keep what the columns mean and the codes that exist.

        ``rate`` is in frames a second, as the user says; ``usual`` as the data set has it.
        """
        self.columns, self.known = columns, known
        self.rate, self.usual = rate, usual
        mapped = {*columns.places.values(), *columns.derived}
        self._one_unit = {} if "units" in columns.places else columns.one_unit
        mapped.update(self._one_unit.values())
        self._others = [at for at in range(len(columns.names)) if at not in mapped]

    def read(self, row: Row, names: Counter[str]) -> Event | BadRow:
        """Give the event of a row; ``names`` counts those that the rows before it have."""
        width = len(self.columns.names)
        if any(row.cells[width:]):
            why = f"has {len(row.cells)} cells where the header has {width}"
            advice = "put quotes around a cell that has the delimiter in it"
            return BadRow(row.number, "the whole row", f"{why}: {advice}")
        cells = row.cells[:width] + ("",) * (width - len(row.cells))
        if self.columns.own:
            cells = tuple(map(unguarded, cells))
        if self.columns.is_header(cells):
            return BadRow(row.number, "the whole row", "is the header once more: take it out")
        if not any(self._cell(cells, meaning) for meaning in _TOLD) and not any(
            cells[place] for place in self._one_unit.values()
        ):
            named = [self.columns.names[at] for at in self._places(_TOLD)]
            return BadRow(row.number, ", ".join(named), "nothing is written there: no annotation")
        try:
            observation, remarks = self._observation(cells)
        except UnreadableScore as error:
            return BadRow(row.number, self._name("units"), error.told)
        rate, doubts = rate_of(self.columns, cells, self.rate, self.usual)
        times = times_of(self.columns, cells, rate)
        extra = {self.columns.names[at]: cells[at] for at in self._others if cells[at]}
        if remarks and "units" in self.columns.places:
            extra[self._name("units")] = self._cell(cells, "units")
        extra |= kept_before(self._cell(cells, "extra"))
        klass = self._cell(cells, "objective class")
        return Event(
            name=self._event_name(cells, row.number, names),
            observation=observation,
            span=times.span,
            frames=times.frames,
            rate=rate,
            subject=self._cell(cells, "subject"),
            clip=self._cell(cells, "clip"),
            coder=self._cell(cells, "coder"),
            label=self._cell(cells, "label"),
            objective_class=_ROMAN.get(klass, klass.upper() if _is_roman(klass) else klass),
            material=self._cell(cells, "material"),
            self_report=self._cell(cells, "self-report"),
            beside=frozenset(self._cell(cells, "beside").split()),
            remarks=row_remark(row, self.columns.width) + remarks + doubts + times.remarks,
            row=row.number,
            extra=MappingProxyType(extra),
        )

    def _observation(self, cells: tuple[str, ...]) -> tuple[Observation, tuple[Fault, ...]]:
        if self.columns.own:
            return own_observation(self.columns, cells, self.known)
        if "units" in self.columns.places or not self._one_unit:
            observation, remarks = observed(self._cell(cells, "units"), self.known)
            place = self.columns.places.get("units", 0)
            return observation, in_cell(remarks, self.columns.names[place], place)
        return _from_one_hot(cells, self._one_unit, self.columns.names)

    def _cell(self, cells: tuple[str, ...], meaning: str) -> str:
        place = self.columns.places.get(meaning)
        return "" if place is None else cells[place]

    def _places(self, meanings: tuple[str, ...]) -> list[int]:
        return [self.columns.places[one] for one in meanings if one in self.columns.places]

    def _name(self, meaning: str) -> str:
        return self.columns.names[self.columns.places[meaning]]

    def _event_name(self, cells: tuple[str, ...], number: int, names: Counter[str]) -> str:
        parts = [self._cell(cells, "subject"), self._cell(cells, "clip")]
        name = self._cell(cells, "name") or "/".join(part for part in parts if part)
        names[name] += 1
        return name if name and names[name] == 1 else f"{name} row {number}".strip()


def _from_one_hot(
    cells: tuple[str, ...], places: Mapping[str, int], names: tuple[str, ...]
) -> tuple[Observation, tuple[Fault, ...]]:
    written: list[str] = []
    faults: list[Fault] = []
    doubtful: set[str] = set()
    for code, place in places.items():
        cell = cells[place]
        if cell.casefold() in _PRESENT:
            written.append(code)
        elif cell.upper() in _GRADES:
            written.append(f"{code}{cell.upper()}")
        elif cell.casefold() not in _ABSENT:
            reason = f"under {names[place]} is neither 0 nor 1 nor a grade from A to E"
            faults.append(Fault(cell, place + 1, reason, "write one of these", "doubtful"))
            doubtful.add(code)
    observation, remarks = observed("+".join(written))
    return Observation(observation.score, frozenset(doubtful)), (*remarks, *faults)


def _is_roman(text: str) -> bool:
    return text.upper() in _ROMAN.values()
