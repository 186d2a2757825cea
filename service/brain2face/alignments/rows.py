"""The table of a mapping file: what is not understood is refused.

A column that is passed over could turn a mapping into its contrary (``predicate_modifier``), so a
table has the columns below and no others.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import NamedNode

from brain2face.alignments import values
from brain2face.alignments.places import Source
from brain2face.errors import nearest

__all__ = ["Table"]

_NEEDED: Final = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
)
_COLUMNS: Final = (*_NEEDED, "object_source", "comment")


class Table:
    """The rows of one file."""

    def __init__(
        self, source: Source, prefixes: Mapping[str, str], known: Callable[[NamedNode], bool]
    ) -> None:
        """Take what ids are written with, and what knows the terms of the ontology."""
        self._source = source
        self._prefixes = prefixes
        self._known = known
        self._nodes: dict[str, NamedNode] = {}

    def rows(self, lines: Sequence[str], above: int) -> Iterator[values.Mapping]:
        """Read the table, which stands below so many lines.

        Raises:
            SourceFileError: a row is no mapping: line, column and what would be right.
        """
        table = csv.reader(lines, delimiter="\t", strict=True)
        pairs: dict[tuple[NamedNode, NamedNode], int] = {}
        try:
            columns = self._columns(next(table, []), above + 1)
            for cells in table:
                line = above + table.line_num
                if len(cells) != len(columns):
                    message = f"{len(cells)} cells stand under {len(columns)} columns"
                    raise self._source.fault(line, f"{message} ({', '.join(columns)})")
                mapping = self._mapping(line, dict(zip(columns, cells, strict=True)))
                first = pairs.setdefault((mapping.subject, mapping.object), line)
                if first != line:
                    message = f"line {first} maps the same two terms; keep one of these rows"
                    raise self._source.fault(line, message, "object_id")
                yield mapping
        except csv.Error as error:
            line = above + table.line_num
            raise self._source.fault(line, f"this is no row of a table: {error}") from None

    def _columns(self, columns: Sequence[str], line: int) -> Sequence[str]:
        for column in columns:
            if column not in _COLUMNS or columns.count(column) > 1:
                message = f"there may be one each of {', '.join(_COLUMNS)}, and no other"
                raise self._source.fault(line, message, repr(column))
        missing = [column for column in _NEEDED if column not in columns]
        if missing:
            raise self._source.fault(line, f"the table lacks {', '.join(missing)}")
        return columns

    def _mapping(self, line: int, row: Mapping[str, str]) -> values.Mapping:
        for column in _NEEDED:
            if not row[column]:
                raise self._source.fault(line, "the cell is empty", column)
        predicate = values.PREDICATES.get(row["predicate_id"])
        if predicate is None:
            message = f"{row['predicate_id']!r} is none of {', '.join(values.PREDICATES)}"
            raise self._source.fault(line, message, "predicate_id")
        subject = self._node(line, "subject_id", row["subject_id"])
        if not self._known(subject):
            message = f"{row['subject_id']} is no term of the ontology"
            raise self._source.fault(line, message, "subject_id")
        self._node(line, "mapping_justification", row["mapping_justification"])
        within = row.get("object_source")
        return values.Mapping(
            subject,
            predicate,
            self._node(line, "object_id", row["object_id"]),
            row["object_label"],
            row.get("comment", ""),
            self._node(line, "object_source", within) if within else None,
        )

    def _node(self, line: int, column: str, text: str) -> NamedNode:
        found = self._nodes.get(text)
        if found is not None:
            return found
        prefix, colon, local = text.partition(":")
        if not colon or prefix not in self._prefixes:
            near = ", ".join(nearest(prefix, self._prefixes))
            message = f"{text!r} has no prefix of the curie_map; nearest: {near}"
            raise self._source.fault(line, message, column)
        try:
            node = NamedNode(self._prefixes[prefix] + local)
        except ValueError as error:
            raise self._source.fault(line, f"{text!r} is no id: {error}", column) from None
        return self._nodes.setdefault(text, node)
