"""What is said between the process that talks to the world and a child that evaluates for it.

A question goes down as one frame, an answer comes up as one: a head of fixed size, then its body.
The child is not trusted: what it says is read as numbers, bytes and JSON, never as objects.
"""

from __future__ import annotations

import marshal
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = [
    "KINDS",
    "Ask",
    "Reply",
    "read_ask",
    "read_reply",
    "receive",
    "send",
    "write_ask",
    "write_reply",
]

KINDS: Final = ("select", "ask", "graph", "syntax", "usage", "changed", "absent")
_HEAD: Final = struct.Struct("!BBQ")
_SIZE: Final = struct.Struct("!Q")
_CHUNK: Final = 1 << 18
_SPOOLED: Final = 1
_CUT_ROWS: Final = 2
_CUT_BYTES: Final = 4
_ENCODED: Final = 8
_MISSING: Final = 16
_LARGEST: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class Ask:
    """One query, and how its answer is wanted.

    Attributes:
        text: the SPARQL text.
        formats: for each form of query the format of its answer; none if it has no use.
        default_graphs: IRIs that make up the default graph, where the client named any graph.
        named_graphs: IRIs of the named graphs, where the client named any graph.
        seconds: how long it may run.
        encoding: ``gzip`` or ``br`` where the answer is to be packed so.
        most_rows: rows or triples after which the answer is cut.
        most_bytes: bytes, before they are packed, after which the answer is cut.
        about: what is wanted where no query is asked: a whole ``graph``, of the IRI ``text``, or
            the default one; or a description, of the ``service`` or by ``void``, with ``text`` as
            JSON of what it is to say; or to ``parse`` a query and no more.
        base: what relative IRIs of the query are read against.
    """

    text: str
    formats: Mapping[str, str | None]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    seconds: float = 10.0
    encoding: str | None = None
    most_rows: int = 1_000_000
    most_bytes: int = 100_000_000
    about: str = ""
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a child says: a form of answer or of fault, and its bytes, or how many it has spooled.

    Attributes:
        kind: one of ``KINDS``; of ``syntax``, ``usage`` and ``changed`` the body is JSON,
            and ``absent`` is a graph that is not there.
        body: the bytes, unless they are spooled.
        spooled: how many bytes lie in the spool of the child; none if they are in ``body``.
        cut: ``rows`` or ``bytes`` where the answer was cut at that limit.
        encoded: whether the bytes are packed as was asked.
        missing: that the format wanted for this form is none.
    """

    kind: str
    body: bytes = b""
    spooled: int | None = None
    cut: str | None = None
    encoded: bool = False
    missing: bool = field(default=False)


def write_ask(channel: socket.socket, ask: Ask) -> None:
    """Send a question down."""
    said = marshal.dumps(
        (
            ask.text,
            dict(ask.formats),
            ask.default_graphs,
            ask.named_graphs,
            ask.seconds,
            ask.encoding,
            ask.most_rows,
            ask.most_bytes,
            ask.about,
            ask.base,
        )
    )
    send(channel, said)


def send(channel: socket.socket, said: bytes) -> None:
    """Send bytes as one frame."""
    channel.sendall(_SIZE.pack(len(said)) + said)


def receive(channel: socket.socket) -> bytes | None:
    """Take one frame; nothing when the other side is gone."""
    head = _taken(channel, _SIZE.size)
    return None if head is None else _taken(channel, _SIZE.unpack(head)[0])


def read_ask(channel: socket.socket) -> Ask | None:
    """Take a question, in the child; nothing when the other side is gone."""
    said = receive(channel)
    return None if said is None else Ask(*marshal.loads(said))  # noqa: S302


def write_reply(channel: socket.socket, reply: Reply) -> None:
    """Send an answer up."""
    flags = (
        (reply.spooled is not None) * _SPOOLED
        | (reply.cut == "rows") * _CUT_ROWS
        | (reply.cut == "bytes") * _CUT_BYTES
        | reply.encoded * _ENCODED
        | reply.missing * _MISSING
    )
    size = len(reply.body) if reply.spooled is None else reply.spooled
    channel.sendall(_HEAD.pack(KINDS.index(reply.kind), flags, size) + reply.body)


def read_reply(channel: socket.socket) -> Reply | None:
    """Take an answer; nothing when the child is gone, or says what no child says.

    Raises:
        TimeoutError: the channel has a limit, and the child says nothing for so long.
    """
    first = _received(channel, _CHUNK)
    while first and len(first) < _HEAD.size:
        more = _received(channel, _CHUNK)
        first = first + more if more else b""
    if not first:
        return None
    form, flags, size = _HEAD.unpack_from(first)
    if form >= len(KINDS) or size > _LARGEST:
        return None
    spooled = bool(flags & _SPOOLED)
    body: bytes | None = first[_HEAD.size :]
    if not spooled and len(first) - _HEAD.size < size:
        rest = _taken(channel, size - len(first) + _HEAD.size)
        body = None if rest is None else first[_HEAD.size :] + rest
    if body is None or (not spooled and len(body) != size):
        return None
    return Reply(
        KINDS[form],
        b"" if spooled else body,
        size if spooled else None,
        "rows" if flags & _CUT_ROWS else "bytes" if flags & _CUT_BYTES else None,
        bool(flags & _ENCODED),
        bool(flags & _MISSING),
    )


def _received(channel: socket.socket, most: int) -> bytes:
    try:
        return channel.recv(most)
    except BlockingIOError:
        raise TimeoutError from None
    except ConnectionError:
        return b""


def _taken(channel: socket.socket, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = _received(channel, min(size, _CHUNK))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
