"""Which endpoints a query may name in SERVICE: those below the prefixes that the operator gave.

An address is taken apart once, compared part by part, and asked as it was compared; nothing looks
at its text a second time, so no two readings of one text can differ.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, unquote

from brain2face.errors import UsageFault

__all__ = ["AllowList", "Endpoint", "read_endpoint"]

_PORTS: Final = {"http": 80, "https": 443}
_URL: Final = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]+\]|[^/?#@:\[\]\\]+)(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>/[^?#]*)?(?P<query>\?[^#]*)?",
    re.IGNORECASE,
)
_NOT_IN_IRI: Final = re.compile(r"[\x00-\x20\x7f-\xa0<>\"{}|\\^`\ufffe\uffff\ud800-\udfff]")
_NAME: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.(?!-)[a-z0-9_-]{1,63})*")
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_LONGEST: Final = 2000
_SAFE: Final = "%/:@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address that can be asked; ``own`` says that the operator named this very machine."""

    scheme: str
    host: str
    port: int
    path: str
    query: str = ""
    own: bool = False

    @property
    def authority(self) -> str:
        """The host, with its port where that is not the usual one, as in the field Host."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == _PORTS[self.scheme] else f"{name}:{self.port}"

    def covers(self, other: Endpoint) -> bool:
        """Say whether another address lies below this one."""
        ours, theirs = ((e.scheme, e.host, e.port, e.query) for e in (self, other))
        folder = self.path if self.path.endswith("/") else f"{self.path}/"
        return ours == theirs and (other.path == self.path or other.path.startswith(folder))

    def __str__(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}{self.query}"


@dataclass(frozen=True, slots=True)
class AllowList:
    """The prefixes below which endpoints may be asked; by default there are none."""

    prefixes: tuple[Endpoint, ...] = ()

    @classmethod
    def read(cls, prefixes: Iterable[str]) -> AllowList:
        """Take the prefixes as an operator writes them.

        Raises:
            UsageFault: one of them is no address of an endpoint.
        """
        return cls(tuple(_prefix(text) for text in prefixes))

    def find(self, iri: str) -> Endpoint | None:
        """Give the endpoint that an absolute IRI names, if it may be asked."""
        try:
            asked = read_endpoint(iri)
        except UsageFault:
            return None
        for prefix in self.prefixes:
            if prefix.covers(asked):
                return replace(asked, own=prefix.own)
        return None


def read_endpoint(text: str) -> Endpoint:
    """Take an address apart.

    Raises:
        UsageFault: it is not plainly the address of an endpoint; the message says why.
    """
    if len(text) > _LONGEST:
        raise UsageFault(
            f"An address of {len(text)} characters is too long; {_LONGEST} are enough."
        )
    if _NOT_IN_IRI.search(text):
        raise UsageFault(f"{text!r} holds a space, a backslash or another character of no IRI.")
    found = _URL.fullmatch(text)
    if found is None:
        raise UsageFault(
            f"{text!r} is not http://HOST[:PORT]/PATH or https://…, with neither user nor #."
        )
    scheme = found["scheme"].lower()
    port = int(found["port"] or _PORTS[scheme])
    if not 0 < port < 65536:
        raise UsageFault(f"{text!r} names port {port}; ports are 1 to 65535.")
    path = quote(found["path"] or "/", safe=_SAFE)
    if _climbs(path):
        raise UsageFault(f"{text!r} has '.', '..' or an escaped '/' in its path; write it plainly.")
    query = quote(found["query"] or "", safe=f"?{_SAFE}")
    return Endpoint(scheme, _host(found["host"], text), port, path, query)


def _prefix(text: str) -> Endpoint:
    try:
        endpoint = read_endpoint(text)
    except UsageFault as fault:
        raise UsageFault(f"The prefix of an endpoint cannot be used: {fault}") from None
    return replace(endpoint, own=endpoint.host == "localhost" or _literal(endpoint.host))


def _host(written: str, text: str) -> str:
    host = written.lower()
    try:
        if host.startswith("["):
            return str(ipaddress.IPv6Address(host[1:-1]))
        if not host.isascii():
            import idna

            host = idna.encode(host, uts46=True).decode().lower()
        if _NUMBER.fullmatch(host.rpartition(".")[2]):
            return str(ipaddress.IPv4Address(host))
    except (ValueError, UnicodeError):
        raise UsageFault(f"{text!r} names no host: {written!r}.") from None
    if not _NAME.fullmatch(host):
        raise UsageFault(f"{text!r} names no host: {written!r}.")
    return host


def _literal(host: str) -> bool:
    return ":" in host or bool(_NUMBER.fullmatch(host.rpartition(".")[2]))


def _climbs(path: str) -> bool:
    """Say whether any server could read a path as one elsewhere, however often it unescapes it."""
    plain = path
    for _ in range(len(path)):
        before, plain = plain, unquote(plain)
        if before == plain:
            break
    parts = (part.partition(";")[0] for part in plain.split("/"))
    return (
        plain.count("/") != path.count("/") or "\\" in plain or any(p in (".", "..") for p in parts)
    )
