"""Files of annotations and of tracked frames, each format read into the same records."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Literal, Protocol, cast

from brain2face.errors import SourceFileError, UnknownNameError, UsageFault
from brain2face.readers.options import ReadOptions
from brain2face.records import Annotations, Recording

if TYPE_CHECKING:
    from brain2face.readers.head import Head
    from brain2face.readers.source import Source

__all__ = ["FORMATS", "Format", "ReadOptions", "open_file", "recognise"]

FORMATS: Final[dict[str, str]] = {
    "elan": "elan",
    "openface": "openface",
    "pyfeat": "pyfeat",
    "libreface": "libreface",
    "facet": "facet",
    "affdex": "affdex",
    "facereader": "facereader",
    "blendshapes": "blendshapes",
    "frames": "frames_table",
    "frames-json": "frames_json",
    "sheet": "sheet",
    "score-list": "score_list",
}
"""The module that reads each format, by the name of the format."""


_SLOWEST, _FASTEST = 0.001, 1e6


class Format(Protocol):
    """What a module gives that reads one format; ``WHAT`` says in a few words what it is."""

    NAME: str
    WHAT: str

    def recognises(self, head: Head) -> float:
        """Say how surely a file is of this format, from 0 to 1."""

    def read(self, source: Source, head: Head, options: ReadOptions) -> Annotations | Recording:
        """Read the file; the records come one by one."""


def open_file(
    where: Path | BinaryIO | Literal["-"],
    options: ReadOptions | None = None,
    format: str | None = None,
) -> Annotations | Recording:
    """Open a file and give what it holds, in the format that it is recognised to be in.

    Args:
        where: the file; ``-`` is standard input.
        options: what the user says of it.
        format: its format, which is then not looked for.

    Raises:
        UnknownNameError: there is no such format, or no such sheet.
        UsageFault: the frame rate is none, or there is no such encoding.
        SourceFileError: it cannot be read, is empty, or is in no known format.
    """
    from brain2face.readers.head import look
    from brain2face.readers.source import Source
    from brain2face.readers.strangers import stranger

    options = options or ReadOptions()
    if format is not None and format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS)
    if options.rate is not None and not _SLOWEST <= options.rate <= _FASTEST:
        raise UsageFault(
            f"There are no {options.rate:g} frames a second: give a number over 0, as 25 or 200."
        )
    if not 0 <= options.confidence <= 1:
        raise UsageFault(f"A tracker is never {options.confidence:g} sure: give a part of 1.")
    source = Source(where)
    head = look(source, options.encoding)
    if head.kind == "empty":
        raise SourceFileError(f"{head.name} is empty: there is nothing to read in it.")
    if head.kind == "binary":
        raise SourceFileError(f"{head.name} {stranger(head)}.")
    found = _module(format) if format is not None else recognise(head)
    return found.read(source, head, options)


def recognise(head: Head) -> Format:
    """Give the reader of the format that a file's beginning fits best.

    Raises:
        SourceFileError: it fits none.
    """
    from brain2face.readers.strangers import beginning, stranger

    readers = [_module(name) for name in FORMATS]
    sure, place = max((float(reader.recognises(head)), -at) for at, reader in enumerate(readers))
    if not sure:
        if told := stranger(head):
            raise SourceFileError(f"{head.name} {told}.")
        known = "".join(f"\n  {reader.NAME}: {reader.WHAT}" for reader in readers)
        raise SourceFileError(
            f"{head.name} is in no format that is known here. {beginning(head)} "
            f"Looked for:{known}\n"
            "If it is one of these, name it with --format."
        )
    return readers[-place]


def _module(name: str) -> Format:
    return cast(Format, import_module(f"brain2face.readers.{FORMATS[name]}"))
