"""Rules in a table, one a row: ``emotion,units`` and, if wanted, ``name``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from brain2face.errors import SourceFileError, UsageFault, nearest
from brain2face.knowledge import Knowledge
from brain2face.profiles import ProfileCompiler
from brain2face.rules import Place, Profile, Rule
from brain2face.terms import B2F
from brain2face.user_profile.by_form import with_order
from brain2face.user_profile.formula import FormulaError, ways_of

__all__ = ["profile_from_table"]

_NEEDED: Final = ("emotion", "units")
_COLUMNS: Final = (*_NEEDED, "name")
_DELIMITERS: Final = "\t;,"
_KINDS: Final = tuple(B2F + kind for kind in ("Emotion", "Valence", "ObjectiveClass"))


def profile_from_table(path: Path, text: str, knowledge: Knowledge) -> Profile:
    """Compile the rules of a table whose first row names its columns.

    Raises:
        SourceFileError: a row cannot be read: where, and what would be right.
    """
    compiler = ProfileCompiler(knowledge.store)
    codes = compiler.statements.by_notation("FacsCode")
    place = Place(f"urn:brain2face:profile:{quote(path.stem, safe='')}", path.stem)
    rules: list[Rule] = []
    for line, row in _rows(path, text):
        try:
            node = knowledge.find(row["emotion"], *_KINDS)
        except UsageFault as error:
            raise _fault(path, line, "emotion", str(error)) from None
        try:
            ways = ways_of(row["units"], codes)
        except FormulaError as error:
            where = f"{row['units']!r}, character {error.character}: {error}."
            raise _fault(path, line, "units", where) from None
        rules.append(
            Rule(
                iri=f"{place.iri}/line{line}",
                label=row.get("name") or f"{path.stem}: {knowledge.label(node)} by {row['units']}",
                printed=row["units"],
                place=Place(place.iri, place.label, f"line {line}"),
                ways=ways,
                conclusions=compiler.statements.coded_as(ox.NamedNode(node.value)),
            )
        )
    if not rules:
        raise SourceFileError(f"{path} has no rule below its header; write one, as in fear,1+4.")
    return with_order(compiler.assembled(path.stem, f"coding by {path.name}", tuple(rules)))


def _rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    lines = text.splitlines(keepends=True)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        raise SourceFileError(f"{path} is empty; its first line has to be emotion,units,name.")
    start = filled[0]
    delimiter = max(_DELIMITERS, key=lines[start].count)
    reader = csv.reader(lines[start:], delimiter=delimiter, strict=True, skipinitialspace=True)
    header: list[str] = []
    try:
        for cells in reader:
            line = start + reader.line_num
            if not header:
                header = _header(path, line, cells)
            elif any(cell.strip() for cell in cells):
                yield line, _cells(path, line, header, cells)
    except csv.Error as error:
        line = start + reader.line_num
        raise SourceFileError(
            f"{path}, line {line}: {error}; put a cell with quotes or {delimiter!r} in quotes."
        ) from None


def _header(path: Path, line: int, cells: list[str]) -> list[str]:
    names = [cell.strip().casefold() for cell in cells]
    for column, name in enumerate(names, start=1):
        if name not in _COLUMNS:
            hint = nearest(name, _COLUMNS, 1)[0]
            raise SourceFileError(
                f"{path}, line {line}, column {column}: {cells[column - 1].strip()!r} is no column "
                f"of a rule table; nearest is {hint}. The columns are emotion, units and name."
            )
        if name in names[: column - 1]:
            raise SourceFileError(f"{path}, line {line}, column {column}: {name} is there twice.")
    for name in _NEEDED:
        if name not in names:
            raise SourceFileError(
                f"{path}, line {line}: the column {name} is missing; begin with emotion,units,name."
            )
    return names


def _cells(path: Path, line: int, header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) > len(header):
        raise SourceFileError(
            f"{path}, line {line}: {len(cells)} cells under {len(header)} columns; "
            "join codes by +, or put a cell that holds the delimiter in quotes."
        )
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
    for name in _NEEDED:
        if not row.get(name):
            raise _fault(path, line, name, "the cell is empty; write an emotion and its codes.")
    return row


def _fault(path: Path, line: int, column: str, reason: str) -> SourceFileError:
    return SourceFileError(f"{path}, line {line}, column {column}: {reason}")
