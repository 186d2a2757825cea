"""Frames of a tracker from JSON: AFFDEX, MediaPipe's FaceLandmarker, any object of named measures.

An object becomes a row and its names become the header, so that all that is checked in a table is
checked here too.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from brain2face.errors import SourceFileError
from brain2face.readers.blendshape_lists import faces_of_categories, is_category
from brain2face.readers.delimited import Row
from brain2face.readers.frames_table import recording
from brain2face.readers.head import Head
from brain2face.readers.json_values import json_values
from brain2face.readers.options import ReadOptions
from brain2face.readers.source import Source
from brain2face.records import BadRow, Recording

__all__ = ["NAME", "WHAT", "is_json", "read", "read_objects", "recognises"]

NAME: Final = "frames-json"
WHAT: Final = "frames of a tracker, JSON or JSON Lines: objects with names of action units"
_LOOK = 100
_DEPTH = 8
_SEVERAL = ("frames", "results", "faces", "people")

Cells = Mapping[str, str]


def is_json(head: Head) -> bool:
    """Say whether a text begins as JSON does."""
    return head.kind == "text" and head.text.lstrip()[:1] in ("{", "[")


def recognises(head: Head) -> float:
    """Say how surely this is JSON of some tracker: by names of action units."""
    text = head.text.casefold()
    return 0.5 if is_json(head) and ('"au0' in text or '"au_' in text or '"au1' in text) else 0.0


def read(source: Source, head: Head, options: ReadOptions) -> Recording:
    """Read frames of whichever instrument it is."""
    return read_objects(source, head, options, NAME)


def read_objects(
    source: Source, head: Head, options: ReadOptions, format: str, after_units: bool | None = None
) -> Recording:
    """Read frames from JSON; the arguments are those of a table.

    Raises:
        UsageFault: two instruments fit alike, or the times cannot be told without a rate.
        SourceFileError: it is no JSON, or no instrument fits.
    """
    values = json_values(io.StringIO(head.text), head.name, head.whole)
    first = list(itertools.islice(_objects(values), _LOOK))
    names = tuple(dict.fromkeys(name for _, cells in first if cells for name in cells))
    if not names:
        raise SourceFileError(f"{head.name} has no object with names and measures in it.")
    header = Row(0, names)

    def all_rows() -> Iterator[Row | BadRow]:
        last = 0
        with source.text(head.encoding) as text:
            try:
                for row in _rows(_objects(json_values(text, head.name)), names):
                    last = row.number if isinstance(row, Row) else row.row
                    yield row
            except SourceFileError as error:
                if not last:
                    raise
                why = str(error).removeprefix(f"{head.name}, ").rstrip(".")
                yield BadRow(last + 1, "the rest of the file", why)

    rows = list(_rows(first, names))
    total = len(rows) if head.whole and len(first) < _LOOK else None
    return recording(head.name, [header, *rows], all_rows(), options, format, after_units, total)


def _rows(
    objects: Iterable[tuple[int, Cells | None]], names: tuple[str, ...]
) -> Iterator[Row | BadRow]:
    for number, cells in objects:
        if cells is None:
            yield BadRow(number, "the whole object", "is no object with names and measures")
        else:
            yield Row(number, tuple(cells.get(name, "") for name in names))


def _objects(values: Iterator[object]) -> Iterator[tuple[int, Cells | None]]:
    for number, value in enumerate(_joined(values), 1):
        faces: list[Cells] = list(faces_of_categories(value, number - 1))
        faces = faces or [_flat(one) for one in _several(value)]
        yield from ((number, cells or None) for cells in faces)


def _joined(values: Iterator[object]) -> Iterator[object]:
    """Give values, and categories that are the whole file as one list."""
    first = next(values, None)
    if is_category(first):
        yield [first, *values]
    elif first is not None:
        yield first
        yield from values


def _several(value: object, depth: int = _DEPTH) -> Iterator[Mapping[str, object]]:
    """Give an object once for each face or frame that is listed in it."""
    if not isinstance(value, dict):
        yield {}
        return
    for key in _SEVERAL if depth else ():
        inner = value.get(key)
        if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
            outer = {name: item for name, item in value.items() if name != key}
            for one in inner:
                yield from _several(outer | one, depth - 1)
            return
    yield value


def _flat(value: Mapping[str, object], depth: int = _DEPTH) -> Cells:
    flat: dict[str, str] = {}
    for name, item in value.items():
        if isinstance(item, dict) and depth:
            flat.update(
                {key: told for key, told in _flat(item, depth - 1).items() if key not in flat}
            )
        elif item is None:
            flat[name] = ""
        elif isinstance(item, bool):
            flat[name] = str(int(item))
        elif isinstance(item, str | int | float):
            flat[name] = str(item).strip()
    return flat
