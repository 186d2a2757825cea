"""What Oxigraph's reader of RDF/XML lets pass: DOCTYPE, torn files, depths that take for ever.

The bytes go by expat on their way to Oxigraph; expat also knows the line, which Oxigraph does not.
"""

from __future__ import annotations

from typing import Final, Protocol
from xml.parsers import expat

from brain2face.errors import SourceFileError

__all__ = ["CheckedXml"]

_DEEPEST: Final = 500


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Give up to so many bytes, none at the end."""


class CheckedXml:
    """A stream of XML that fails where it is not well-formed, or is more than RDF/XML needs."""

    def __init__(self, name: str, stream: Readable) -> None:
        """Check a stream while it is read."""
        self._name = name
        self._stream = stream
        self._depth = 0
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end

    @property
    def lines(self) -> int:
        """Give the number of the line up to which was read."""
        return self._parser.CurrentLineNumber

    def read(self, size: int = -1) -> bytes:
        """Give up to so many bytes, none at the end.

        Raises:
            SourceFileError: they are not well-formed XML, or have a DOCTYPE.
        """
        data = self._stream.read(size)
        try:
            self._parser.Parse(data, not data)
        except expat.ExpatError as error:
            raise self._fault(expat.ErrorString(error.code), error.lineno, error.offset) from None
        return data

    def _doctype(self, *said: object) -> None:
        raise self._here("DOCTYPE is refused; write entities out and leave it away")

    def _begin(self, *said: object) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._here(f"elements are nested more than {_DEEPEST} deep")

    def _end(self, *said: object) -> None:
        self._depth -= 1

    def _here(self, said: str) -> SourceFileError:
        return self._fault(said, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber)

    def _fault(self, said: str, line: int, column: int) -> SourceFileError:
        return SourceFileError(f"{self._name}, line {line}, column {column + 1}: {said}.")
