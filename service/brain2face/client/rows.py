"""The answer to a question as rows of plain Python values.

An IRI is a text with the whole IRI: it is the id of the same thing in every other answer, file and
store, and each look-up takes it. ``short`` gives the same rows with short names to read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, overload

from brain2face.terms import B2F, PREFIXES

if TYPE_CHECKING:
    import pandas
    import polars
    import pyoxigraph as ox

    from brain2face.knowledge import QueryAnswer

__all__ = ["Cell", "Rows", "rows_of"]

Cell = str | int | float | bool | None
_LARGEST: Final = 2**63 - 1
_SHOWN: Final = 20
_WHOLE: Final = {
    PREFIXES["xsd"] + name for name in ("integer", "int", "long", "short", "nonNegativeInteger")
}
_BROKEN: Final = {PREFIXES["xsd"] + name for name in ("decimal", "double", "float")}
_TRUTH: Final = PREFIXES["xsd"] + "boolean"
_TRIPLE: Final = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Sequence[dict[str, Cell]]):
    """Rows of a table, each a dict from column to value, in the order of the question.

    Attributes:
        question: the name of what was asked.
        columns: their names, in order.
        rows: the rows; a value is a text (an IRI too), an int, a float, a bool, or none.
        total: how many rows the whole answer has.
        offset: how many of them come before these.
    """

    question: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]
    total: int
    offset: int = 0

    @overload
    def __getitem__(self, index: int) -> dict[str, Cell]: ...
    @overload
    def __getitem__(self, index: slice) -> Rows: ...
    def __getitem__(self, index: int | slice) -> dict[str, Cell] | Rows:
        if isinstance(index, int):
            return self.rows[index]
        start = self.offset + index.indices(len(self.rows))[0]
        return replace(self, rows=self.rows[index], offset=start)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return iter(self.rows)

    def column(self, name: str) -> list[Cell]:
        """Give the values of one column.

        Raises:
            UnknownNameError: there is no such column.
        """
        if name not in self.columns:
            from brain2face.errors import UnknownNameError

            raise UnknownNameError(f"column of {self.question!r} called", name, self.columns)
        return [row[name] for row in self.rows]

    def short(self) -> Rows:
        """Give the same rows with the short name, as ``AU12``, for each IRI of brain2face."""
        rows = tuple({name: _short(cell) for name, cell in row.items()} for row in self.rows)
        return replace(self, rows=rows)

    def to_pandas(self) -> pandas.DataFrame:
        """Give a pandas frame with nullable types: a whole number stays one beside a gap.

        Raises:
            EnvironmentFault: pandas is not installed.
        """
        from brain2face.client.frames import pandas_frame

        return pandas_frame(self)

    def to_polars(self) -> polars.DataFrame:
        """Give a polars frame.

        Raises:
            EnvironmentFault: polars is not installed.
        """
        from brain2face.client.frames import polars_frame

        return polars_frame(self)

    @overload
    def to_csv(self, path: None = None) -> str: ...
    @overload
    def to_csv(self, path: str | Path) -> None: ...
    def to_csv(self, path: str | Path | None = None) -> str | None:
        """Write CSV in UTF-8 to a file, or give it as text.

        Raises:
            EnvironmentFault: the file cannot be written.
        """
        from brain2face.client.frames import csv_text, write_text

        if path is None:
            return csv_text(self)
        write_text(csv_text(self), Path(path))
        return None

    def __repr__(self) -> str:
        of = "" if len(self.rows) == self.total else f" of {self.total}"
        count = f"{len(self.rows)}{of} row{'s' * (self.total != 1)}"
        return f"<Rows of {self.question}: {count} of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from brain2face.client.frames import html_table

        return html_table(self.short(), _SHOWN)


def rows_of(question: str, answer: QueryAnswer) -> Rows:
    """Read the answer to a query whole.

    Args:
        question: the name of what was asked.
        answer: what came back; it is used up. A boolean is one row of one column ``answer``,
            triples are rows of ``subject``, ``predicate`` and ``object``.
    """
    found: Any = answer.results
    if answer.kind == "ask":
        return Rows(question, ("answer",), ({"answer": bool(found)},), 1)
    columns = _TRIPLE
    if answer.kind == "select":
        columns = tuple(variable.value for variable in found.variables)
    rows = tuple(dict(zip(columns, map(_cell, one), strict=False)) for one in found)
    return Rows(question, columns, rows, len(rows))


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Cell:
    datatype = getattr(term, "datatype", None)
    if datatype is None:
        return None if term is None else str(getattr(term, "value", term))
    return _literal(str(getattr(term, "value", "")), datatype.value)


def _literal(text: str, datatype: str) -> Cell:
    """Give the value of a literal; one that JSON has no number for stays a text."""
    try:
        if datatype in _WHOLE and abs(int(text)) <= _LARGEST:
            return int(text)
        if datatype in _BROKEN and abs(float(text)) < float("inf"):
            return float(text)
    except ValueError:
        return text
    return text in ("true", "1") if datatype == _TRUTH else text


def _short(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith(B2F) and len(cell) > len(B2F):
        return cell.removeprefix(B2F)
    return cell
