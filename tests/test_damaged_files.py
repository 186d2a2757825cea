"""Random damage to good files of each format: it is read or refused in words, and never by a fault.

What is read can be written in every format, whatever odd characters the damage has left in it.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
from functools import cache
from typing import BinaryIO, cast

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyoxigraph import RdfFormat, parse

from bad_files import GOOD, HEAD, frames, sheet
from brain2face.coding import FaceCoder
from brain2face.coding.files import FileOptions, code_file
from brain2face.errors import Brain2FaceError, UsageFault
from brain2face.knowledge import Knowledge
from brain2face.readers import ReadOptions
from brain2face.records import BadRow, CodedEvent
from brain2face.user_profile import profile_of
from brain2face.writers import About
from coded_events import written

SCORES = ("4+7", "1+2", "L12B", "null", "6+12 or 4", "AU9?", "0", "1.2")
ROWS = [
    f"s{at},片{at},{10 * at},{10 * at + 2},{10 * at + 5},{one},é" for at, one in enumerate(SCORES)
]
EAF = """<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT AUTHOR="" DATE="" FORMAT="3.0"
 VERSION="3.0"><HEADER TIME_UNITS="milliseconds"/><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a"
 TIME_VALUE="40"/><TIME_SLOT TIME_SLOT_ID="b" TIME_VALUE="900"/></TIME_ORDER><TIER TIER_ID="AU12"
 LINGUISTIC_TYPE_REF="d"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="n" TIME_SLOT_REF1="a"
 TIME_SLOT_REF2="b"><ANNOTATION_VALUE>L12B</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
</TIER><LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="d" TIME_ALIGNABLE="true"/></ANNOTATION_DOCUMENT>"""
SHAPES = "\n".join(
    f'classification {{ index: {at} score: 0.9{at} label: "{name}" }}'
    for at, name in enumerate(("browDownLeft", "browDownRight", "mouthSmileLeft", "jawOpen"))
)
AFFDEX = [
    {"Timestamp": at / 25, "browFurrow": 60, "innerBrowRaise": at, "smile": 1} for at in range(6)
]
READER = (
    "Video:\tx\n\nVideo Time\tAction Unit 01 - Inner Brow Raiser\t"
    "Action Unit 12 - Lip Corner Puller\n"
    + "".join(f"00:00:00.{at * 40:03}\t0.1\t0.{at}\n" for at in range(9))
)


@cache
def workbook() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (HEAD, *ROWS):
        page.append(row.split(","))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@cache
def good(name: str) -> bytes:
    if name == "workbook":
        return workbook()
    text = sheet(*ROWS, GOOD).decode()
    lines = "\n".join(map(json.dumps, AFFDEX))
    return {
        "sheet": text.encode(),
        "chinese": text.replace("é", "恐").encode("gb18030"),
        "wide": text.encode("utf-16"),
        "list": "".join(f"{at}.jpg {one}\n" for at, one in enumerate(SCORES)).encode(),
        "openface": frames(),
        "facereader": READER.encode(),
        "json": json.dumps(AFFDEX).encode(),
        "lines": lines.encode(),
        "shapes": SHAPES.encode(),
        "elan": EAF.encode(),
    }[name]


NAMES = (
    *("sheet", "chinese", "wide", "list", "openface", "facereader"),
    *("json", "lines", "shapes", "elan", "workbook"),
)
PIECES = st.one_of(
    st.binary(max_size=4),
    st.sampled_from([b",", b'"', b"\n", b"\0", b"\xff", b"\r", b"1e999", b"nan", b"<", b"&", b"]"]),
)
BLOWS = st.lists(
    st.tuples(st.sampled_from("put cut over lines end".split()), st.integers(0, 1 << 16), PIECES),
    min_size=1,
    max_size=4,
)


def damaged(content: bytes, blows: list[tuple[str, int, bytes]]) -> bytes:
    for kind, where, piece in blows:
        at = where % (len(content) + 1)
        if kind == "put":
            content = content[:at] + piece + content[at:]
        elif kind == "over":
            content = content[:at] + piece + content[at + len(piece) :]
        elif kind == "cut":
            content = content[:at] + content[at + 1 + where % 40 :]
        elif kind == "end":
            content = content[:at]
        else:
            lines = content.split(b"\n")
            one, other = where % len(lines), where // 7 % len(lines)
            lines[one], lines[other] = lines[other], lines[one]
            content = b"\n".join(lines)
    return content


@cache
def coder() -> FaceCoder:
    knowledge = Knowledge.load()
    return FaceCoder(knowledge, profile_of(knowledge, "dong2022"))


def items(content: bytes) -> list[object] | None:
    """Give all that is read, or nothing where the file is refused in words."""
    options = FileOptions(reading=ReadOptions(rate=25.0))
    with contextlib.suppress(Brain2FaceError):
        return list(code_file(coder(), cast(BinaryIO, io.BytesIO(content)), options).items)
    return None


@pytest.mark.parametrize("name", NAMES)
def test_the_good_file_is_read(name: str) -> None:
    read = items(good(name))
    assert read
    assert not [one for one in read if isinstance(one, BadRow)]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(blows=BLOWS)
def test_a_damaged_file_is_read_or_refused_in_words(
    name: str, blows: list[tuple[str, int, bytes]]
) -> None:
    read = items(damaged(good(name), blows))
    for one in read or ():
        if isinstance(one, BadRow):
            assert one.row >= 0
            assert one.column
            assert len(one.why) > 10
    events = [one for one in read or () if isinstance(one, CodedEvent)]
    about = About(knowledge=coder().knowledge)
    json.loads(written(events, "json"))
    list(parse(input=written(events, "ttl", about), format=RdfFormat.TURTLE))
    etree.fromstring(written(events, "emotionml"))
    written(events, "csv").decode()
    with contextlib.suppress(UsageFault):
        etree.fromstring(written(events, "eaf"))


@given(blows=BLOWS)
@settings(max_examples=60, deadline=None)
def test_no_line_of_a_list_is_lost(blows: list[tuple[str, int, bytes]]) -> None:
    content = damaged(good("list"), blows)
    lines = [one for one in re.split(b"\r\n|\r|\n", content) if one.strip()]
    read = items(content) if content.isascii() and b"\0" not in content else None
    assert read is None or len(read) >= len(lines)
