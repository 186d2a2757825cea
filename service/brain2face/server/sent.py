"""An answer as it leaves, what a request is known by, and what is observed of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, Any, Final, NamedTuple

from brain2face.server.cache import Entry
from brain2face.server.responses import matches, status_line

__all__ = [
    "LONGEST_NAME",
    "READING",
    "Name",
    "Observer",
    "Seen",
    "Sent",
    "again",
    "name_of",
    "validated",
]

READING: Final = ("GET", "HEAD")
LONGEST_NAME: Final = 8192
_OK: Final = 200
Name = tuple[str, str, str | None, str | None, str | None]


class Sent(NamedTuple):
    """An answer as it leaves: status, headers, and bytes or a file of ``size`` bytes."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes = b""
    spool: IO[bytes] | None = None
    size: int = 0

    @property
    def line(self) -> str:
        """Give the status line of WSGI."""
        return status_line(self.status)


class Seen(NamedTuple):
    """What is observed of a request: who asked, when it came, and what was sent."""

    method: str
    path: str
    client: str
    began: float
    sent: Sent
    kind: str
    digest: str
    kept: bool


Observer = Callable[[Seen], None]


def again(entry: Entry, validators: str | None) -> Sent:
    """Give an answer that was kept, or say by 304 that the client has it already."""
    if validators and matches(validators, entry.etag):
        return Sent(304, validated(entry.headers))
    return Sent(_OK, entry.headers, entry.body)


def name_of(environ: Mapping[str, Any]) -> Name | None:
    """Give what a request to read is found by; nothing where it is not to be kept."""
    if environ["REQUEST_METHOD"] not in READING:
        return None
    get = environ.get
    name = (
        environ["PATH_INFO"],
        environ["QUERY_STRING"],
        get("HTTP_ACCEPT"),
        get("HTTP_ACCEPT_ENCODING"),
        get("HTTP_HOST"),
    )
    return name if sum(len(part or "") for part in name) <= LONGEST_NAME else None


def validated(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the headers of an answer without its body."""
    dropped = ("content-length", "content-type", "content-encoding")
    return [one for one in headers if one[0].lower() not in dropped]
