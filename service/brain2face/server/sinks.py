"""Where a child writes an answer: memory first, a file once it grows, packed where that is asked.

An answer is whole before its first byte leaves, so that a fault never passes for an end.
"""

from __future__ import annotations

import zlib
from typing import IO, Any, Final

__all__ = ["Full", "Sink", "packer"]

_GZIP: Final = 31
_GZIP_LEVEL: Final = 6
_BROTLI_LEVEL: Final = 4
_WORTH_PACKING: Final = 1400
_IN_MEMORY: Final = 1 << 18


class Full(Exception):
    """More bytes than the answer may have."""


class _Gzip:
    def __init__(self) -> None:
        self._made = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP)

    def process(self, data: bytes) -> bytes:
        return self._made.compress(data)

    def finish(self) -> bytes:
        return self._made.flush()


def packer(encoding: str) -> Any:
    """Give what packs bytes as ``gzip`` or ``br``: it takes them by ``process`` and ``finish``."""
    if encoding == "gzip":
        return _Gzip()
    import brotli

    return brotli.Compressor(quality=_BROTLI_LEVEL)


class Sink:
    """A file to write to, of bytes that are kept, counted and packed.

    Attributes:
        total: bytes written so far, before packing.
        packed: whether they are packed, as only answers that are worth it are.
        spooled: bytes that lie in the spool; none while all are in memory.
    """

    def __init__(self, spool: IO[bytes], encoding: str | None, most: int) -> None:
        """Keep up to ``most`` bytes, the first of them in memory and many in ``spool``."""
        self._spool = spool
        self._encoding = encoding
        self._most = most
        self._packer: Any = None
        self.restart()

    def restart(self) -> None:
        """Forget what was written."""
        self.total = 0
        self.spooled: int | None = None
        self._parts: list[bytes] = []
        self._size = 0
        self._packer = None

    @property
    def packed(self) -> bool:
        """Say whether the bytes are packed."""
        return self._packer is not None

    def write(self, data: bytes) -> int:
        """Keep some bytes.

        Raises:
            Full: they would be too many.
        """
        self.total += len(data)
        if self.total > self._most:
            raise Full
        if self._packer:
            self._keep(self._packer.process(data))
        else:
            self._keep(bytes(data))
            if self._encoding and self.total > _WORTH_PACKING:
                self._packer = packer(self._encoding)
                raw = b"".join(self._parts)
                self._parts, self._size = [], 0
                self._keep(self._packer.process(raw))
        return len(data)

    def flush(self) -> None:
        """Do nothing: there is nothing behind it."""

    def finish(self) -> bytes:
        """Give what is kept in memory; nothing of it where ``spooled`` says how much lies there."""
        if self._packer:
            self._keep(self._packer.finish())
        body = b"".join(self._parts)
        if self.spooled is None:
            return body
        self._spill(body)
        self._spool.flush()
        return b""

    def _keep(self, data: bytes) -> None:
        self._parts.append(data)
        self._size += len(data)
        if self._size > _IN_MEMORY:
            self._spill(b"".join(self._parts))
            self._parts, self._size = [], 0

    def _spill(self, data: bytes) -> None:
        if self.spooled is None:
            self._spool.seek(0)
            self._spool.truncate()
            self.spooled = 0
        self._spool.write(data)
        self.spooled += len(data)
