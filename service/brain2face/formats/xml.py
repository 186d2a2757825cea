"""What XML cannot hold, told before it makes a document that nobody can read.

Oxigraph writes control characters and names such as ``<e:1>`` as they are; neither is XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import IO, Final, cast

import pyoxigraph as ox

from brain2face.errors import UsageFault

__all__ = ["writable", "xml_only"]

_OTHERS: Final = "try turtle, or another format"
_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_AT_END: Final = re.compile(f"[{_START}][{_START}.0-9\u00b7\u0300-\u036f\u203f\u2040-]*\\Z")


def xml_only(out: IO[bytes]) -> IO[bytes]:
    """Give a stream that passes bytes on to ``out`` as long as XML can hold them.

    A carriage return becomes the reference that survives a parser. Writing raises ``UsageFault``
    at a character that XML has not.
    """
    return cast("IO[bytes]", _XmlOnly(out))


class _XmlOnly:
    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._last = b""

    def write(self, data: bytes) -> int:
        if found := _FORBIDDEN.search(self._last + data):
            letter = found[0].decode("utf-8")
            raise UsageFault(
                f"The answer holds the character U+{ord(letter):04X}, which no XML document can;"
                f" {_OTHERS}."
            )
        self._last = data[-2:]
        self._out.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def writable(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Give triples as RDF/XML can hold them: the names of blank nodes become XML names.

    Raises:
        UsageFault: a predicate does not end in an XML name.
    """
    for triple in triples:
        yield _triple(triple)


def _triple(triple: ox.Triple) -> ox.Triple:
    predicate = triple.predicate.value
    if not _NAME_AT_END.search(predicate):
        raise UsageFault(
            f"The predicate <{predicate}> does not end in a name, so that no RDF/XML element can"
            f" be called by it; {_OTHERS}."
        )
    subject, value = triple.subject, triple.object
    if isinstance(subject, ox.BlankNode):
        subject = ox.BlankNode(f"b{subject.value}")
    if isinstance(value, ox.BlankNode):
        value = ox.BlankNode(f"b{value.value}")
    elif isinstance(value, ox.Triple):
        value = _triple(value)
    return ox.Triple(subject, triple.predicate, value)
