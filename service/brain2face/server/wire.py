"""How a question goes down to a child, and its answer comes up: one frame each.

An answer has a head of fixed size, then its body. The child is not trusted: what it says is read as
numbers, bytes and JSON, never as objects.
"""

from __future__ import annotations

import marshal
import socket
import struct
from typing import Final

from brain2face.server.frames import KINDS, Ask, Reply

__all__ = [
    "CHUNK",
    "frame_of",
    "lacking_of",
    "read_ask",
    "read_reply",
    "receive",
    "reply_of",
    "send",
    "write_ask",
    "write_reply",
]

_HEAD: Final = struct.Struct("!BBQ")
_SIZE: Final = struct.Struct("!Q")
CHUNK: Final = 1 << 14
_LARGE: Final = 1 << 18
_SPOOLED: Final = 1
_CUT_ROWS: Final = 2
_CUT_BYTES: Final = 4
_ENCODED: Final = 8
_MISSING: Final = 16
_LARGEST: Final = 1 << 40


def frame_of(ask: Ask) -> bytes:
    """Give a question as the frame that goes down."""
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
    return _SIZE.pack(len(said)) + said


def write_ask(channel: socket.socket, ask: Ask) -> None:
    """Send a question down."""
    channel.sendall(frame_of(ask))


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
    said = b""
    while (lacking := lacking_of(said)) > 0:
        part = _received(channel, CHUNK)
        if not part:
            return None
        if len(part) >= lacking or len(said) < _HEAD.size:
            said += part
            continue
        rest = _taken(channel, lacking - len(part))
        if rest is None:
            return None
        said = b"".join((said, part, rest))
    return reply_of(said)


def lacking_of(said: bytes | bytearray) -> int:
    """Say how many bytes of an answer are still to come, or how many of its head."""
    if len(said) < _HEAD.size:
        return _HEAD.size - len(said)
    _, flags, size = _HEAD.unpack_from(said)
    return 0 if flags & _SPOOLED or size > _LARGEST else _HEAD.size + size - len(said)


def reply_of(said: bytes) -> Reply | None:
    """Read an answer that has come whole; nothing where it is what no child says."""
    form, flags, size = _HEAD.unpack_from(said)
    spooled = bool(flags & _SPOOLED)
    body = said[_HEAD.size :]
    if form >= len(KINDS) or size > _LARGEST or (not spooled and len(body) != size):
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
        part = _received(channel, min(size, _LARGE))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
