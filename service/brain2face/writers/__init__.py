"""Coded events out of the program: tables, data, RDF, annotation files, a picture.

Each format is a function from events to bytes. Tables and data are written as the events come;
ELAN and the picture need them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import BinaryIO, Final

from brain2face.errors import UnknownNameError
from brain2face.records import CodedEvent
from brain2face.writers.about import DEFAULT_BASE, About
from brain2face.writers.elan import write_elan
from brain2face.writers.emotionml import write_emotionml
from brain2face.writers.rdf import write_turtle
from brain2face.writers.rows import write_rows
from brain2face.writers.structured import write_json, write_lines
from brain2face.writers.timeline import write_png, write_svg

__all__ = ["DEFAULT_BASE", "FORMATS", "About", "Writer", "write"]

Writer = Callable[[Iterable[CodedEvent], BinaryIO, About], int]

FORMATS: Final = MappingProxyType[str, Writer](
    {
        "csv": write_rows,
        "json": write_json,
        "jsonl": write_lines,
        "ttl": write_turtle,
        "eaf": write_elan,
        "emotionml": write_emotionml,
        "svg": write_svg,
        "png": write_png,
    }
)


def write(coded: Iterable[CodedEvent], fmt: str, out: BinaryIO, about: About | None = None) -> int:
    """Write coded events in a format; give the number of events written.

    Args:
        coded: the events, read once and in their order.
        fmt: a key of ``FORMATS``, which is also the usual ending of such a file.
        out: where the bytes go; it is not closed.
        about: where the events come from, and how they are named.

    Raises:
        UnknownNameError: there is no such format.
        UsageFault: the events cannot be put in this format at all.
        EnvironmentFault: a library that draws the picture is not installed.
    """
    if fmt not in FORMATS:
        raise UnknownNameError("output format", fmt, FORMATS)
    return FORMATS[fmt](coded, out, about or About())
