"""What the format of a file is recognised from: its name's end, first bytes, lines and rows."""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from brain2face.errors import UsageFault
from brain2face.readers.decoding import encoding_of, lost_bytes
from brain2face.readers.delimited import Row, delimited_rows, delimiter_of
from brain2face.readers.source import WORKBOOKS, Source
from brain2face.readers.workbook import Workbook

__all__ = ["Head", "look"]

_ROWS = 30
_LINE_END = re.compile("\r\n|\r|\n")
_JUNK = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file.

    ``kind`` is ``text``, ``workbook``, ``binary`` (neither), or ``empty`` (no character but white
    space). Of a text: its ``encoding``, its first whole ``lines`` without their ends, its
    ``delimiter`` if its lines fall into cells, and ``rows``, its first 30 rows. Of a workbook:
    ``sheets``, the first 30 rows of each sheet by name, ``rows``, those of the first sheet, and
    ``hidden``, the names of sheets that are not shown.
    ``whole`` says that ``lines`` are the whole text; ``total`` is about how many lines there are.
    """

    name: str
    suffix: str
    kind: Literal["text", "workbook", "binary", "empty"]
    start: bytes = b""
    encoding: str = ""
    lines: tuple[str, ...] = ()
    delimiter: str | None = None
    rows: tuple[Row, ...] = ()
    sheets: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    whole: bool = True
    total: int | None = None

    @property
    def header(self) -> tuple[str, ...]:
        """The cells of the first row that has more words in it than any other; none without rows.

        A preamble has fewer cells than the header, and data have numbers.
        """
        return max((row.cells for row in self.rows), key=_words, default=())

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)


def look(source: Source, encoding: str | None = None) -> Head:
    """Look at the beginning of a file.

    Args:
        source: what to look at.
        encoding: its encoding, where the user says so.

    Raises:
        UsageFault: there is no such encoding.
        SourceFileError: it begins as a workbook but cannot be opened as one.
    """
    if encoding is not None:
        _check(encoding)
    start = source.start
    if not start.strip():
        return Head(source.name, source.suffix, "empty", start)
    if start.startswith(WORKBOOKS):
        book = Workbook(source)
        sheets = {name: tuple(itertools.islice(book.rows(name), _ROWS)) for name in book.names}
        rows = next(iter(sheets.values()), ())
        return Head(
            source.name,
            source.suffix,
            "workbook",
            start,
            rows=rows,
            sheets=sheets,
            hidden=book.hidden,
        )
    chosen = encoding or encoding_of(start, source.whole)
    text = _decoded(source, chosen)
    if len(_JUNK.findall(text)) > len(text) // 100 and not _is_damaged(text):
        return Head(source.name, source.suffix, "binary", start, chosen, (text,))
    if not text.strip("\ufeff \t\r\n\x00"):
        return Head(source.name, source.suffix, "empty", start)
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    if len(lines) > 1 and not (source.whole and lines[-1]):
        lines.pop()
    delimiter = delimiter_of(lines[:_ROWS])
    parsed = delimited_rows(lines[: 4 * _ROWS], delimiter) if delimiter else iter(())
    rows = tuple(itertools.islice((row for row in parsed if isinstance(row, Row)), _ROWS))
    total = len(lines)
    if not source.whole and source.size:
        total = round(source.size / len(start) * len(lines))
    return Head(
        source.name,
        source.suffix,
        "text",
        start,
        chosen,
        tuple(lines),
        delimiter,
        rows,
        whole=source.whole,
        total=total if source.whole or source.size else None,
    )


def _is_damaged(text: str) -> bool:
    """Say whether whole lines of text stand before the first character that none should have."""
    before = _JUNK.split(text, 1)[0]
    return before.count("\n") > 1 and "\ufffd" not in before


def _check(encoding: str) -> None:
    try:
        wide = lost_bytes(encoding) == "replace"
        if b"12".decode(encoding, lost_bytes(encoding)) == "12" or wide:
            return
    except (LookupError, ValueError):
        pass
    known = "Well-known ones are utf-8, utf-16, latin-1 and gb18030"
    raise UsageFault(f"There is no encoding {encoding!r} for a text. {known}.")


def _decoded(source: Source, encoding: str) -> str:
    decoder = codecs.getincrementaldecoder(encoding)(lost_bytes(encoding))
    try:
        return decoder.decode(source.start, source.whole)
    except UnicodeError as error:
        why = str(error)
        raise UsageFault(f"{source.name} is not in the encoding {encoding}: {why}.") from error


def _words(cells: tuple[str, ...]) -> int:
    return sum(1 for cell in cells if cell and not cell[0].isdigit() and cell[0] not in "-+.")
