"""What goes back to a client, before it is WSGI: status, headers, bytes or a file of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus
from typing import IO, Final

from brain2face.server.cache import Entry
from brain2face.server.evaluated import Evaluated

__all__ = [
    "COMMON",
    "READABLE",
    "Answer",
    "answer_of",
    "encoding_of",
    "etag_of",
    "matches",
    "pieces",
    "status_line",
]

_PIECE: Final = 1 << 16
_LONGEST_READ: Final = 1000
COMMON: Final = (
    (
        "Content-Security-Policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
        " object-src 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)
READABLE: Final = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "Brain2face-Cut, ETag, Link, Location, Retry-After"),
    ("Vary", "Accept, Accept-Encoding"),
)
_ENCODINGS: Final = ("br", "gzip")
_QUALITY: Final = re.compile(r"\s*;\s*q\s*=\s*([0-9.]+)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Answer:
    """An answer to a request.

    Attributes:
        status: the HTTP status.
        headers: beside those that every answer has.
        body: the bytes; none where they lie in a file.
        spool: a file of ``size`` bytes, closed once it is sent.
        size: bytes of the file.
        etag: the strong validator, in quotes; none for what is not to be kept.
        encoded: whether the bytes are packed already.
        steady: whether the request alone, and what is served, decide the answer.
        kind: what the request was, for those who count.
        digest: what stands for its query in the log.
        kept: an answer kept from before, instead of all the others.
    """

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    spool: IO[bytes] | None = None
    size: int = 0
    etag: str | None = None
    encoded: bool = False
    steady: bool = False
    kind: str = "page"
    digest: str = ""
    kept: Entry | None = None

    @property
    def line(self) -> str:
        """Give the status line of WSGI."""
        return status_line(self.status)


def answer_of(
    found: Evaluated,
    headers: list[tuple[str, str]],
    encoding: str | None,
    *,
    etag: str | None,
    kind: str,
    digest: str = "",
) -> Answer:
    """Make the answer out of what a child gave, packed by ``encoding`` where it says so."""
    if found.encoded and encoding:
        headers = [*headers, ("Content-Encoding", encoding)]
    return Answer(
        200,
        headers,
        found.body,
        found.spool,
        found.size,
        etag,
        encoded=True,
        kind=kind,
        digest=digest,
    )


def status_line(status: int) -> str:
    """Give a status with its words."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Status"


def etag_of(parts: Sequence[str]) -> str:
    """Make a strong validator of all that an answer depends on."""
    said = "".join([f"{len(part)}:{part}" for part in parts]).encode("utf-8", "surrogatepass")
    return f'"{hashlib.blake2b(said, digest_size=15).hexdigest()}"'


def matches(given: str | None, etag: str) -> bool:
    """Say whether a client has an answer already, by what it gives as If-None-Match."""
    if not given:
        return False
    return given.strip() == "*" or etag in (
        one.strip().removeprefix("W/") for one in given.split(",")
    )


def pieces(spool: IO[bytes]) -> Iterator[bytes]:
    """Read a file to its end, then close it."""
    with spool:
        while piece := spool.read(_PIECE):
            yield piece


def encoding_of(accepted: str) -> str | None:
    """Give the way of packing that Accept-Encoding likes best of those there are; none if none."""
    return _encoding(accepted[:_LONGEST_READ])


@lru_cache(maxsize=256)
def _encoding(accepted: str) -> str | None:
    qualities: dict[str, float] = {}
    for one in accepted.lower().split(","):
        name, mark, rest = one.partition(";")
        quality = _QUALITY.fullmatch(mark + rest) if mark else None
        try:
            qualities[name.strip()] = float(quality[1]) if quality else float(not mark)
        except ValueError:
            continue
    plain = qualities.get("identity", 0.0)
    best = max(_ENCODINGS, key=lambda name: qualities.get(name, qualities.get("*", 0.0)))
    liked = qualities.get(best, qualities.get("*", 0.0))
    return best if liked > 0 and liked >= plain else None
