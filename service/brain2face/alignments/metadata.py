"""What the header of a mapping file must say, and may."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from brain2face.alignments.header import Header, HeaderError, read_header
from brain2face.alignments.places import Source
from brain2face.errors import nearest
from brain2face.terms import PREFIXES

__all__ = ["metadata"]

_NEEDED: Final = (
    "mapping_set_id",
    "mapping_set_title",
    "mapping_set_description",
    "mapping_set_version",
    "license",
    "object_source_version",
)
_KNOWN: Final = {
    *_NEEDED,
    "comment",
    "creator_id",
    "creator_label",
    "curie_map",
    "mapping_date",
    "mapping_provider",
    "mapping_tool",
    "object_source",
    "see_also",
    "sssom_version",
    "subject_source",
    "subject_source_version",
}
_IRIS: Final = ("mapping_set_id", "license", "object_source")
_WEB: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_DATE: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def metadata(source: Source, lines: Sequence[str]) -> Header:
    """Read the header and see that it says what a mapping set needs.

    Args:
        source: the file.
        lines: its first lines, without their ``#``.

    Raises:
        SourceFileError: it does not: line and what would be right.
    """
    try:
        header = read_header(lines)
    except HeaderError as error:
        raise source.fault(error.line, str(error)) from None
    for key, line in header.lines.items():
        if key not in _KNOWN:
            near = ", ".join(nearest(key, sorted(_KNOWN)))
            raise source.fault(line, f"{key!r} is no key that is read here; nearest: {near}")
    for key in _NEEDED:
        if not header.values.get(key):
            raise source.fault(header.lines.get(key, 1), f"the header lacks '#{key}: …'")
    for key in _IRIS:
        value = header.values.get(key, "http://")
        if value != "http://" and not _WEB.fullmatch(value):
            raise source.fault(header.lines[key], f"{key} is {value!r}; give an http(s) IRI")
    date = header.values.get("mapping_date")
    if date is not None and not _DATE.fullmatch(date):
        line = header.lines["mapping_date"]
        raise source.fault(line, f"mapping_date is {date!r}; write it as 2026-11-22")
    _check_prefixes(source, header)
    return header


def _check_prefixes(source: Source, header: Header) -> None:
    line = header.lines.get("curie_map", 1)
    prefixes = header.maps.get("curie_map")
    if not prefixes:
        raise source.fault(line, "the header lacks '#curie_map:' with lines '#  prefix: IRI'")
    for prefix, base in prefixes.items():
        usual = PREFIXES.get(prefix, base)
        if base != usual:
            raise source.fault(line, f"the prefix {prefix!r} stands for {usual}, not for {base}")
        if not _WEB.fullmatch(base):
            raise source.fault(line, f"the prefix {prefix!r} stands for {base!r}, which is no IRI")
