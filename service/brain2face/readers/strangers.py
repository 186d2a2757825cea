"""What a file is that holds no faces to read: a schema, a page, a picture, a video, an archive.

People name the wrong file. To be told what it is helps them more than a list of what it is not.
"""

from __future__ import annotations

import re
from typing import Final

from brain2face.readers.head import Head

__all__ = ["beginning", "stranger"]

_UNPACK: Final = "unpack it first"
_TRACK: Final = "run a tracker such as OpenFace over it, and give the table that comes out"
_NO: Final = "neither a text nor a workbook"
_MARKS: Final = (
    (rb"\x1f\x8b", "is packed with gzip", _UNPACK),
    (rb"BZh", "is packed with bzip2", _UNPACK),
    (rb"\xfd7zXZ", "is packed with xz", _UNPACK),
    (rb"7z\xbc\xaf", "is packed with 7z", _UNPACK),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|BM....\0\0\0\0", f"is a picture, {_NO}", _TRACK),
    (rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", f"is a video, {_NO}", _TRACK),
    (rb"%PDF", f"is a PDF, {_NO}", "copy its table into a spreadsheet and save that as CSV"),
)
_OWN: Final = (
    (r'\{"brain2face": "[0-9.]+', "JSON"),
    (r'\{"name": ".*"verdict": \{', "JSON Lines"),
    (r"@prefix b2f:", "Turtle"),
)
_TABLES: Final = "a table is read as CSV, TSV, XLSX, XLS, XLSB or ODS"
_GAP: Final = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>]*>)*", re.DOTALL | re.IGNORECASE
)
_ELEMENT: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_ROOTS: Final = {
    "schema": "is an XML schema, which says how other files are written",
    "preferences": "holds preferences of ELAN: what was annotated is in the .eaf file beside it",
    "html": "is a web page: save the table that it shows as CSV",
    "emotionml": "is EmotionML, which is written here and not read",
    "svg": "is a picture, drawn in SVG",
}
_DAMAGED: Final = "it is damaged, so get a whole copy or save it again"
_ODD: Final = re.compile("[\x01-\x08\x0e-\x1f\ufffd\udc80-\udcff]")
_WIDTH: Final = 60


def stranger(head: Head) -> str:
    """Say what a file is that is of no use here, in words that follow its name; else nothing."""
    if head.kind == "binary":
        for mark, what, advice in _MARKS:
            if re.match(mark, head.start, re.DOTALL):
                return f"{what}: {advice}"
        before, zero, _ = head.text.partition("\0")
        if zero and len(before) > _WIDTH and not _ODD.search(before):
            line = before.count("\n") + 1
            return f"is a text with bytes of zero in it, from line {line} on: {_DAMAGED}"
        return f"is {_NO}: {_TABLES}"
    for words, what in _OWN:
        if re.match(words, head.text):
            return f"is {what} that brain2face wrote: of what it writes, CSV and ELAN are read back"
    return _ROOTS.get(_root(head).casefold(), "")


def beginning(head: Head) -> str:
    """Say how a file begins: its sheets, its first element, or its first line."""
    if head.kind == "workbook":
        if not any(head.sheets.values()):
            return "Nothing is written in its sheets."
        return f"Its sheets are {', '.join(map(repr, head.sheets))}."
    if root := _root(head):
        return f"It is XML with the element {root!r}."
    first = next((line.strip() for line in head.lines if line.strip()), "")
    return f"It begins with {first[:_WIDTH]!r}."


def _root(head: Head) -> str:
    gap = _GAP.match(head.text)
    found = _ELEMENT.match(head.text, gap.end() if gap else 0)
    return found[1] if found else ""
