"""A file of RDF as a stream: which syntax it is in, unpacked, and counted while it is read."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Self, cast

import pyoxigraph as ox

from brain2face.errors import SourceFileError, UsageFault

__all__ = ["SYNTAXES", "Source", "Stream"]

SYNTAXES: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_BY_SUFFIX: Final = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".nt": "ntriples",
    ".nq": "nquads",
    ".trig": "trig",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}
_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, standard input, or the folder of a plain Oxigraph store.

    Attributes:
        name: what it is called in messages.
        path: where it is; nothing for standard input.
        syntax: a key of ``SYNTAXES``; nothing for a folder.
    """

    name: str
    path: Path | None
    syntax: str | None

    @classmethod
    def named(cls, name: str, syntax: str | None = None) -> Self:
        """Take a source by its name; ``-`` is standard input.

        Raises:
            UsageFault: its syntax is not known, or it is not there.
        """
        if name == "-":
            if syntax is None:
                raise UsageFault(f"Say what standard input is written in. {_possible()}")
            return cls("standard input", None, syntax)
        path = Path(name)
        if path.is_dir():
            return cls(name, path, None)
        if not path.exists():
            raise UsageFault(f"There is no file {name}.")
        inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
        found = syntax or _BY_SUFFIX.get(inner.suffix.lower())
        if found is None:
            raise UsageFault(
                f"{name}: its suffix does not say what it is written in. {_possible()}"
            )
        return cls(name, path, found)

    @property
    def size(self) -> int | None:
        """Give how many bytes it has on disk, where that can be known."""
        return self.path.stat().st_size if self.path is not None and self.path.is_file() else None

    @contextmanager
    def opened(self, passed: Callable[[int], None]) -> Iterator[Stream]:
        """Open it to be read; ``passed`` is told how many of its bytes have been read.

        Raises:
            UsageFault: it cannot be read.
        """
        try:
            raw = sys.stdin.buffer if self.path is None else self.path.open("rb")
        except OSError as error:
            raise UsageFault(f"{self.name} cannot be read: {error.strerror}.") from None
        try:
            yield Stream(self.name, raw, passed)
        finally:
            if self.path is not None:
                raw.close()


class Stream:
    """The bytes of a source, unpacked; what the parser reads from."""

    def __init__(self, name: str, raw: IO[bytes], passed: Callable[[int], None]) -> None:
        """Read from ``raw``; a byte order mark at the beginning is passed over."""
        self._name = name
        counted = io.BufferedReader(cast("io.RawIOBase", _Counted(raw, passed)), 1 << 16)
        packed = counted.peek(2).startswith(_GZIP)
        self._inner = io.BufferedReader(gzip.GzipFile(fileobj=counted)) if packed else counted
        self._begun = False
        self.lines = 1

    def read(self, size: int = -1) -> bytes:
        """Give up to so many bytes, none at the end.

        Raises:
            SourceFileError: they cannot be read or unpacked.
        """
        try:
            data = self._inner.read(size)
            if not self._begun:
                self._begun = True
                data = data.removeprefix(_BOM) or self._inner.read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise SourceFileError(f"{self._name} cannot be read: {error}.") from None
        self.lines += data.count(b"\n")
        return data


class _Counted(io.RawIOBase):
    def __init__(self, raw: IO[bytes], passed: Callable[[int], None]) -> None:
        self._raw = raw
        self._passed = passed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        self._passed(len(data))
        return len(data)


def _possible() -> str:
    return f"Give --format, one of {', '.join(SYNTAXES)}."
